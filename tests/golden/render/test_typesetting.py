"""Formulas where TeX may open files of its own folder only, as it may in every sandbox."""

from pathlib import Path
from typing import Any

import pytest

from tests.golden.render.frame_judge import render

# Stand for the programs: like them under `openin_any=p`, this TeX refuses what is not a bare name.
LATEX = """#!/bin/sh
for word; do
  case $word in /* | -output-directory=/*) exit 1 ;; *.tex) cp "$word" "${word%.tex}.dvi" ;; esac
done
"""
DVISVGM = """#!/bin/sh
for word; do
  case $word in --output=*) printf '%s' "$SVG" > "${word#--output=}" ;; esac
done
"""
SVG = '<svg xmlns="http://www.w3.org/2000/svg"><path d="M0 0H9V9H0Z"/></svg>'
SCENE = """
from manim import *


class Formula(Scene):
    def construct(self):
        self.add(SingleStringMathTex("x"))
        self.wait(0.2)
"""


BROKEN_LATEX = """#!/bin/sh
for word; do
  case $word in *.tex) printf '%s\\n' '! Undefined control sequence.' \
    "<argument> ...raw <g id='a'>}\\\\nosuch " '           x\\special {dvisvgm:raw </g>}' \
    'l.8 \\end{align*}' '!  ==> Fatal error occurred' > "${word%.tex}.log" ;; esac
done
exit 1
"""


def typeset(
    latex: str, folder: Path, monkeypatch: pytest.MonkeyPatch, cache: Path | None
) -> dict[str, Any]:
    programs = folder / "bin"
    programs.mkdir()
    for name, text in (("latex", latex), ("dvisvgm", DVISVGM)):
        (programs / name).write_text(text)
        (programs / name).chmod(0o755)
    monkeypatch.setenv("PATH", f"{programs}:/usr/bin:/bin")
    monkeypatch.setenv("SVG", SVG)
    return render(SCENE, None, folder / "out", cache=cache)


@pytest.mark.timeout(60)
@pytest.mark.requirement("render_engine:tex:own-folder")
@pytest.mark.parametrize("is_kept", [False, True])
def test_tex_is_given_bare_names_in_the_folder_of_its_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, *, is_kept: bool
) -> None:
    answer = typeset(LATEX, tmp_path, monkeypatch, tmp_path / "cache" if is_kept else None)
    assert answer["type"] == "rendered", answer


@pytest.mark.timeout(60)
@pytest.mark.requirement("render_engine:errors:classes")
def test_a_formula_that_is_wrong_is_refused_in_the_words_of_tex(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    answer = typeset(BROKEN_LATEX, tmp_path, monkeypatch, None)
    assert (answer["class"], answer["error"]["line"]) == ("TEX_ERROR", 7)
    said = "LaTeX: Undefined control sequence. <argument> \\nosuch x \\end{align*}"
    assert answer["error"]["message"] == said
