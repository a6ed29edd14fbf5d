"""Notices of non-delivery: which mail of ours came back, and why.

Most are reports (RFC 3464); qmail and old Exim say it in words alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from email import message_from_bytes
from email.message import Message

from accounts.mailbox import charsets, headers

_REASON = 300
_ID_LINE = re.compile(
    rb"^message-id:\s*(<[^<>\s]{1,250}>)", re.IGNORECASE | re.MULTILINE
)

_QMAIL = "this is the qmail-send program at"
_EXIM = "X-Failed-Recipients"
# Where a server that writes no report sets the mail that it gives back.
_COPY = re.compile(
    r"^-{2,} (?:Below this line is a copy of the message\.|"
    r"This is a copy of (?:the|your) message.{0,60}|"
    r"The body of the message is .{0,60})\s*-*$",
    re.MULTILINE,
)
_STATUS = re.compile(r"^.*(?:#?\b5\.\d{1,3}\.\d{1,3}\b|\b55\d\b).*$", re.MULTILINE)


@dataclass(frozen=True)
class Bounce:
    """One mail that finally failed; `message_id` is the one it left under."""

    message_id: str
    reason: str


def find(message: Message, parts: list[Message]) -> Bounce | None:
    """Return the failure that a report tells of; None for delays and other reports."""
    kind = headers.parameter(message, "report-type").casefold()
    if message.get_content_type() != "multipart/report" or kind != "delivery-status":
        return None
    reason = next(_failures(parts), "")
    returned = next(_returned(parts), "")
    return Bounce(returned, reason) if reason and returned else None


def find_in_words(message: Message, text: str) -> Bounce | None:
    """Return the failure that qmail or Exim tells of without a report."""
    if headers.raw(message, "Return-Path") not in ("", "<>"):
        return None
    copy = _COPY.search(text)
    is_theirs = _QMAIL in text[:200].casefold() or message.get(_EXIM) is not None
    if not is_theirs or copy is None:
        return None
    returned = _ID_LINE.search(text[copy.end() :].encode())
    if returned is None:
        return None
    said = _STATUS.search(text[: copy.start()])
    reason = headers.line(said[0], _REASON)[0] if said else ""
    return Bounce(returned[1].decode("ascii", "replace"), reason or "failed")


def _failures(parts: list[Message]) -> Iterator[str]:
    for part in parts:
        if part.get_content_type() != "message/delivery-status":
            continue
        for block in _blocks(part):
            if headers.raw(block, "Action").casefold().strip() == "failed":
                said = headers.raw(block, "Diagnostic-Code")
                status = headers.raw(block, "Status")
                text = f"{status} {said.partition(';')[2] or said}"
                yield headers.line(text, _REASON)[0] or "failed"


def _blocks(part: Message) -> list[Message]:
    payload = part.get_payload()
    if isinstance(payload, list):
        return [block for block in payload if isinstance(block, Message)]
    return [message_from_bytes(_content(part))]


def _returned(parts: list[Message]) -> Iterator[str]:
    """Yield the number of the mail that the report gives back, whole or its head."""
    for part in parts:
        kind = part.get_content_type()
        if kind in ("message/rfc822", "message/global"):
            payload = part.get_payload()
            inner = payload[0] if isinstance(payload, list) and payload else None
            if isinstance(inner, Message):
                yield headers.message_id(inner)
        elif kind in ("text/rfc822-headers", "message/global-headers"):
            match = _ID_LINE.search(_content(part))
            if match:
                yield charsets.plain(match[1].decode("ascii", "replace"))


def _content(part: Message) -> bytes:
    content = part.get_payload(decode=True)
    return content if isinstance(content, bytes) else b""
