"""What a scene may use, as data."""

import re
from typing import Final

SOURCE_BYTES_MAX: Final = 64 * 1024
NODES_MAX: Final = 20_000
NESTING_MAX: Final = 64
TEXT_MAX: Final = 10_000
INT_BITS_MAX: Final = 4096
POWER_BITS_MAX: Final = 65_536
REPEAT_MAX: Final = 5_000_000
SECONDS_MAX: Final = 600

_MANIM_PACKAGES = ("animation", "camera", "mobject", "typing", "constants", "scene")
_MANIM_UTILS = (
    "bezier color color.core color.manim_colors color.X11 color.XKCD color.AS2700 color.BS381 "
    "color.DVIPSNAMES color.SVGNAMES deprecation family images iterables paths polylabel "
    "rate_functions simple_functions sounds space_ops tex tex_templates unit"
)
_SCIPY = ",constants,fft,integrate,interpolate,linalg,ndimage,optimize,signal,spatial,special,stats"
_SCIENCE = {
    "numpy": ("", "fft", "linalg", "polynomial", "random"),
    "scipy": tuple(_SCIPY.split(",")),
    "collections": ("", "abc"),
}
_PLAIN = (
    "manim math cmath random itertools functools operator typing typing_extensions __future__ "
    "dataclasses enum fractions decimal statistics string textwrap copy colorsys bisect heapq "
    "numbers re datetime time json calendar unicodedata abc warnings networkx sympy contextlib "
    "hashlib struct wave numpy.typing queue array graphlib base64 zlib difflib keyword html "
    "secrets"
)

MODULES: Final = frozenset(
    {
        *_PLAIN.split(),
        *(f"manim.utils.{name}" for name in _MANIM_UTILS.split()),
        *(f"{root}.{sub}".rstrip(".") for root, subs in _SCIENCE.items() for sub in subs),
    }
)
MODULE_TREES: Final = (*(f"manim.{package}" for package in _MANIM_PACKAGES), "networkx")
# Of these modules, what scenes have a use for; of most of them nothing, except to stand unused at
# the top of a file.
_PARTS = {
    "os": "path.exists path.isfile path.join path.basename path.dirname path.splitext sep linesep",
    "sys": (
        "setrecursionlimit getrecursionlimit getsizeof maxsize float_info version version_info "
        "stdout stderr"
    ),
    "types": "SimpleNamespace MappingProxyType",
    "io": "BytesIO StringIO",
    "csv": "reader DictReader QUOTE_ALL QUOTE_MINIMAL QUOTE_NONNUMERIC",
    "logging": "getLogger basicConfig debug info warning error DEBUG INFO WARNING ERROR CRITICAL",
    "pprint": "pprint pformat",
    "PIL": (
        "Image.new Image.fromarray Image.Image Image.Resampling Image.LANCZOS Image.NEAREST "
        "Image.BICUBIC Image.BILINEAR ImageDraw.Draw ImageFilter.BLUR ImageFilter.GaussianBlur "
        "ImageFilter.FIND_EDGES ImageFilter.SHARPEN ImageFilter.Kernel ImageOps.invert "
        "ImageOps.grayscale ImageOps.flip ImageOps.mirror ImageEnhance.Contrast"
    ),
    "manimpango": "list_fonts",
    "traceback": "print_exc format_exc",
    "gc": "collect",
    "timeit": "default_timer",
    "uuid": "uuid4 UUID",
    "tqdm": "tqdm trange",
}
_UNUSED = (
    "pathlib subprocess shutil glob tempfile threading argparse platform inspect asyncio "
    "concurrent multiprocessing pickle urllib socket signal importlib ctypes"
)
PARTS_OF_MODULES: Final = {
    **{module: frozenset(parts.split()) for module, parts in _PARTS.items()},
    **dict.fromkeys(_UNUSED.split(), frozenset[str]()),
}
# Of these, all names at once: none of them leads outside, or it is refused by its bare name.
_STAR_MODULES = """
math cmath random itertools functools operator collections enum dataclasses datetime decimal
fractions statistics string heapq bisect colorsys typing numpy
"""
STAR_MODULES: Final = frozenset(_STAR_MODULES.split())
MODULES_REFUSED: Final = frozenset({"manim.scene.scene_file_writer"})

IMPORT_ADVICE: Final = "Use Manim, numpy, math, random, itertools and their like."
_OTHER_EDITION = "This is the other edition of Manim. Use `from manim import *` and its names."
_NO_PICTURES = "Use `ImageMobject` with an array from numpy."
HINTS: Final = {
    "manimlib": _OTHER_EDITION,
    "manimgl": _OTHER_EDITION,
    "manim_imports_ext": _OTHER_EDITION,
    "os": "A scene needs no files or environment. Delete the import and what uses it.",
    "sys": "A scene needs nothing of the interpreter. Delete the import and what uses it.",
    "pathlib": "A scene needs no paths: name an asset by its bare file name.",
    "subprocess": "A scene cannot start programs.",
    "manim_voiceover": "There is no voice-over here. Time the beats with `self.wait`.",
    "manim_slides": "There are no slides here. Inherit from `Scene` and use `self.next_section`.",
    "PIL": _NO_PICTURES,
    "cv2": _NO_PICTURES,
    "matplotlib": "Use Manim's own `Axes`, `BarChart` and `NumberPlane`.",
    "pandas": "Write the numbers into the scene as lists.",
    "requests": "A scene has no network. Write the data into the scene.",
}

_OURS = "config_file_paths make_config_parser parse_cli_ctx cli_ctx_settings cli console"
_OURS_TOO = "error_console logger set_file_logger plugins"
NAMES_REFUSED: Final = {
    **dict.fromkeys(("eval", "exec", "compile"), "Write the code itself instead of running text."),
    "__import__": "Use an import statement at the top.",
    **dict.fromkeys(("open", "open_file"), "A scene cannot open files."),
    **dict.fromkeys(("input", "breakpoint", "help"), "Nobody is there to answer."),
    **dict.fromkeys(("exit", "quit"), "A scene ends by returning."),
    **dict.fromkeys(("copyright", "credits", "license"), "Write the text itself."),
    **dict.fromkeys(("globals", "locals", "vars", "dir"), "Use a dictionary of your own."),
    "memoryview": "Use a numpy array.",
    "capture": "A scene cannot start programs.",
    "register_font": "Fonts cannot be added; use `font=` with a family that is installed.",
    "tempconfig": "The renderer sets size, rate and folders. Delete it.",
    "utils": "Import the one function that is needed from `manim`.",
    **dict.fromkeys(
        f"{_OURS} {_OURS_TOO}".split(), "The renderer owns its settings and its log. Delete it."
    ),
}
REFLECTION: Final = frozenset({"getattr", "setattr", "delattr", "hasattr"})

_ATTRIBUTES_REFUSED = """
os sys sp subprocess shutil pathlib importlib builtins ctypes ctypeslib pickle marshal shelve
inspect gc socket ssl urllib ftplib tempfile codecs platform multiprocessing threading asyncio
runpy pkgutil zipimport f2py distutils testing file_ops module_ops linecache tokenize fileinput
_os _sys _module cffi ctypes_ _pyxbld get_include show_config
f_back f_globals f_locals f_builtins f_code gi_frame gi_code gi_yieldfrom cr_frame cr_await
cr_origin ag_frame ag_await tb_frame tb_next tb_lasti co_code co_consts func_globals mro
attrgetter methodcaller itemgetter_ get_type_hints make_dataclass ForwardRef evaluate_forward
singledispatch singledispatchmethod CodeType FunctionType
sympify parse_expr lambdify parsing preview
fromfile tofile memmap open_memmap fromregex loadtxt savetxt genfromtxt savez
savez_compressed DataSource format_map vformat get_field system popen spawn
clock_settime file_writer interactive_embed embed open_file open_file_in_pager print_exception
"""
_GRAPH_FILES = """
adjlist edgelist gexf gml graph6 graphml graphml_lxml graphml_xml leda multiline_adjlist
network_text pajek sparse6 weighted_edgelist latex
"""
ATTRIBUTES_REFUSED: Final = frozenset(
    {
        *_ATTRIBUTES_REFUSED.split(),
        *(f"{verb}_{kind}" for verb in ("read", "write") for kind in _GRAPH_FILES.split()),
    }
)
# Words of everyday scenes, which only a module or an object of the interpreter could make harmful.
_OF_SCENES = "system platform gc socket testing parsing preview spawn embed tokenize inspect"
ATTRIBUTES_OF_SCENES: Final = frozenset(_OF_SCENES.split())
NUMPY_MODULES: Final = frozenset(
    {"char", "dtypes", "emath", "fft", "linalg", "polynomial", "random", "rec", "strings", "typing"}
)
NUMPY_REFUSED: Final = frozenset({"load", "save", "dump", "dumps", "lib", "core", "ma", "compat"})
SCIPY_REFUSED: Final = frozenset({"io", "datasets", "misc", "odr"})
PICKLING: Final = frozenset({"dump", "dumps"})

_DUNDER_ATTRIBUTES = """
__init__ __name__ __doc__ __len__ __call__ __add__ __sub__ __mul__ __str__ __repr__ __enter__
__exit__ __iter__ __next__ __getitem__ __setitem__ __contains__ __post_init__ __eq__ __hash__
__lt__ __le__ __gt__ __ge__ __ne__ __abs__ __neg__ __float__ __int__ __bool__ __truediv__
__radd__ __rsub__ __rmul__ __matmul__ __pow__ __mod__ __round__ __copy__ __deepcopy__ __new__
__floordiv__ __iadd__ __isub__ __imul__ __reversed__ __index__ __init_subclass__ __set_name__
__rtruediv__ __rfloordiv__ __rmod__ __rpow__ __rmatmul__ __and__ __or__ __xor__ __invert__ __pos__
__lshift__ __rshift__ __iand__ __ior__ __divmod__ __complex__ __bytes__ __format__ __missing__
__delitem__ __floor__ __ceil__ __trunc__ __getattr__ __setattr__ __version__ __members__
__qualname__ __class_getitem__ __array__ __length_hint__ __rand__ __ror__ __rxor__ __rdivmod__
__itruediv__ __ifloordiv__ __ipow__ __imod__ __imatmul__
"""
DUNDER_ATTRIBUTES: Final = frozenset(_DUNDER_ATTRIBUTES.split())
# What a scene may define, by a function or by `__rmul__ = __mul__`. Never `__name__`: by it the
# block for running a file by hand is known, and passed over.
DUNDER_DEFINED: Final = DUNDER_ATTRIBUTES - {"__name__", "__qualname__", "__members__"}
_DUNDER_HEADERS = """
__all__ __slots__ __author__ __email__ __date__ __license__ __copyright__ __credits__ __status__
__maintainer__ __match_args__ __array_priority__ __array_ufunc__
"""
DUNDER_NAMES: Final = DUNDER_DEFINED | {"__name__", *_DUNDER_HEADERS.split()}

_CONFIG_KEYS = """
background_color background_opacity frame_width frame_height frame_x_radius frame_y_radius
frame_size frame_rate pixel_width pixel_height aspect_ratio top bottom left_side right_side
quality tex_template seed disable_caching max_files_cached verbosity progress_bar preview
flush_cache write_to_movie save_last_frame format transparent media_width output_file
"""
CONFIG_KEYS: Final = frozenset(_CONFIG_KEYS.split())

CONFIG_NOT_SET: Final = frozenset(
    {"pixel_width", "pixel_height", "frame_rate", "frame_size", "quality", "seed", "format"}
)

# At the top of a file these are ordinary; the renderer then films the scene as it was asked to.
CONFIG_SET_AT_TOP: Final = CONFIG_NOT_SET - {"format"}
METACLASSES: Final = frozenset({"ABCMeta", "EnumMeta", "EnumType"})

KEYWORDS_REFUSED: Final = frozenset({"code_file", "metaclass", "media_dir", "output_file"})
TEX_COMPILERS: Final = frozenset({"latex", "pdflatex", "xelatex"})
TEX_FORMATS: Final = frozenset({".dvi", ".pdf", ".xdv"})

FILE_CALLS: Final = frozenset(
    {"SVGMobject", "ImageMobject", "OpenGLImageMobject", "Code", "add_sound", "add_subcaption_file"}
)

LOGGING_CALLS: Final = frozenset({"debug", "info", "warning", "error"})
SHOWING_CALLS: Final = frozenset({"Text", "MarkupText", "Paragraph", "Title", "Code"})
SHOWN_KEYWORDS: Final = frozenset({"text", "code_string"})

COOKIE: Final = re.compile(r"^[ \t\f]*#.*?coding[:=][ \t]*([-\w.]+)")
COOKIES: Final = frozenset({"utf-8", "utf8", "ascii", "us-ascii"})
INVISIBLE: Final = re.compile("[\u202a-\u202e\u2066-\u2069\ufeff\u200b]")
DUNDER_WORD: Final = re.compile(r"__[A-Za-z]\w*?__")
BARE_DUNDER: Final = re.compile(r"\.?__[A-Za-z]\w*?__(?:\(\))?")
HOST_PATH: Final = re.compile(r"^/(?:etc|proc|root|home|sys|dev|run|var|usr|opt|mnt|boot|srv)/\S")
NOT_BARE: Final = re.compile(r"^[~/\\]|\.\.|://|^[A-Za-z]:\\|\|")
TEX: Final = re.compile(
    r"\\(?:immediate|write|input|include|openin|openout|read|special|catcode|csname|directlua"
    r"|verbatiminput|lstinputlisting|InputIfFileExists|ShellEscape|usepackage\s*\{\s*shellesc"
    r"|everyjob|newread|newwrite|scantokens|lowercase|uppercase)(?![A-Za-z])|\^\^[0-9a-f]{2}"
    r"|#(?:read|plugin)\s*\(|#import\s+\"@"
)
