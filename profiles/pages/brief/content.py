"""What a bilateral brief says, in the reader's language, to page and files alike."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from django.utils import timezone
from django.utils.translation import gettext as _

from imap.core import language
from imap.reference.models import Dialogue
from imap.reference.participants import Participant, participants
from profiles.pages.brief.figures import side_by_side
from profiles.pages.brief.flows import Flows
from profiles.pages.brief.mentions import Mentions, mentions
from profiles.pages.brief.tables import Table
from profiles.pages.country import UnknownParticipantError


@dataclass(frozen=True)
class Brief:
    """Two states: what goes between them, and what each is like."""

    dialogue: Dialogue
    first: Participant
    second: Participant
    day: dt.date
    sentence: str
    tables: Sequence[Table]
    mentions: Sequence[Mentions]
    # Publisher, title, edition, licence of all that is printed.
    sources: Sequence[str]

    @property
    def title(self) -> str:
        return _("%(first)s and %(second)s") % {
            "first": self.first.name,
            "second": self.second.name,
        }

    @property
    def footnotes(self) -> list[str]:
        return self.dialogue.notices([self.first.footnote, self.second.footnote])


def brief(dialogue: str, first: str, second: str) -> Brief:
    """Return the brief of two states that take part today.

    Raises UnknownParticipantError where one does not, or where both are the same.
    """
    members = {each.iso3: each for each in participants(dialogue, language.current())}
    if first == second or not {first, second} <= members.keys():
        raise UnknownParticipantError(f"{first} {second}")
    one, other = members[first], members[second]
    flows = Flows(dialogue, one, other)
    figures = side_by_side(one, other)
    return Brief(
        dialogue=Dialogue.objects.get(pk=dialogue),
        first=one,
        second=other,
        day=timezone.localdate(),
        sentence=flows.sentence,
        tables=[table for table in (*flows.tables, figures.table) if table.rows],
        mentions=mentions(dialogue, one, other),
        sources=sorted({*flows.sources, *figures.sources}),
    )
