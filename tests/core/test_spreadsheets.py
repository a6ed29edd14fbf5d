"""No cell of a file is ever a formula."""

from __future__ import annotations

import pytest

from imap.core.spreadsheets import neutral, neutral_or_number

FORMULAS = [
    "=1+1",
    "+1",
    "-1",
    "@SUM(A1)",
    "\t=1",
    "\r=1",
    "\uff1d1",
    "\uff0b1",
    "\uff0d1",
    "\uff20SUM(A1)",
    " =1",
    "\u200b=1",
    "\ufeff=1",
    "|calc",
]


@pytest.mark.parametrize("text", FORMULAS)
def test_no_text_begins_a_formula(text: str) -> None:
    assert neutral(f"{text} Evil") == f"'{text} Evil"
    assert neutral_or_number(f"{text} Evil") == f"'{text} Evil"


@pytest.mark.parametrize("text", ["Ada Lind", "O’Hara", "Анна", "ada@x.example", ""])
def test_harmless_text_is_left_alone(text: str) -> None:
    assert neutral(text) == text


@pytest.mark.parametrize("cell", ["-299961", "-0.5", "12", "% of GDP", "Armenia"])
def test_figures_and_units_stay_what_they_are(cell: str) -> None:
    assert neutral_or_number(cell) == cell


@pytest.mark.parametrize("cell", [*FORMULAS[:1], "-cmd", "--1", "-1.2.3", "-\u0661"])
def test_what_only_looks_like_a_figure_is_a_text(cell: str) -> None:
    assert neutral_or_number(cell) == f"'{cell}"
