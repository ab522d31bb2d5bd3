"""Names that a function binds for itself.

Python decides when it compiles a function which of its names are its own, and reading one of those
never reaches the interpreter's name of the same spelling: unset, it raises. So `for dir in (UP,
DOWN)` in a function is harmless, while the same at the top of a file may read the built-in `dir`.
Where this is not certain (the body of a class, a name declared global), nothing is vouched for.
"""

import ast
from collections.abc import Iterable

_COMPREHENSIONS = (ast.ListComp, ast.SetComp, ast.DictComp, ast.GeneratorExp)
_NONE = frozenset[str]()


def own_reads(tree: ast.Module) -> frozenset[int]:
    """The ids of the name nodes that read a name of an enclosing function."""
    found: set[int] = set()
    for statement in tree.body:
        _visit(statement, _NONE, found)
    return frozenset(found)


def _visit(node: ast.AST, own: frozenset[str], found: set[int]) -> None:
    if isinstance(node, ast.Name):
        if node.id in own:
            found.add(id(node))
    elif isinstance(node, ast.FunctionDef):
        _visit_all([*node.decorator_list, node.returns, node.args], own, found)
        block = list(_own_nodes(node))
        elsewhere = _declared(block, ast.Global)
        bound = _bound_in(node, block) - elsewhere - _declared(block, ast.Nonlocal)
        inner = (own - elsewhere) | bound
        _visit_all(node.body, inner, found)
    elif isinstance(node, ast.Lambda):
        _visit(node.args, own, found)
        _visit(node.body, own | _parameters(node.args), found)
    elif isinstance(node, ast.ClassDef):
        _visit_all([*node.decorator_list, *node.bases, *node.keywords], own, found)
        _visit_all(node.body, _NONE, found)
    elif isinstance(node, _COMPREHENSIONS):
        _visit_comprehension(node, own, found)
    else:
        _visit_all(ast.iter_child_nodes(node), own, found)


def _visit_all(nodes: Iterable[ast.AST | None], own: frozenset[str], found: set[int]) -> None:
    for node in nodes:
        if node is not None:
            _visit(node, own, found)


def _visit_comprehension(
    node: ast.ListComp | ast.SetComp | ast.DictComp | ast.GeneratorExp,
    own: frozenset[str],
    found: set[int],
) -> None:
    """The first thing looped over is read outside of it, all else inside."""
    first = node.generators[0]
    _visit(first.iter, own, found)
    targets = {
        name.id
        for generator in node.generators
        for name in ast.walk(generator.target)
        if isinstance(name, ast.Name) and isinstance(name.ctx, ast.Store)
    }
    inner = own | targets
    _visit_all([first.target, *first.ifs, *node.generators[1:]], inner, found)
    made = [node.key, node.value] if isinstance(node, ast.DictComp) else [node.elt]
    _visit_all(made, inner, found)


def _parameters(arguments: ast.arguments) -> frozenset[str]:
    named = [*arguments.posonlyargs, *arguments.args, *arguments.kwonlyargs]
    named += [argument for argument in (arguments.vararg, arguments.kwarg) if argument]
    return frozenset(argument.arg for argument in named)


def _bound_in(function: ast.FunctionDef, block: Iterable[ast.AST]) -> frozenset[str]:
    names = set(_parameters(function.args))
    for node in block:
        if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store | ast.Del):
            names.add(node.id)
        elif isinstance(node, ast.FunctionDef | ast.ClassDef):
            names.add(node.name)
    return frozenset(names)


def _declared(block: Iterable[ast.AST], kind: type[ast.Global | ast.Nonlocal]) -> frozenset[str]:
    return frozenset(name for node in block if isinstance(node, kind) for name in node.names)


def _own_nodes(function: ast.FunctionDef) -> Iterable[ast.AST]:
    """The nodes of a function's own block: not those of functions and classes within it."""
    stack: list[ast.AST] = list(function.body)
    while stack:
        node = stack.pop()
        yield node
        inner = (ast.FunctionDef, ast.Lambda, ast.ClassDef, *_COMPREHENSIONS)
        if not isinstance(node, inner):
            stack.extend(ast.iter_child_nodes(node))
