"""What one i-Map keeps from others is seen by nobody of the other i-Map.

Every restricted text holds a word that occurs nowhere else; every answer to every actor
of the other side is searched for it: pages, data, files, errors, headers, mails.
"""

from __future__ import annotations

import pytest
from django.test import Client

from imap.core.outbox.models import OutgoingMail
from profiles.models import Edition, Submission
from tests.trust.actors import DIALOGUES, Visitor
from tests.trust.profiles import DRAFT
from tests.trust.row import For
from tests.trust.table import ROWS
from tests.trust.things import CANARY, Things, everything

_EDITION = "en/<dialogue:dialogue>/edit/<iso3:iso3>/<slug:kind>/<slug:label>/"
_SECTION = _EDITION + "<str:code>/<slug:language>/"
_SCAN = _EDITION + "submission/<uuid:key>/scan/"
# Pages of an edition that say something of what led to it.
BEHIND = (
    _EDITION,
    _EDITION + "names/<int:number>/",
    _EDITION + "submission/",
    _SECTION,
    _SECTION + "suggestions/<int:number>/",
)

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("dialogue", DIALOGUES)
def test_the_canaries_are_where_members_look(
    visitors: dict[str, Visitor], things: dict[str, Things], dialogue: str
) -> None:
    word, own = CANARY[dialogue], things[dialogue]
    desk = visitors[f"secretariat {dialogue}"].ask(
        "GET", f"/en/{dialogue}/desk/registrations/{own.registration.number}/"
    )
    text = visitors[f"reader {dialogue}"].ask(
        "GET", f"/en/{dialogue}/profiles/{own.country}/extended/2011/"
    )

    assert everything(desk).count(word) >= 4
    assert word in everything(text)


@pytest.mark.parametrize("dialogue", DIALOGUES)
def test_no_mail_of_an_i_map_carries_a_word_of_the_other(
    visitors: dict[str, Visitor], things: dict[str, Things], dialogue: str
) -> None:
    own = things[dialogue]
    link = ROWS["en/<dialogue:dialogue>/register/confirm/<str:token>/"].path
    Client().post(link.format(**own.places))
    other = CANARY["mtm" if dialogue == "bmp" else "bmp"].lower()

    mails = OutgoingMail.objects.filter(dialogue=dialogue)

    assert mails.exists()
    for mail in mails:
        assert other not in f"{mail.subject} {mail.text} {mail.html} {mail.to}".lower()


@pytest.mark.parametrize("dialogue", DIALOGUES)
def test_no_word_of_a_draft_reaches_anybody_who_does_not_write_or_review_it(
    visitors: dict[str, Visitor], things: dict[str, Things], dialogue: str
) -> None:
    own = things[dialogue]
    readers = tuple(
        f"{role} {dialogue}" for role in ("reviewer", "contact_point", "secretariat")
    )
    section = f"/en/{dialogue}/edit/{own.country}/extended/2031/C4/en/"

    for actor, visitor in visitors.items():
        reads = actor in readers
        assert (DRAFT in everything(visitor.ask("GET", section))) == reads
        for row in ROWS.values():
            if reads or (dialogue == "mtm" and "{d}" not in row.path):
                continue
            answer = visitor.ask("GET", row.path.format(**own.places))
            assert DRAFT not in everything(answer), f"{row.path} as {actor}"


@pytest.mark.parametrize("state", ["superseded", "withdrawn"])
@pytest.mark.parametrize("dialogue", DIALOGUES)
def test_what_stands_behind_a_finished_edition_stays_with_those_who_worked_on_it(
    visitors: dict[str, Visitor], things: dict[str, Things], dialogue: str, state: str
) -> None:
    own = things[dialogue]
    editions = Edition.objects.filter(profile__dialogue=dialogue)
    editions.filter(label="2031").update(state=state)
    editions.filter(label="2032").update(state="published")
    Submission.objects.filter(edition__profile__dialogue=dialogue).update(
        outcome="published"
    )
    reading = ("reviewer", "contact_point", "secretariat")
    readers = tuple(f"{role} {dialogue}" for role in reading)
    scan = ROWS[_SCAN].path.format(**own.places)

    for actor, visitor in visitors.items():
        reads = actor in readers
        for route in BEHIND:
            answer = visitor.ask("GET", ROWS[route].path.format(**own.places))
            assert (answer.status_code == 200) == reads, f"{route} as {actor}"
            assert (DRAFT in everything(answer)) == reads, f"{route} as {actor}"
        opens = reads and not actor.startswith("reviewer")
        assert (visitor.status("GET", scan) == 200) == opens, actor
        for row in () if reads else ROWS.values():
            if dialogue == "mtm" and "{d}" not in row.path:
                continue
            answer = visitor.ask("GET", row.path.format(**own.places))
            assert DRAFT not in everything(answer), f"{row.path} as {actor}"


def test_data_and_pages_for_members_are_in_the_table() -> None:
    audiences = [row.audience for row in ROWS.values()]

    assert audiences.count(For.MEMBERS) >= 4
    assert audiences.count(For.DATA) >= 1
