"""Typeset formulas kept between jobs: each one a file named by its source, put there in one move.

Manim typesets in a shared folder and sweeps it while others use it, so each job here has a folder
of its own and only finished SVG files pass between it and the store.
"""

import os
import re
import shutil
from contextlib import chdir
from hashlib import blake2b
from pathlib import Path

from render_image.door import Anything, manim

tex_writing: Anything = manim.utils.tex_file_writing
typst_writing: Anything = manim.utils.typst_file_writing

_LOG_LINES = 8
_LOG_PLACE = re.compile(r"^l\.\d+ ?")
# What Manim puts around the parts of a formula.
_LOG_MARKS = re.compile(r"(?:\\special ?\{dvisvgm:)?(?:\.{3})?raw </?g[^>]*>\}")


def typeset_in_its_folder() -> None:
    """Have TeX work in the folder of its file, by bare names.

    Manim hands it whole paths, which a TeX that may open only what lies in its own folder (as in
    every sandbox) refuses.
    """
    command, compile_tex = tex_writing.make_tex_compilation_command, tex_writing.compile_tex

    def bare_command(compiler: str, output_format: str, tex_file: Path, tex_dir: Path) -> list[str]:
        words = command(compiler, output_format, Path(tex_file.name), tex_dir)
        return [word for word in words if not word.startswith("-output-directory=")]

    def compile_there(tex_file: Path, compiler: str, output_format: str) -> Path:
        tex_file = tex_file.absolute()
        try:
            with chdir(tex_file.parent):
                return compile_tex(tex_file, compiler, output_format)
        except (ValueError, IndexError) as error:  # Manim may trip over the end of a log
            raise ValueError(_complaint(tex_file.with_suffix(".log")) or str(error)) from error

    tex_writing.make_tex_compilation_command = bare_command
    tex_writing.compile_tex = compile_there


def _complaint(log_file: Path) -> str:
    """What TeX minded first and where: the rest of its log follows from that."""
    if not log_file.is_file():
        return ""
    lines = log_file.read_text(encoding="utf-8", errors="replace").splitlines()
    first = next((place for place, line in enumerate(lines) if line.startswith("!")), None)
    if first is None:
        return ""
    said = [lines[first][1:]]
    for line in lines[first + 1 : first + _LOG_LINES]:
        said.append(_LOG_PLACE.sub("", line))
        if _LOG_PLACE.match(line):
            break
    return f"LaTeX: {' '.join(_LOG_MARKS.sub('', ' '.join(said)).split())}"


class TexStore:
    def __init__(self, folder: Path) -> None:
        self._folder = folder
        folder.mkdir(parents=True, exist_ok=True)

    def take(self, key: str, target: Path) -> bool:
        """Copy a formula into a job's folder; False when it is not known or not whole."""
        kept = self._folder / key
        try:
            data = kept.read_bytes()
        except OSError:
            return False
        seal, svg = data[:16], data[16:]
        if blake2b(svg, digest_size=16).digest() != seal:
            kept.unlink(missing_ok=True)
            return False
        target.write_bytes(svg)
        return True

    def keep(self, key: str, svg_file: Path) -> None:
        svg = svg_file.read_bytes()
        partial = self._folder / f"{key}.{os.getpid()}.partial"
        partial.write_bytes(blake2b(svg, digest_size=16).digest() + svg)
        partial.replace(self._folder / key)

    def install(self) -> None:
        """Have Manim of this process look here before it typesets, and keep what it typeset."""
        self._install_tex()
        self._install_typst()

    def _install_tex(self) -> None:
        compile_tex, convert = tex_writing.compile_tex, tex_writing.convert_to_svg
        keys: dict[Path, str] = {}

        def compile_or_take(tex_file: Path, compiler: str, output_format: str) -> Path:
            key = f"{tex_file.stem}-{compiler}{output_format}"
            keys[tex_file.with_suffix(".svg")] = key
            if self.take(key, tex_file.with_suffix(".svg")):
                return tex_file
            return compile_tex(tex_file, compiler, output_format)

        def convert_and_keep(dvi_file: Path, extension: str, page: int = 1) -> Path:
            svg_file = dvi_file.with_suffix(".svg")
            if svg_file.exists():
                return svg_file
            svg_file = convert(dvi_file, extension, page)
            key = keys.get(svg_file)
            if key is not None:
                self.keep(key, svg_file)
            return svg_file

        if shutil.which("dvisvgm") is None:
            return
        tex_writing.compile_tex = compile_or_take
        tex_writing.convert_to_svg = convert_and_keep

    def _install_typst(self) -> None:
        typeset = typst_writing.typst_to_svg_file

        def take_or_typeset(typst_code: str, preamble: str = "", **options: Anything) -> Path:
            if options.get("font_paths"):
                return typeset(typst_code, preamble, **options)
            words = repr((typst_code, preamble, sorted(options.items()))).encode()
            key = blake2b(words, digest_size=16).hexdigest() + "-typst"
            folder: Path = manim.config.get_dir("tex_dir")
            folder.mkdir(parents=True, exist_ok=True)
            target = folder / f"{key}.svg"
            if target.exists() or self.take(key, target):
                return target
            svg_file = typeset(typst_code, preamble, **options)
            self.keep(key, svg_file)
            return svg_file

        manim.mobject.text.typst_mobject.typst_to_svg_file = take_or_typeset
