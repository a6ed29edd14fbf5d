"""The editors' desk: which drafts there are, how far they are, who wrote last."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from imap.core import language
from imap.core.access import Access
from imap.reference.participants import Participant, participants
from profiles import permissions
from profiles.kinds import kinds_of
from profiles.models import (
    Edition,
    Kind,
    SectionProgress,
    SectionText,
    TemplateSection,
)
from profiles.pages.holding import Holding, holdings

State = SectionProgress.State
# Headings of the outline: they hold sections, and no text.
GROUP = TemplateSection.Content.GROUP


@dataclass(frozen=True)
class Progress:
    """How many sections of a draft are how far; those without a text are the rest."""

    counts: Mapping[str, int]
    total: int

    @property
    def parts(self) -> list[tuple[str, str, int]]:
        """Return state, its words and number, from the last state to the first."""
        written = [State.AGREED, State.READY, State.DRAFTING]
        known = [(each.value, str(each.label), self.counts[each]) for each in written]
        empty = self.total - sum(count for _state, _label, count in known)
        return [*known, (State.EMPTY.value, str(State.EMPTY.label), empty)]


@dataclass(frozen=True)
class BoardRow:
    """One profile of a state: its draft, and what readers see of it."""

    participant: Participant
    draft: Edition | None
    newest: Edition | None
    # What was published last, also where it was withdrawn and readers see nothing.
    published: Edition | None
    progress: Progress | None
    last: SectionText | None
    holding: Holding | None
    may_begin: bool


def board(dialogue: str, access: Access, kind: Kind) -> dict[str, Any]:
    """Return the rows of everybody's own states; all of them for the secretariat."""
    drafts = {
        each.profile.country_id: each
        for each in Edition.objects.drafts(dialogue).filter(profile__kind=kind)
        if permissions.may_open(access, each)
    }
    newest, published = _newest(dialogue, kind), _published(dialogue, access, kind)
    progress, last = _progress(drafts.values()), _last_texts(drafts.values())
    held = holdings(list(drafts.values()))
    rows = [
        BoardRow(
            participant=each,
            draft=drafts.get(each.iso3),
            newest=newest.get(each.iso3),
            published=published.get(each.iso3),
            progress=progress.get(each.iso3),
            last=last.get(each.iso3),
            holding=held.get(each.iso3),
            may_begin=permissions.may_begin(access, each.iso3),
        )
        for each in participants(dialogue, language.current(), with_fictitious=True)
        if permissions.may_begin(access, each.iso3)
        or each.iso3 in drafts
        or each.iso3 in published
    ]
    # Those that are being written come first, each group by name.
    rows.sort(key=lambda row: row.draft is None)
    return {
        "rows": rows,
        "kind": kind,
        "kinds": [(each.value, each.label) for each in kinds_of(dialogue)],
        "open": sum(row.draft is not None for row in rows),
    }


def _newest(dialogue: str, kind: Kind) -> dict[str, Edition]:
    rows = (
        Edition.objects.readable(dialogue)
        .filter(profile__kind=kind)
        .select_related("profile")
        .order_by("label")
    )
    return {row.profile.country_id: row for row in rows}


def _published(dialogue: str, access: Access, kind: Kind) -> dict[str, Edition]:
    """Return what was published last of what this person looks behind."""
    rows = Edition.objects.kept(dialogue).filter(
        profile__kind=kind, publication__isnull=False
    )
    return {
        row.profile.country_id: row
        for row in rows.order_by("publication__number")
        if permissions.may_open(access, row)
    }


def _progress(drafts: Iterable[Edition]) -> dict[str, Progress]:
    editions = {draft.pk: draft for draft in drafts}
    counts: dict[int, Counter[str]] = {pk: Counter() for pk in editions}
    states = SectionProgress.objects.filter(edition__in=editions)
    for pk, state in states.values_list("edition_id", "state"):
        counts[pk][state] += 1
    templates = {draft.template_id for draft in editions.values()}
    sections = TemplateSection.objects.filter(template__in=templates)
    totals = Counter(
        sections.exclude(content=GROUP).values_list("template_id", flat=True)
    )
    return {
        draft.profile.country_id: Progress(counts[pk], totals[draft.template_id])
        for pk, draft in editions.items()
    }


def _last_texts(drafts: Iterable[Edition]) -> dict[str, SectionText]:
    """Return the text of each draft that was saved last."""
    rows = (
        SectionText.objects.filter(edition__in=drafts, saved_at__isnull=False)
        .select_related("edition__profile", "section", "saved_by")
        .defer("body")
        .order_by("saved_at", "pk")
    )
    return {row.edition.profile.country_id: row for row in rows}
