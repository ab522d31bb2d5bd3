"""Formulas where TeX may open files of its own folder only, as it may in every sandbox."""

from pathlib import Path

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


@pytest.mark.timeout(60)
@pytest.mark.requirement("render_engine:tex:own-folder")
@pytest.mark.parametrize("is_kept", [False, True])
def test_tex_is_given_bare_names_in_the_folder_of_its_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, *, is_kept: bool
) -> None:
    programs = tmp_path / "bin"
    programs.mkdir()
    for name, text in (("latex", LATEX), ("dvisvgm", DVISVGM)):
        (programs / name).write_text(text)
        (programs / name).chmod(0o755)
    monkeypatch.setenv("PATH", f"{programs}:/usr/bin:/bin")
    monkeypatch.setenv("SVG", SVG)
    answer = render(SCENE, None, tmp_path / "out", cache=tmp_path / "cache" if is_kept else None)
    assert answer["type"] == "rendered", answer
