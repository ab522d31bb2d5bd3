"""The four MCP tools; each asks the library and shapes the answer."""

from dataclasses import asdict

from mcp.server import MCPServer

from mcp_server.check import check_code as find_problems
from mcp_server.library import Library, as_json

INSTRUCTIONS = """Documentation of the installed Manim Community, built from the package itself.
Ask search_docs with a question, a name or a whole error message; get_symbol for one class,
function or method; get_examples for runnable code; check_code before rendering."""


def create_server(library: Library) -> MCPServer:
    """An MCP server over one library."""
    server = MCPServer("scenewright-manim-docs", instructions=INSTRUCTIONS, log_level="WARNING")

    def search_docs(query: str, limit: int = 5) -> list[dict[str, object]]:
        """Pages for a question, a name or an error message, best first."""
        return [as_json(page) for page in library.search(query, limit=limit)]

    def get_symbol(name: str) -> dict[str, object]:
        """One class, function or method: signature, text, example. Says what a wrong name meant."""
        page = library.symbol(name)
        if page is None:
            return {"error": f"{name} is not in this Manim", "nearest": library.nearest(name)}
        return as_json(page)

    def get_examples(topic: str, limit: int = 3) -> list[dict[str, object]]:
        """Runnable code about a topic."""
        return [as_json(page) for page in library.examples(topic, limit=limit)]

    def check_code(code: str) -> dict[str, object]:
        """Names that do not exist and arguments that no signature takes, without running it."""
        findings = find_problems(code, library)
        return {"ok": not findings, "findings": [asdict(finding) for finding in findings]}

    for tool in (search_docs, get_symbol, get_examples, check_code):
        server.add_tool(tool, structured_output=False)
    return server
