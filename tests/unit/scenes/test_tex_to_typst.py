"""TeX read into Typst mathematics."""

import pytest

from backend.scenes.fixes.tex_to_typst import to_typst


@pytest.mark.parametrize(
    ("tex", "typst"),
    [
        (r"\frac{a}{2} + x^{2}", "frac(a, 2) + x ^(2)"),
        (r"\begin{bmatrix} 1 & 2 \\ 3 & 4 \end{bmatrix}", 'mat(delim: "[", 1, 2; 3, 4)'),
        (
            r"\begin{cases} 1 & x > 0 \\ 0 & \text{else} \end{cases}",
            'cases(1 & x > 0, 0 & "else")',
        ),
        (r"\begin{aligned} a &= b \\ &= c \end{aligned}", r"a & = b \ & = c"),
    ],
)
def test_formulas_and_environments_are_said_in_typst(tex: str, typst: str) -> None:
    assert to_typst(tex) == typst
