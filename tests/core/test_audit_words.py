"""Every step that is recorded has words for whoever reads the record."""

from __future__ import annotations

import ast
import re

import pytest

from accounts.registration.states import Step
from imap.core.audit.words import in_words
from tests.core.test_mail_templates import _kinds
from tests.test_architecture import ROOMS, sources, tree


def _recorded() -> set[str]:
    """Return the names of steps as they stand in the code; made-up ones by pattern."""
    found = set()
    for path in sources(".py"):
        if path.parts[0] not in ROOMS:
            continue
        for node in ast.walk(tree(path)):
            if isinstance(node, ast.Call) and _is_record(node.func) and node.args:
                found.add(ast.unparse(node.args[0]).strip("'\""))
    return found


def _is_record(function: ast.expr) -> bool:
    return isinstance(function, ast.Attribute) and function.attr == "record"


def test_every_recorded_step_has_words() -> None:
    plain = {step for step in _recorded() if re.fullmatch(r"[a-z]+\.[a-z_]+", step)}

    assert len(plain) > 10
    assert {step for step in plain if in_words(step) == step} == set()


@pytest.mark.parametrize("step", list(Step))
def test_every_step_of_a_request_has_words(step: Step) -> None:
    assert in_words(f"registration.{step}") != f"registration.{step}"


@pytest.mark.parametrize("kind", _kinds())
def test_every_kind_of_mail_has_words(kind: str) -> None:
    assert in_words(kind) != kind
