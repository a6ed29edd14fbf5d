"""What happened to a request, in words, with what an answer said before."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from django.utils.translation import gettext_lazy as _

from accounts import offices
from accounts.models import Registration, RegistrationEvent
from accounts.registration.states import Step
from imap.core.dates import spelled
from imap.reference.models import Organisation

_WORDS = {
    Step.CONFIRM: _("Address confirmed"),
    Step.ACCEPT: _("Invitation accepted"),
    Step.CORRECT: _("Answers corrected by the applicant"),
    Step.ANSWER: _("Question answered"),
    Step.ATTACH: _("Letter added"),
    Step.DETACH: _("Letter removed"),
    Step.WITHDRAW: _("Withdrawn"),
    Step.RECOMMEND: _("Word of the contact point"),
    Step.CLAIM: _("Taken in review"),
    Step.RELEASE: _("Given back to the queue"),
    Step.ASK: _("Question sent"),
    Step.APPROVE: _("Approved"),
    Step.REFUSE: _("Not granted"),
    Step.SECOND: _("Agreed by a second colleague"),
    Step.RETURN: _("Returned by a second colleague"),
    Step.UNDO: _("Decision taken back"),
    Step.SETTLE: _("Decision carried out"),
    Step.LAPSE: _("Closed without an answer"),
    Step.REOPEN: _("Opened again"),
}
_LABELS = {
    "name": _("Full name"),
    "country_id": _("Participating state"),
    "organisation_id": _("Organisation"),
    "other_organisation": _("Other organisation"),
    "ministry": _("Ministry or office"),
    "post": _("Post"),
    "purpose": _("Purpose"),
    "language": _("Language"),
    "needed_on": _("Access needed before"),
    "needed_for": _("Occasion"),
}


@dataclass(frozen=True)
class Change:
    label: str
    before: str
    after: str


@dataclass(frozen=True)
class Entry:
    """One line of the timeline."""

    pk: int
    at: datetime
    words: str
    by: str
    text: str
    changes: list[Change] = field(default_factory=list)


def timeline(row: Registration) -> list[Entry]:
    """Return what happened, the newest first."""
    events = list(row.events.select_related("by").order_by("-at", "-pk"))
    names, entries = offices.names(), []
    # Going back in time, each set of old answers was replaced by the one after it.
    later = {name: _plain(getattr(row, name)) for name in _LABELS}
    for event in events:
        changes = _changes(event.before, later, names)
        later |= {name: event.before[name] for name in later if name in event.before}
        entries.append(_entry(event, changes))
    return entries


def since(entries: list[Entry], seen: int) -> list[Entry]:
    """Return what happened after the page was shown on which somebody decided."""
    return [entry for entry in entries if entry.pk > seen]


def _entry(event: RegistrationEvent, changes: list[Change]) -> Entry:
    words = _WORDS[Step(event.step)] if event.step in set(Step) else event.step
    by = str(event.by) if event.by else ""
    return Entry(event.pk, event.at, str(words), by, event.text, changes)


def _changes(
    before: dict[str, Any], after: dict[str, Any], names: dict[str, str]
) -> list[Change]:
    return [
        Change(
            str(_LABELS[name]),
            _shown(name, before[name], names),
            _shown(name, after[name], names),
        )
        for name in _LABELS
        if name in before and before[name] != after[name]
    ]


def _plain(value: Any) -> Any:
    """Return a value as an event keeps it: a day as text."""
    return value.isoformat() if isinstance(value, date) else value


def _shown(name: str, value: Any, names: dict[str, str]) -> str:
    if value in (None, ""):
        return "–"
    if name == "country_id":
        return names.get(value, str(value))
    if name == "needed_on":
        return spelled(date.fromisoformat(value))
    if name == "organisation_id":
        row = Organisation.objects.filter(pk=value).first()
        return str(row.names) if row else str(value)
    return str(value)
