"""Take a raw letter apart, within limits, so that no letter can stop the others.

What cannot be read is said (`marks`); the letter in the mailbox stays the original.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from datetime import datetime
from email import message_from_bytes
from email.message import Message
from email.parser import BytesHeaderParser

from django.conf import settings

from accounts.mailbox import bounces, charsets, headers, languages, names
from accounts.mailbox.bodies import Body, joined
from accounts.mailbox.bounces import Bounce
from accounts.mailbox.files import File
from accounts.mailbox.headers import Mailbox
from accounts.mailbox.marks import Mark, Stored, stored

_MOST_PARTS = 500
_MOST_BODIES = 20
# A file of 25 MB has some 340,000 lines; each line that is a header costs 250 bytes.
_MOST_LINES = 600_000
_MOST_DIVIDERS = 20_000
_MOST_TEXT = 100_000
_MOST_IDS = 50
_HEAD = 8000
_SUBJECT = 255
_OF_THE_WRITER = (
    *("Message-ID", "From", "To", "Cc", "Date", "Subject"),
    *("Content-Type", "Content-Transfer-Encoding"),
)
# Other ways to set the same words than plainly.
_PAGES = ("text/html", "text/enriched")
# What a mail program opens, with the words in it.
_SEALED = {
    "application/pkcs7-mime",
    "application/x-pkcs7-mime",
    "application/pgp-encrypted",
    "application/ms-tnef",
}
# They tell a person nothing that the words beside them do not.
_FOR_PROGRAMS = {
    "message/delivery-status",
    "message/disposition-notification",
    "message/feedback-report",
    "application/pgp-encrypted",
    "text/x-amp-html",
}
_MB = 1024 * 1024
_FAULTS = (RecursionError, ValueError, LookupError, TypeError, AttributeError, OSError)


@dataclass
class Parsed:
    """A letter in plain values; everything is empty where nothing could be read."""

    head: Message
    message_id: str = ""
    in_reply_to: str = ""
    references: list[str] = field(default_factory=list)
    sender: Mailbox = field(default_factory=Mailbox)
    reply_to: Mailbox = field(default_factory=Mailbox)
    to: str = ""
    cc: str = ""
    subject: str = ""
    sent_at: datetime | None = None
    text: str = ""
    language: str = "en"
    files: list[File] = field(default_factory=list)
    bounce: Bounce | None = None
    marks: list[Stored] = field(default_factory=list)
    fingerprint: str = ""
    head_text: str = ""

    def mark(self, mark: Mark, **params: object) -> None:
        if mark.value not in {each["code"] for each in self.marks}:
            self.marks.append(stored(mark, **params))


def parse(content: bytes, *, size: int = 0, is_head_only: bool = False) -> Parsed:
    """Read a letter; this never fails, whatever the bytes are."""
    if is_head_only:
        parsed = _head(content, size)
        parsed.mark(Mark.TOO_LARGE, size=size // _MB)
        return parsed
    if _is_bomb(content):
        return unreadable(content, size)
    try:
        message = message_from_bytes(content)
        parsed = _envelope(message)
        _body(message, parsed)
        rest = _below_head(content) if message.keys() else content
        parsed.fingerprint = _fingerprint(parsed, rest)
    except _FAULTS:
        # A thousand boxes in each other, for one: Python gives up, we say so.
        parsed = unreadable(content, size)
    return parsed


def _is_bomb(content: bytes) -> bool:
    """Count lines and what may part a letter, before Python makes objects of each."""
    return content.count(b"\n") > _MOST_LINES or content.count(b"\n--") > _MOST_DIVIDERS


def unreadable(content: bytes, size: int) -> Parsed:
    parsed = _head(content[:65536], size or len(content))
    parsed.mark(Mark.UNREADABLE)
    return parsed


def _head(content: bytes, size: int) -> Parsed:
    """Read the head alone; if even that fails, keep it as it stands."""
    text = content.partition(b"\r\n\r\n")[0].partition(b"\n\n")[0]
    try:
        parsed = _envelope(BytesHeaderParser().parsebytes(text + b"\r\n\r\n"))
    except _FAULTS:
        parsed = Parsed(Message())
    parsed.head_text = charsets.decode(text[:_HEAD], "")[0]
    parsed.fingerprint = _fingerprint(parsed, text + str(size).encode())
    return parsed


def _envelope(message: Message) -> Parsed:
    parsed = Parsed(message)
    parsed.message_id = headers.message_id(message)
    answered = headers.ids(message, "In-Reply-To")
    parsed.in_reply_to = answered[0] if answered else ""
    parsed.references = headers.ids(message, "References")[-_MOST_IDS:]
    parsed.sender = headers.mailbox(message, "From")
    parsed.reply_to = headers.mailbox(message, "Reply-To")
    parsed.to = headers.line(", ".join(headers.raws(message, "To")), 2000)[0]
    parsed.cc = headers.line(", ".join(headers.raws(message, "Cc")), 2000)[0]
    parsed.subject, is_odd = headers.line(headers.raw(message, "Subject"), _SUBJECT)
    parsed.sent_at = headers.date(message)
    _look_at_head(parsed, is_odd=is_odd)
    return parsed


def _look_at_head(parsed: Parsed, *, is_odd: bool) -> None:
    if is_odd or parsed.sender.has_hidden:
        parsed.mark(Mark.HIDDEN)
    if not parsed.sender.key:
        parsed.mark(Mark.NO_FROM)
    if parsed.sender.is_several:
        parsed.mark(Mark.SEVERAL_FROM)
    if not parsed.message_id:
        parsed.mark(Mark.NO_ID)
    if parsed.sent_at is None:
        parsed.mark(Mark.NO_DATE)


def _body(message: Message, parsed: Parsed) -> None:
    parts, left = _parts(message)
    leaves = [part for part, _group in parts]
    parsed.bounce = bounces.find(message, leaves)
    bodies: list[Body] = []
    for part, group in parts:
        if _is_text(part) and len(bodies) < _MOST_BODIES:
            bodies.append(_said(part, group, parsed))
        else:
            left += _keep(part, parsed)
    parsed.text, is_whole = joined(bodies)
    if parsed.bounce is None:
        parsed.bounce = bounces.find_in_words(message, parsed.text)
    if not parsed.text and any(each.get_content_type() in _SEALED for each in leaves):
        parsed.mark(Mark.SEALED)
    if not is_whole:
        parsed.mark(Mark.HTML)
    if len(parsed.text) > _MOST_TEXT:
        parsed.text = parsed.text[:_MOST_TEXT]
        parsed.mark(Mark.CUT)
    if left:
        parsed.mark(Mark.FILES_LEFT, number=left)
    parsed.language = languages.guess(f"{parsed.subject}\n{parsed.text}")


def _parts(message: Message) -> tuple[list[tuple[Message, int]], int]:
    """Return the leaves in order, and how many there are beyond the limit.

    With each goes the number of the innermost multipart/alternative around it: of
    such leaves one says what the others say. 0 is none.
    """
    leaves: list[tuple[Message, int]] = []
    left, groups, waiting = 0, 0, [(message, 0)]
    while waiting:
        part, group = waiting.pop()
        payload = part.get_payload()
        if part.get_content_maintype() == "multipart" and isinstance(payload, list):
            if part.get_content_subtype() == "alternative":
                groups += 1
                group = groups
            inner = [(each, group) for each in payload if isinstance(each, Message)]
            waiting.extend(reversed(inner))
        elif len(leaves) < _MOST_PARTS:
            leaves.append((part, group))
        else:
            left += 1
    return leaves, left


def _is_text(part: Message) -> bool:
    is_shown = part.get_content_disposition() != "attachment"
    is_text = part.get_content_type() in ("text/plain", *_PAGES)
    return is_shown and is_text and not headers.file_name(part)


def _said(part: Message, group: int, parsed: Parsed) -> Body:
    kind = part.get_content_type()
    is_enriched = kind == "text/enriched"
    return Body(_text(part, parsed), kind in _PAGES, group, is_enriched)


def _text(part: Message, parsed: Parsed) -> str:
    content = part.get_payload(decode=True)
    if not isinstance(content, bytes):
        return ""
    if len(content) > _MOST_TEXT * 4:
        content = content[: _MOST_TEXT * 4]
        parsed.mark(Mark.CUT)
    text, is_right = charsets.decode(content, headers.parameter(part, "charset"))
    if not is_right:
        parsed.mark(Mark.CHARSET)
    kept = (each for each in text.replace("\r\n", "\n") if not _turns_round(each))
    return "".join(kept)


def _turns_round(letter: str) -> bool:
    """An override shows a text in another order than it has; marks of Arabic stay."""
    return letter in "\u202a\u202b\u202d\u202e\u202c" or (
        letter < " " and letter not in "\n\t"
    )


def _keep(part: Message, parsed: Parsed) -> int:
    """Add a file; return 1 where it is one too many and only counted."""
    if part.get_content_type() in _FOR_PROGRAMS:
        return 0
    if len(parsed.files) >= settings.MAILBOX_MOST_FILES:
        return 1
    if part.get_content_maintype() == "message":
        content = _as_bytes(part)
    else:
        decoded = part.get_payload(decode=True)
        content = decoded if isinstance(decoded, bytes) else b""
    if content or headers.file_name(part):
        parsed.files.append(File(names.name(part), content, len(content)))
    return 0


def _as_bytes(part: Message) -> bytes:
    payload = part.get_payload()
    inner = payload[0] if isinstance(payload, list) and payload else part
    try:
        return inner.as_bytes() if isinstance(inner, Message) else b""
    except _FAULTS:
        return b""


def _below_head(content: bytes) -> bytes:
    lines = content.replace(b"\r\n", b"\n")
    return lines.partition(b"\n\n")[2].rstrip()


def _fingerprint(parsed: Parsed, rest: bytes) -> str:
    """Name what the writer wrote; what servers put on top of it does not count."""
    head = parsed.head
    told = [headers.raw(head, name) for name in _OF_THE_WRITER]
    digest = hashlib.sha256("\0".join(told).encode("utf-8", "replace"))
    digest.update(rest)
    return digest.hexdigest()
