"""Suggestions: a text of somebody's own for a section, which an editor decides on.

A suggestion belongs to the version it was written on. When it is accepted it is laid
beside the text as it is then, so that others stay open and none takes back what was
saved meanwhile.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from typing import TYPE_CHECKING

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from imap.core.exceptions import TransitionError
from profiles import mails
from profiles.editing import body as limits
from profiles.editing import merging, saving
from profiles.editing.place import Place, lock
from profiles.editing.saving import ConflictError
from profiles.models import Edition, Revision, SectionText, Suggestion
from profiles.text.ids import named, names
from profiles.text.merging import Choice, Merge
from profiles.text.tree import parse

if TYPE_CHECKING:
    from accounts.models import User

State = Suggestion.State
# So many of one person may wait for an editor in one section.
MOST_WAITING = 10


@transaction.atomic
def suggest(
    place: Place, body: str, *, version: int, reason: str, by: User
) -> Suggestion:
    """Lay a text that was written on `version` before the editors.

    Raises BodyError for a text that cannot be taken, TransitionError where it says
    nothing new, where its version never was, where ten of this person wait already, or
    where the edition is no draft.
    """
    limits.check(body)
    lock(place)
    tree = parse(body)
    if tree.is_flat:
        raise limits.malformed()
    begun = _begun(place, version)
    kept = named(tree, set(names(parse(begun))))
    if of(place).filter(by=by, state=State.PENDING).count() >= MOST_WAITING:
        raise TransitionError(
            _("Ten suggestions of yours wait here already; withdraw one first.")
        )
    current = place.text()
    if kept in (begun, current.body if current else ""):
        raise TransitionError(_("Your text says the same as the one that is kept."))
    return Suggestion.objects.create(
        edition=place.edition,
        section=place.section,
        language=place.language,
        version=version,
        body=kept,
        reason=reason,
        by=by,
    )


def beside(suggestion: Suggestion, current: SectionText | None) -> Merge:
    """Lay the suggestion beside the text that is kept now."""
    return merging.beside(
        place_of(suggestion), suggestion.body, begun=suggestion.version, current=current
    )


@transaction.atomic
def accept(
    suggestion: Suggestion, choices: Mapping[int, Choice], *, newest: int, by: User
) -> Suggestion:
    """Save what was chosen of it, if `newest` is still the last version.

    Raises what `saving.save` does, and TransitionError where it was decided on before
    or nothing of it was chosen.
    """
    row, place = _locked(suggestion), place_of(suggestion)
    current = place.text()
    last = current.version if current else 0
    if newest != last:
        raise ConflictError(current, newest)
    text = saving.save(
        place,
        beside(row, current).body(choices),
        version=newest,
        by=by,
        origin=Revision.Origin.SUGGESTED,
    )
    if text is None or text.version == last:
        raise TransitionError(_("You chose nothing of it; reject it instead."))
    row.revision = place.revision(text.version)
    return _decide(row, State.ACCEPTED, by)


@transaction.atomic
def reject(suggestion: Suggestion, answer: str, *, by: User) -> Suggestion:
    """Leave the text as it is; the author reads why."""
    row = _locked(suggestion)
    row.answer = answer
    return _decide(row, State.REJECTED, by)


@transaction.atomic
def withdraw(suggestion: Suggestion, *, by: User) -> Suggestion:
    return _decide(_locked(suggestion), State.WITHDRAWN, by)


def of(place: Place) -> QuerySet[Suggestion]:
    """Return the suggestions for a section in one language, the newest first."""
    return Suggestion.objects.filter(
        edition=place.edition, section=place.section, language=place.language
    ).order_by("-at", "-pk")


def pending(edition: Edition) -> Counter[tuple[int, str]]:
    """Return {(section, language): number of suggestions that wait}."""
    rows = edition.suggestions.filter(state=State.PENDING).order_by()
    return Counter(rows.values_list("section_id", "language"))


def place_of(suggestion: Suggestion) -> Place:
    return Place(suggestion.edition, suggestion.section, suggestion.language)


def _begun(place: Place, version: int) -> str:
    """Return the text of the version that a suggestion was written on."""
    if version == 0:
        return ""
    revision = place.revision(version)
    if revision is None:
        raise TransitionError(_("Send the form anew."))
    return revision.body


def _locked(suggestion: Suggestion) -> Suggestion:
    """Wait for whoever takes a step in the edition; the row as it is then."""
    lock(place_of(suggestion))
    rows = Suggestion.objects.select_related(
        "by", "section", "edition__profile__dialogue", "edition__template"
    )
    row = rows.get(pk=suggestion.pk)
    if not row.is_pending:
        raise TransitionError(_("This suggestion is decided already."))
    return row


def _decide(row: Suggestion, state: str, by: User) -> Suggestion:
    row.state, row.decided_by, row.decided_at = state, by, timezone.now()
    row.save()
    if row.by is not None and row.by_id != by.pk:
        mails.decided(row, row.by)
    return row
