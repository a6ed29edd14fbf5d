"""A letter on its way in: a draft, corrected, then entered whole or not at all.

Every step is the secretariat's of that i-Map. Each changes the version of the draft,
and entering rests on the version that was shown.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.conf import settings
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.files.base import ContentFile
from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts import offices, permissions, registration
from accounts.mails import registrations as notifications
from accounts.models import (
    EvidenceFile,
    Nomination,
    NominationDraft,
    Registration,
    User,
)
from accounts.nominations.check import DryRun
from accounts.nominations.columns import Values, columns_of, people_of, understood
from accounts.nominations.reading import MOST_ROWS, Line, Table, too_many
from accounts.registration import LetterData, Named
from imap.core import limits
from imap.core.audit import log as audit
from imap.core.exceptions import TransitionError
from imap.core.uploads import Upload

State = Registration.State


class NotReadyError(Exception):
    """Somebody of the list cannot be entered as it stands; the dry run says who."""


@dataclass(frozen=True)
class Letter:
    reference: str
    received_on: date
    note: str = ""
    upload: Upload | None = None


@transaction.atomic
def start(
    dialogue: str,
    letter: Letter,
    people: Table | Values,
    defaults: Values,
    *,
    by: User,
) -> NominationDraft:
    """Keep a letter with its list, or with one person, for the dry run."""
    _allow(by, dialogue)
    draft = NominationDraft(
        dialogue_id=dialogue,
        reference=letter.reference,
        received_on=letter.received_on,
        note=letter.note,
        defaults=defaults,
        made_by=by,
    )
    if isinstance(people, Table):
        words = offices.words(dialogue)
        draft.cells = [[line.number, list(line.cells)] for line in people.lines]
        draft.has_header, draft.columns = columns_of(people, words)
        draft.people = _people(draft)
    else:
        draft.people = [_entry(1, people)]
    if letter.upload is not None:
        draft.letter_name = letter.upload.name
        draft.letter_type = letter.upload.media_type
        draft.letter.save("", ContentFile(letter.upload.content), save=False)
    draft.save()
    leave_out_members(draft, by)
    return draft


def leave_out_members(draft: NominationDraft, by: User) -> None:
    """Take nobody a second time unless asked: members are left out at first."""
    for row in DryRun(draft, by).rows:
        draft.people[row.number]["out"] = bool(row.members or row.open_request)
    draft.save(update_fields=["people"])


@transaction.atomic
def set_columns(
    draft: NominationDraft, columns: Sequence[str], *, has_header: bool, by: User
) -> NominationDraft:
    """Read the list anew with other columns; corrections of rows start again."""
    row = _lock(draft, by)
    row.columns, row.has_header = list(columns), has_header
    row.people = _people(row)
    _save(row)
    leave_out_members(row, by)
    return row


@transaction.atomic
def correct(
    draft: NominationDraft, number: int, values: Values, *, by: User
) -> NominationDraft:
    """Keep what was corrected in one row, right or not: the dry run says which."""
    row = _lock(draft, by)
    if not 0 <= number < len(row.people):
        raise TransitionError(_("This row is no longer in the list."))
    row.people[number]["values"] = values
    _save(row)
    return row


@transaction.atomic
def take(
    draft: NominationDraft, numbers: set[int], *, by: User, version: int
) -> NominationDraft:
    """Take these rows, and leave out all others."""
    row = _lock(draft, by)
    if row.version != version:
        raise TransitionError(
            _("The list changed after this page was opened. Look at it again.")
        )
    for number, person in enumerate(row.people):
        person["out"] = number not in numbers
    _save(row)
    return row


def enter(draft: NominationDraft, *, by: User) -> Nomination:
    """Enter everybody who is not left out, or nobody."""
    try:
        with transaction.atomic():
            row = _lock(draft, by)
            checked = DryRun(row, by)
            if checked.blocked or not checked.taken:
                raise NotReadyError
            nomination = registration.nominate(
                row.dialogue_id, _letter_of(row), _named(checked), by=by
            )
            _delete(row)
            return nomination
    except IntegrityError as error:
        # Somebody confirmed a request of one's own at this very moment.
        raise NotReadyError from error


@transaction.atomic
def discard(draft: NominationDraft, *, by: User) -> None:
    _delete(_lock(draft, by))


@transaction.atomic
def take_back(nomination: Nomination, *, by: User) -> int:
    """Undo all that was not yet carried out; what left stays as it is."""
    _allow(by, nomination.dialogue_id)
    rows = list(nomination.registrations.filter(state=State.HELD))
    for row in rows:
        registration.undo(row, by=by)
    if not rows:
        raise TransitionError(_("The invitations have been sent already."))
    return len(rows)


@transaction.atomic
def resend(row: Registration, *, by: User) -> Registration:
    """Mail the invitation anew; its time begins again."""
    _allow(by, row.dialogue_id)
    row = Registration.objects.select_for_update(of=("self",)).get(pk=row.pk)
    if row.state != State.INVITED:
        raise TransitionError(_("This invitation is no longer open."))
    key = f"{row.dialogue_id} {row.email_key}"
    if not limits.count_within("invitation", key, settings.REGISTRATION_LIMIT_ADDRESS):
        raise TransitionError(_("The invitation was sent several times this hour."))
    row.answer_by = timezone.localdate() + timedelta(days=settings.ACCESS_LINK_DAYS)
    row.save(update_fields=["answer_by"])
    audit.record("registration.resend", row, by=by, chain=row.dialogue_id)
    notifications.invited(row)
    return row


def delete_old_drafts() -> int:
    """Delete lists that nobody entered while they were fresh."""
    before = timezone.now() - timedelta(days=settings.NOMINATION_DRAFT_DAYS)
    rows = list(NominationDraft.objects.filter(made_at__lt=before))
    for row in rows:
        _delete(row)
    return len(rows)


def letter_of(nomination: Nomination) -> EvidenceFile | None:
    return nomination.evidence.first()


def _people(draft: NominationDraft) -> list[dict[str, object]]:
    words = offices.words(draft.dialogue_id)
    lines = [Line(number, tuple(cells)) for number, cells in draft.cells]
    rows = people_of(lines, draft.columns, has_header=draft.has_header)
    if len(rows) > MOST_ROWS:
        raise too_many()
    if not rows:
        raise ValidationError(_("There is nobody in this list."), code="empty")
    return [_entry(line, understood(values, words)) for line, values in rows]


def _entry(line: int, values: Values) -> dict[str, object]:
    return {"line": line, "values": values, "out": False}


def _named(checked: DryRun) -> list[Named]:
    reference = checked.draft.reference
    return [
        Named(row.form.application(reference), row.form.grant())
        for row in checked.taken
    ]


def _letter_of(draft: NominationDraft) -> LetterData:
    upload = None
    if draft.letter:
        with draft.letter.open("rb") as file:
            upload = Upload(draft.letter_name, draft.letter_type, file.read())
    return LetterData(draft.reference, draft.received_on, draft.note, draft.key, upload)


def _save(draft: NominationDraft) -> None:
    draft.version += 1
    draft.save()


def _delete(draft: NominationDraft) -> None:
    if draft.letter:
        name, storage = draft.letter.name, draft.letter.storage
        transaction.on_commit(lambda: storage.delete(str(name)))
    draft.delete()


def _lock(draft: NominationDraft, by: User) -> NominationDraft:
    _allow(by, draft.dialogue_id)
    row = NominationDraft.objects.select_for_update().filter(pk=draft.pk).first()
    if row is None:
        raise TransitionError(_("This list has been entered or thrown away."))
    return row


def _allow(by: User, dialogue: str) -> None:
    if not permissions.is_secretariat(by, dialogue):
        raise PermissionDenied
