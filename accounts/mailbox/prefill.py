"""What a letter tells about its writer, to begin a request with; staff correct it."""

from __future__ import annotations

import json
import re
from functools import cache
from pathlib import Path

from accounts.mailbox import folding
from accounts.mailbox.models import Enquiry, Letter
from accounts.registration import assessment

_WORDS = Path(__file__).parent / "data" / "signature.json"
_SIGNATURE = 10  # lines
_LINE, _PURPOSE = 200, 1000


def of(enquiry: Enquiry) -> dict[str, str]:
    """Return values of the form of registration, as far as they can be told."""
    newest = enquiry.letters.filter(
        direction=Letter.Direction.IN, from_key=enquiry.sender_key
    ).last()
    words = folding.own_words(newest.text) if newest else ""
    return {
        "name": enquiry.sender_name,
        "email": enquiry.sender,
        "language": enquiry.language,
        "office": _state(enquiry),
        "purpose": words[:_PURPOSE],
        **_signature(words),
    }


def _state(enquiry: Enquiry) -> str:
    """Return the only state whose people were let in from this domain, if it is one."""
    domain = enquiry.sender_key.rpartition("@")[2]
    known = assessment.known_domains(enquiry.dialogue_id)
    states = {state for each in known if each.domain == domain for state in each.states}
    return states.pop() if len(states) == 1 else ""


def _signature(text: str) -> dict[str, str]:
    lines = [line.strip(" \t,;*_") for line in text.split("\n") if line.strip()]
    found: dict[str, str] = {}
    for line in lines[-_SIGNATURE:]:
        # A sentence is none: "please find our letter attached."
        if len(line) > _LINE or line.endswith((".", "!", "?", ":")):
            continue
        for name, words in _words().items():
            # "Head of Unit, Ministry of Justice" tells both.
            parts = [part.strip() for part in line.split(",")]
            if named := [part for part in parts if words.search(part)]:
                found.setdefault(name, named[0])
    return found


@cache
def _words() -> dict[str, re.Pattern[str]]:
    """Return what finds the words of each field, as words of their own."""
    rows: dict[str, list[str]] = json.loads(_WORDS.read_text(encoding="utf-8"))
    return {
        name: re.compile(rf"\b(?:{'|'.join(map(re.escape, words))})\b", re.IGNORECASE)
        for name, words in rows.items()
    }
