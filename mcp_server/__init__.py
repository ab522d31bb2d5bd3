"""Documentation of the installed Manim, over MCP and HTTP. Stands alone; start at `server.py`."""
