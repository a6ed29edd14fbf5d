"""What the letters to an i-Map's mailbox say about who wrote them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from functools import partial
from typing import Any

from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from accounts.flags.mailboxes import mailbox_key
from accounts.mailbox import enquiries
from accounts.mailbox.models import (
    Attachment,
    Draft,
    Enquiry,
    EnquiryEvent,
    Forwarding,
    Kind,
    Letter,
    Note,
    Receipt,
)
from imap.core import privacy, retention
from imap.core.addresses import readable_key
from imap.core.audit.log import target_id
from imap.core.privacy import Entry, File, Person, Room
from imap.core.retention import before

_TASK = _("Task of the Secretariat: to answer who writes to it.")
_STAFF = _("The Secretariat of that i-Map alone.")
_PERIOD = _(
    "After the last letter of a matter that is closed: half a year for lost access,"
    " five years for corrections and documents, two for everything else."
)
_PERIODS = {
    Kind.LOST_ACCESS: "letters_lost_access",
    Kind.CORRECTION: "letters_profiles",
    Kind.DOCUMENT: "letters_profiles",
    Kind.REGISTRATION: "letters",
    Kind.OTHER: "letters",
}
_DELETED = _("Deleted; your own mailbox and that of the i-Map keep what they hold.")


def _names(text: str) -> tuple[str, ...]:
    return tuple(text.split())


def _enquiries(person: Person) -> QuerySet[Enquiry]:
    return Enquiry.objects.filter(sender_key__in=person.addresses)


def _written(person: Person) -> QuerySet[Letter]:
    """Letters that the person wrote, and what the i-Map answered to the person.

    What others wrote in the same matter is theirs.
    """
    answers = Q(pk__in=[])
    for address in person.addresses:
        answers |= Q(to__icontains=address)
    is_answer = Q(direction=Letter.Direction.OUT) & answers
    return Letter.objects.filter(Q(from_key__in=person.addresses) | is_answer)


def _own(person: Person) -> QuerySet[Letter]:
    return Letter.objects.filter(from_key__in=person.addresses)


def _attachments(person: Person) -> QuerySet[Attachment]:
    return Attachment.objects.filter(letter__in=_own(person))


def _events(person: Person) -> QuerySet[EnquiryEvent]:
    return EnquiryEvent.objects.filter(enquiry__in=_enquiries(person))


def _drafts(person: Person) -> QuerySet[Draft]:
    return Draft.objects.filter(enquiry__in=_enquiries(person))


def _notes(person: Person) -> QuerySet[Note]:
    return Note.objects.filter(enquiry__in=_enquiries(person))


def _receipts(person: Person) -> QuerySet[Receipt]:
    keys = {mailbox_key(readable_key(address)) for address in person.addresses}
    return Receipt.objects.filter(mailbox_key__in=keys)


def _files(person: Person) -> Iterator[File]:
    for number, each in enumerate(_attachments(person).exclude(file=""), start=1):
        # One that a disk has lost keeps nobody from all the others.
        with suppress(FileNotFoundError), each.file.open("rb") as opened:
            yield File(f"mailbox/{number}-{each.name}", opened.read())


def _ids(person: Person) -> Iterator[str]:
    for enquiry in _enquiries(person):
        yield target_id(enquiry)


def _erase(person: Person, _ids: frozenset[str]) -> None:
    letters = _written(person)
    own = set(_enquiries(person).values_list("pk", flat=True))
    touched = own | set(letters.values_list("enquiry", flat=True)) - {None}
    _drop_files(Attachment.objects.filter(letter__in=letters))
    letters.delete()
    for enquiry in Enquiry.objects.select_for_update().filter(pk__in=touched):
        _leave_to_others(enquiry, is_own=enquiry.pk in own)
    _receipts(person).delete()


def _leave_to_others(enquiry: Enquiry, *, is_own: bool) -> None:
    """Keep what others wrote in a matter, without the person who is erased."""
    if not enquiry.letters.exists():
        enquiry.delete()
        return
    if is_own:
        enquiry.sender_name = enquiry.sender = enquiry.sender_key = ""
        enquiry.subject = ""
        enquiry.notes.all().delete()
        Draft.objects.filter(enquiry=enquiry).delete()
    enquiries.index_anew(enquiry)
    enquiry.save()


def _drop_files(attachments: QuerySet[Attachment]) -> None:
    """Delete the files once it is certain that their rows are gone."""
    for each in attachments.exclude(file=""):
        transaction.on_commit(partial(each.file.storage.delete, str(each.file.name)))


privacy.plug(Room(ids=_ids, files=_files, erase=_erase))
privacy.register(
    Entry(
        model="mailbox.Enquiry",
        what=_("A matter you wrote to the mailbox about: name, address, subject"),
        why=_("To answer you, and to know who of the Secretariat does."),
        ground=_TASK,
        period=_PERIOD,
        who=_STAFF,
        erasure=_DELETED,
        fields=_names(
            "dialogue number kind state subject sender_name sender sender_key language"
            " is_flagged assigned_to answering_by registration opened_at"
            " last_letter_at closed_at search_key"
        ),
        withheld=_names("sender_key search_key registration assigned_to answering_by"),
        rows=_enquiries,
    ),
    Entry(
        model="mailbox.Letter",
        what=_("Letters: addresses, subject, text, and what was answered"),
        why=_("To answer you."),
        ground=_TASK,
        period=_PERIOD,
        who=_STAFF,
        erasure=_DELETED,
        fields=_names(
            "dialogue enquiry direction message_id in_reply_to references from_name"
            " from_address from_key reply_to to cc subject text language sent_at"
            " received_at authentication flags head mail by fingerprint"
        ),
        withheld=_names(
            "enquiry from_key to cc reply_to from_name in_reply_to references head"
            " mail by fingerprint authentication flags message_id"
        ),
        rows=_written,
    ),
    Entry(
        model="mailbox.Attachment",
        what=_("Files that came with a letter"),
        why=_("To answer you."),
        ground=_TASK,
        period=_PERIOD,
        who=_STAFF,
        erasure=_DELETED,
        fields=_names("letter name media_type size file sha256 key"),
        withheld=_names("letter file key"),
        rows=_attachments,
    ),
    Entry(
        model="mailbox.Draft",
        what=_("An answer to you that is still being written"),
        why=_("So that nothing typed is lost, and colleagues see it."),
        ground=_TASK,
        period=_("Until the answer leaves."),
        who=_STAFF,
        erasure=_DELETED,
        fields=_names("enquiry to language subject text by saved_at send_at"),
        withheld=_names("enquiry to language subject text by"),
        rows=_drafts,
    ),
    Entry(
        model="mailbox.Note",
        what=_("What the Secretariat noted about a matter"),
        why=_("So that colleagues know how it stands."),
        ground=_TASK,
        period=_PERIOD,
        who=_STAFF,
        erasure=_DELETED,
        fields=_names("enquiry text by at"),
        withheld=_names("enquiry by"),
        rows=_notes,
    ),
    Entry(
        model="mailbox.EnquiryEvent",
        what=_("What the Secretariat did about a matter"),
        why=_("So that two do not answer the same letter."),
        ground=_TASK,
        period=_PERIOD,
        who=_STAFF,
        erasure=_DELETED,
        fields=_names("enquiry at step by data"),
        withheld=_names("enquiry data"),
        rows=_events,
    ),
    Entry(
        model="mailbox.Forwarding",
        what=_("Whether you agreed that a letter goes to the other i-Map"),
        why=_("Nothing is passed on without your consent."),
        ground=_("Consent."),
        period=_PERIOD,
        who=_STAFF,
        erasure=_DELETED,
        fields=_names("letter to_dialogue asked_at agreed_at key"),
        withheld=_names("letter key"),
        rows=lambda person: Forwarding.objects.filter(letter__in=_own(person)),
    ),
    Entry(
        model="mailbox.Receipt",
        what=_("On which days you got an automatic answer"),
        why=_("So that you get one a day at most."),
        ground=_TASK,
        period=_("30 days."),
        who=_("Nobody."),
        erasure=_DELETED,
        fields=_names("dialogue mailbox_key day"),
        withheld=("mailbox_key",),
        rows=_receipts,
    ),
)
_WORK = "how reading a mailbox works"
privacy.not_personal("mailbox.Enquiry", _WORK, "answering_until waiting_since version")
privacy.not_personal("mailbox.Enquiry", _WORK, "put_off_until")
privacy.not_personal("mailbox.Draft", _WORK, "version for_version closes")
privacy.not_personal("mailbox.Letter", _WORK, "nature size")
privacy.not_personal("mailbox.Attachment", _WORK, "problem")
privacy.not_personal("mailbox.Reading", _WORK, "error")
privacy.not_personal("mailbox.Fault", _WORK, "place key reason tries")
privacy.not_personal("mailbox.Folder", _WORK, "place")
privacy.not_personal("mailbox.Taken", _WORK, "key fingerprint")
privacy.not_personal("mailbox.ReplyTemplate", "words for everybody", "code kind")
privacy.not_personal("mailbox.ReplyTemplate", "words for everybody", "language name")
privacy.not_personal("mailbox.ReplyTemplate", "words for everybody", "text")


def _old(kind: Kind) -> Callable[[str], QuerySet[Enquiry]]:
    """Return what finds matters of a kind whose time is over.

    What led to a request is evidence of it, and stays as long as that is kept.
    """

    def due(place: str) -> QuerySet[Enquiry]:
        rows = Enquiry.objects.of(place).filter(kind=kind, registration__isnull=True)
        rows = rows.filter(last_letter_at__lt=before(_PERIODS[kind]))
        return rows.exclude(state=Enquiry.State.OPEN)

    return due


def _stray(place: str) -> QuerySet[Letter]:
    return Letter.objects.of(place).filter(
        enquiry__isnull=True, received_at__lt=before("letters")
    )


def _drop_enquiries(rows: Sequence[Enquiry]) -> None:
    ids = [row.pk for row in rows]
    _drop_files(Attachment.objects.filter(letter__enquiry__in=ids))
    Enquiry.objects.filter(pk__in=ids).delete()


def _drop_letters(rows: Sequence[Letter]) -> None:
    ids = [row.pk for row in rows]
    _drop_files(Attachment.objects.filter(letter__in=ids))
    Letter.objects.filter(pk__in=ids).delete()


def _drop_receipts(rows: Sequence[Any]) -> None:
    Receipt.objects.filter(pk__in=[row.pk for row in rows]).delete()


for _kind in Kind:
    retention.rows(f"matters of the mailbox: {_kind}", _old(_kind), _drop_enquiries)
retention.rows("stray letters", _stray, _drop_letters)
retention.rows(
    "automatic answers",
    lambda place: Receipt.objects.filter(
        dialogue=place, day__lt=before("receipts").date()
    ),
    _drop_receipts,
)
