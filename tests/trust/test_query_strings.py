"""What stands behind the question mark chooses no i-Map, no edition, nobody else."""

from __future__ import annotations

import re
from dataclasses import dataclass

import pytest
from django.utils.http import urlencode

from tests.trust.actors import DIALOGUES, Visitor
from tests.trust.readers import whose
from tests.trust.row import Row
from tests.trust.table import ROWS
from tests.trust.things import CANARY, COUNTRY, Things, everything

pytestmark = pytest.mark.django_db

# Changes from one answer to the next: what tells one form from another.
_ONCE = re.compile(r'name="(csrfmiddlewaretoken|form_id|window)" value="[^"]*"')
# The page's own address, where it names itself.
_STRING = re.compile(r"\?[A-Za-z][^\"'<>\s]*")
# Pages that narrow their list by one of these names, which is what it is for.
NARROWED = {
    "en/<dialogue:dialogue>/desk/mail/": ("kind", "state"),
    "en/<dialogue:dialogue>/desk/mailbox/": ("kind",),
    "en/<dialogue:dialogue>/edit/": ("kind",),
    "en/<dialogue:dialogue>/check/": ("code",),
}


def _query(dialogue: str, route: str) -> str:
    """Name the other i-Map, and an edition and a state of it, in every way."""
    other = next(each for each in DIALOGUES if each != dialogue)
    asked = {
        **dict.fromkeys(("dialogue", "dialogue_id", "i_map", "i-map", "imap"), other),
        **dict.fromkeys(("d", "map", "chain"), other),
        **dict.fromkeys(("edition", "label"), "2007"),
        "kind": "light",
        "iso3": COUNTRY[other],
        "code": "A",
    }
    left_out = NARROWED.get(route, ())
    return urlencode({key: asked[key] for key in asked if key not in left_out})


@dataclass(frozen=True)
class Said:
    status: int
    # All of it, and without what no two answers have in common.
    everything: str
    plain: str


def _ask(visitor: Visitor, path: str) -> Said:
    answer = visitor.ask("GET", path)
    text = everything(answer)
    body = text.removeprefix(str(answer.headers)) + answer.headers.get("Location", "")
    plain = _STRING.sub("", _ONCE.sub("", body))
    return Said(answer.status_code, text.lower(), plain)


def _asked(row: Row, dialogue: str) -> bool:
    return row.get != 405 and (dialogue == "bmp" or "{d}" in row.path)


@pytest.mark.parametrize("dialogue", DIALOGUES)
def test_a_query_string_chooses_neither_the_i_map_nor_the_edition(
    visitors: dict[str, Visitor], things: dict[str, Things], dialogue: str
) -> None:
    found, word = [], CANARY["mtm" if dialogue == "bmp" else "bmp"].lower()
    for route, row in ROWS.items():
        if not _asked(row, dialogue):
            continue
        visitor = visitors[whose(row.audience, dialogue)]
        path = row.path.format(**things[dialogue].places)
        without = _ask(visitor, path)
        answer = _ask(visitor, f"{path}?{_query(dialogue, route)}")
        if answer.status != without.status:
            found.append(f"{route}: {answer.status}, not {without.status}")
        elif answer.plain != without.plain:
            found.append(f"{route}: says something else")
        if word in answer.everything:
            found.append(f"{route}: a word of the other i-Map")

    assert not found, "\n".join(found)
