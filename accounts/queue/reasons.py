"""Texts to start from when asking or not granting, in the applicant's language."""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from django.utils.translation import gettext as _

from imap.core.texts import Texts

_FILE = Path(__file__).resolve().parent.parent / "data" / "reasons.json"
ASK, REFUSE = "questions", "refusals"


@dataclass(frozen=True)
class Reason:
    """`value` tells questions from refusals of the same code."""

    value: str
    code: str
    label: str
    text: str


def reasons(kind: str, language: str) -> list[Reason]:
    return [
        Reason(
            f"{kind}:{row['code']}",
            row["code"],
            str(Texts(row["label"])),
            Texts(row["text"]).text(language),
        )
        for row in _read()[kind]
    ]


def choices(language: str) -> list[tuple[str, Any]]:
    """Return the choices of a form, in the language of whoever decides."""
    groups = ((_("To ask"), ASK), (_("Not to grant"), REFUSE))
    return [
        ("", _("Own words")),
        *(
            (label, [(each.value, each.label) for each in reasons(kind, language)])
            for label, kind in groups
        ),
    ]


def find(value: str, language: str) -> Reason | None:
    every = [*reasons(ASK, language), *reasons(REFUSE, language)]
    return next((each for each in every if each.value == value), None)


def texts(language: str) -> dict[str, str]:
    """Return the texts by their values, for the page's script."""
    every = [*reasons(ASK, language), *reasons(REFUSE, language)]
    return {each.value: each.text for each in every}


@cache
def _read() -> Any:
    return json.loads(_FILE.read_text(encoding="utf-8"))
