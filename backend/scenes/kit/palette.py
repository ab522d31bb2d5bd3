"""The names of a theme; compiled files define them with the values of their own theme."""

BACKGROUND = "#10141c"
SURFACE = "#1c2330"
INK = "#eef1f6"
MUTED = "#8b96a8"
GRID = "#2c3646"
PRIMARY = "#4cc2ff"
SECONDARY = "#ffb454"
ACCENT = "#ff6b8b"
GOOD = "#6fdd8b"
WARN = "#ffd866"
BAD = "#ff6459"
VIOLET = "#b69cff"
SERIES = [PRIMARY, SECONDARY, GOOD, ACCENT, VIOLET, WARN]
FONT = "DejaVu Sans"
MONO = "DejaVu Sans Mono"
TITLE_SIZE = 48
HEADING_SIZE = 38
BODY_SIZE = 30
SMALL_SIZE = 22
