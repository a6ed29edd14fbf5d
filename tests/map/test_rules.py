"""Rules that the script has too: both read their examples from one file."""

from __future__ import annotations

import json
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from imap.map.drawing.areas import steps
from imap.map.flows.bodies import IN, OUT
from imap.map.flows.partners import shown_partners
from imap.map.flows.question import BOTH
from imap.map.periods import nearest_period
from imap.statistics.classes import class_of
from imap.statistics.formatting import SCALES, format_compact, format_number

FILE = Path(__file__).parents[1] / "examples" / "rules.json"
EXAMPLES: dict[str, list[dict[str, Any]]] = json.loads(FILE.read_text("utf-8"))


def _number(language: str, value: str, decimals: int, *, is_balance: bool) -> str:
    return format_number(Decimal(value), decimals, language, is_balance=is_balance)


def _money(language: str, scales: list[list[Any]], value: str) -> str:
    assert [tuple(scale) for scale in scales] == sorted(
        SCALES[language].items(), reverse=True
    )
    return format_compact(Decimal(value), 0, language)


def _partners(figures: dict[str, Any], values: dict[str, str]) -> list[str]:
    ways = (OUT, IN) if values["way"] == BOTH else (values["way"],)
    return [each.iso3 for each in shown_partners(figures, ways, values)]


# What a rule answers stands in the last place of an example.
RULES: dict[str, Callable[..., Any]] = {
    "class": lambda breaks, value: class_of(value, breaks),
    "nearest period": nearest_period,
    "number": _number,
    "money": _money,
    "steps of a scale": steps,
    "partners": _partners,
}


@pytest.mark.parametrize("name", RULES)
def test_the_server_follows_the_examples_of_the_script(name: str) -> None:
    assert EXAMPLES[name]
    for example in EXAMPLES[name]:
        given = dict(example)
        _last, answer = given.popitem()
        assert RULES[name](**given) == answer, example


def test_every_example_is_of_a_rule() -> None:
    assert list(EXAMPLES) == list(RULES)
