"""Name the files that come without a name, so that a person knows what they are."""

from __future__ import annotations

import mimetypes
from email.message import Message

from accounts.mailbox import headers

_SUBJECT = 80
_OF_KIND = {
    "text/calendar": "invitation.ics",
    "text/rfc822-headers": "headers.txt",
    "text/rtf": "file.rtf",
    "application/ms-tnef": "winmail.dat",
    "application/pgp-signature": "signature.asc",
    "application/pkcs7-mime": "smime.p7m",
    "application/pkcs7-signature": "smime.p7s",
}
# Not those of the machine: the same letter has the same files everywhere.
_ENDINGS = mimetypes.MimeTypes()


def name(part: Message) -> str:
    given = headers.file_name(part)
    if given:
        return given
    if part.get_content_maintype() == "message":
        return f"{_subject(part) or 'message'}.eml"
    kind = part.get_content_type()
    return _OF_KIND.get(kind) or f"file{_ENDINGS.guess_extension(kind) or ''}"


def _subject(part: Message) -> str:
    payload = part.get_payload()
    inner = payload[0] if isinstance(payload, list) and payload else None
    if not isinstance(inner, Message):
        return ""
    subject = headers.line(headers.raw(inner, "Subject"), _SUBJECT)[0]
    # A stroke would part a path, and only what stands behind it would be kept.
    return subject.replace("/", "-").replace("\\", "-")
