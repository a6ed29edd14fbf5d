"""What a letter does to enquiries: it opens one, joins one, or answers one."""

from __future__ import annotations

from django.db.models import Max
from django.utils import timezone

from accounts.mailbox import kinds, languages, thanks, threads
from accounts.mailbox.marks import Mark, is_suspicious, stored
from accounts.mailbox.models import Enquiry, EnquiryEvent, Letter, State
from accounts.mailbox.parsing import Parsed
from imap.core.audit import log as audit
from imap.core.language import search_key
from imap.core.outbox.models import OutgoingMail

Nature = Letter.Nature
# So much of a letter is found by its words, and so much of a thread.
_SEARCHED, _MOST_SEARCHED = 10_000, 50_000


def join_or_open(letter: Letter, parsed: Parsed) -> tuple[Enquiry, bool]:
    """Put a received letter where it belongs; True when that is a new enquiry."""
    dialogue = letter.dialogue_id
    parent = threads.parent_of(dialogue, parsed)
    twin = threads.of_same_number(letter)
    if twin is not None:
        _flag(letter, Mark.REPEATED_ID)
        # The same number from somebody else must not slip into a thread.
        parent = twin if twin.from_key == letter.from_key else None
    if parent is not None and parent.enquiry is not None:
        join(letter, parent.enquiry)
        return parent.enquiry, False
    enquiry = open_for(letter)
    if parent is not None:
        attach(parent, enquiry)
    for answer in threads.waiting_answers(dialogue, letter.message_id):
        sent_elsewhere(answer, letter)
    return enquiry, True


def open_for(letter: Letter) -> Enquiry:
    """Open an enquiry; the caller holds the lock of the i-Map's reading."""
    dialogue = letter.dialogue_id
    last = Enquiry.objects.of(dialogue).aggregate(last=Max("number"))["last"]
    enquiry = Enquiry(
        dialogue_id=dialogue,
        number=(last or 0) + 1,
        kind=kinds.guess(
            letter.subject, letter.text, has_files=letter.attachments.exists()
        ),
        subject=letter.subject,
        sender_name=letter.from_name,
        sender=letter.from_address,
        sender_key=letter.from_key,
        language=languages.offered(letter.language or "en", dialogue),
        opened_at=letter.received_at,
        waiting_since=letter.received_at,
        last_letter_at=letter.received_at,
        state=State.CLOSED if _is_echo(letter) else State.OPEN,
    )
    attach(letter, enquiry)
    audit.record("enquiry.open", enquiry, chain=dialogue, kind=enquiry.kind)
    return enquiry


def join(letter: Letter, enquiry: Enquiry) -> None:
    """Add a received letter; one that a person wrote waits for an answer again."""
    enquiry = Enquiry.objects.select_for_update().get(pk=enquiry.pk)
    is_written = letter.nature == Nature.LETTER and letter.from_key
    if is_written and not threads.has_part(enquiry, letter.from_key):
        _flag(letter, Mark.OTHER_SENDER, address=letter.from_address)
    is_waiting = enquiry.state == State.OPEN and not enquiry.put_off_until
    if not is_waiting and _wakes(letter, enquiry):
        enquiry.state, enquiry.closed_at = State.OPEN, None
        enquiry.put_off_until = None
        enquiry.waiting_since = letter.received_at
        note(enquiry, "again")
    attach(letter, enquiry)


def sent_elsewhere(letter: Letter, parent: Letter | None) -> None:
    """Add an answer written in a mail program to the enquiry it answers."""
    if parent is None or parent.enquiry is None:
        return
    enquiry = Enquiry.objects.select_for_update().get(pk=parent.enquiry.pk)
    incoming = enquiry.letters.filter(direction=Letter.Direction.IN)
    newest = incoming.exclude(nature=Nature.AUTOMATIC).last()
    is_last = newest in (None, parent)
    is_last = is_last or bool(newest and newest.received_at <= letter.received_at)
    if enquiry.state == State.OPEN and is_last:
        enquiry.state = State.ANSWERED
        note(enquiry, "elsewhere")
    attach(letter, enquiry)


def turn_out(letter: Letter) -> None:
    """Make an answer of what was taken for a letter; nobody waits for us then."""
    letter.direction, letter.nature = Letter.Direction.OUT, Nature.LETTER
    letter.flags, letter.authentication = [], {}
    letter.save(update_fields=["direction", "nature", "flags", "authentication"])
    if letter.enquiry_id is None:
        return
    enquiry = Enquiry.objects.select_for_update().get(pk=letter.enquiry_id)
    incoming = enquiry.letters.filter(direction=Letter.Direction.IN)
    later = incoming.exclude(nature=Nature.AUTOMATIC)
    if enquiry.state == State.OPEN and not later.filter(
        received_at__gt=letter.received_at
    ):
        is_ours_alone = not incoming.exists()
        enquiry.state = State.CLOSED if is_ours_alone else State.ANSWERED
        enquiry.closed_at = timezone.now() if is_ours_alone else None
        note(enquiry, "elsewhere")
    kept = enquiry.letters.values_list("flags", flat=True)
    enquiry.is_flagged = any(is_suspicious(flags) for flags in kept)
    enquiry.version += 1
    enquiry.save()


def attach(letter: Letter, enquiry: Enquiry) -> None:
    """Let the enquiry have the letter, and know what its letters say."""
    make_findable(enquiry, letter)
    enquiry.is_flagged = enquiry.is_flagged or is_suspicious(letter.flags)
    enquiry.last_letter_at = max(enquiry.last_letter_at, letter.received_at)
    enquiry.version += 1
    enquiry.save()
    letter.enquiry = enquiry
    letter.save(update_fields=["enquiry", "flags"])


def make_findable(enquiry: Enquiry, letter: Letter) -> None:
    """Let the enquiry be found by the words of a letter; the newest are kept longest.

    The caller saves it.
    """
    files = " ".join(letter.attachments.values_list("name", flat=True))
    named = f"{letter.subject} {letter.from_name} {letter.from_key} {letter.to} {files}"
    key = search_key(f"{named} {letter.text}"[:_SEARCHED])
    enquiry.search_key = f"{key} {enquiry.search_key}".strip()[:_MOST_SEARCHED]


def index_anew(enquiry: Enquiry) -> None:
    """Forget the words of letters that are gone; the caller saves the enquiry."""
    enquiry.search_key = ""
    for letter in enquiry.letters.order_by("received_at", "pk"):
        make_findable(enquiry, letter)


def _wakes(letter: Letter, enquiry: Enquiry) -> bool:
    """Say whether somebody has to look at it now.

    A program's letter can wait, and mere thanks for the day the enquiry is put off to.
    """
    if letter.nature == Nature.AUTOMATIC:
        return False
    is_only_thanks = thanks.is_thanks(letter.text) and not letter.attachments.exists()
    return not (enquiry.put_off_until and is_only_thanks)


def note(enquiry: Enquiry, step: str) -> None:
    EnquiryEvent.objects.create(enquiry=enquiry, step=step)
    audit.record(f"enquiry.{step}", enquiry, chain=enquiry.dialogue_id)


def _is_echo(letter: Letter) -> bool:
    """A program's answer to a mail of the portal: kept, but nobody waits for us."""
    mails = OutgoingMail.objects.filter(dialogue=letter.dialogue_id)
    is_automatic = letter.nature == Nature.AUTOMATIC and letter.in_reply_to
    return bool(is_automatic) and mails.filter(message_id=letter.in_reply_to).exists()


def _flag(letter: Letter, mark: Mark, **params: object) -> None:
    letter.flags = [*letter.flags, stored(mark, **params)]
