"""Which enquiry a letter belongs to: by numbers of letters, never by its subject."""

from __future__ import annotations

from django.db.models import Q

from accounts.mailbox import headers
from accounts.mailbox.marks import Mark
from accounts.mailbox.models import Enquiry, Letter
from accounts.mailbox.parsing import Parsed


def parent_of(dialogue: str, parsed: Parsed) -> Letter | None:
    """Return the letter that this one answers, the nearest of its references."""
    returned = parsed.bounce.message_id if parsed.bounce else ""
    named = [returned, parsed.in_reply_to, *reversed(parsed.references)]
    rows = Letter.objects.of(dialogue).select_related("enquiry")
    known: dict[str, Letter] = {}
    for row in rows.filter(message_id__in=set(named)).order_by("pk"):
        # Who repeats a number seen elsewhere draws no later letters to a thread.
        if Mark.REPEATED_ID.value not in {mark["code"] for mark in row.flags}:
            known.setdefault(row.message_id, row)
    return next((known[each] for each in named if each and each in known), None)


def of_same_number(letter: Letter) -> Letter | None:
    """Return another letter that bears the number of this one, of whomever."""
    if not letter.message_id:
        return None
    same = Letter.objects.of(letter.dialogue_id).filter(message_id=letter.message_id)
    return same.exclude(pk=letter.pk).select_related("enquiry").first()


def has_part(enquiry: Enquiry, key: str) -> bool:
    """Say whether an address wrote in the thread or was written to from here."""
    if key == enquiry.sender_key:
        return True
    for letter in enquiry.letters.all():
        if letter.direction == Letter.Direction.OUT:
            if key in headers.addresses_in(f"{letter.to}, {letter.cc}"):
                return True
        elif letter.from_key == key:
            return True
    return False


def waiting_answers(dialogue: str, message_id: str) -> list[Letter]:
    """Return letters sent from a mail program before the one they answer was read."""
    if not message_id:
        return []
    loose = Letter.objects.of(dialogue).filter(enquiry__isnull=True)
    answers = Q(in_reply_to=message_id) | Q(references__contains=message_id)
    return list(loose.filter(answers))


def references(letter: Letter) -> str:
    """Return the line of references for an answer to this letter."""
    before = letter.references.split()[-20:]
    ids = [*before, letter.message_id] if letter.message_id else before
    return " ".join(dict.fromkeys(ids))
