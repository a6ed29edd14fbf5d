"""Read the head of a letter, whatever a program wrote there. Nothing here raises.

Addresses are taken apart before coded words are decoded, so that a coded word cannot
bring in an address.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from datetime import UTC, datetime
from email.errors import HeaderParseError
from email.header import decode_header
from email.message import Message
from email.utils import parsedate_to_datetime

from django.core.exceptions import ValidationError

from accounts.mailbox import charsets
from imap.core.addresses import address_key, clean_address

_MOST = 2000
_ID = re.compile(r"<[^<>\s]{1,250}>")
_QUOTED = re.compile(r'"(?:[^"\\]|\\.)*"')
_COMMENT = re.compile(r"\([^()]*\)")
_ANGLE = re.compile(r"<([^<>]*)>")
_BARE = re.compile(r"[^\s<>()\[\],;:\"]+@[^\s<>()\[\],;:\"]+")
_JOINERS = {"\u200c", "\u200d"}
_HIDDEN = {"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"}
_BLANK = set("\u115f\u1160\u3164\uffa0\u2800\u034f")
_YEARS = range(1990, 2100)


@dataclass(frozen=True)
class Mailbox:
    """A name and an address as written; `key` is empty where it is no address."""

    name: str = ""
    address: str = ""
    key: str = ""
    # More than one address, or more than one such line.
    is_several: bool = False
    has_hidden: bool = False


def raw(message: Message, name: str) -> str:
    """Return a header unfolded and cut, not decoded; the first one of several."""
    return raws(message, name)[0]


def raws(message: Message, name: str) -> list[str]:
    values = [
        _unescaped(value)
        for key, value in message.raw_items()
        if key.casefold() == name.casefold()
    ]
    return [" ".join(value.split())[:_MOST] for value in values] or [""]


def _unescaped(value: object) -> str:
    """Read bytes that stand in a header without being coded."""
    content = str(value).encode("utf-8", "surrogateescape")
    return charsets.decode(content, "")[0]


def words(value: str) -> str:
    """Decode coded words; what cannot be decoded stays as it stands."""
    try:
        parts = decode_header(value)
    except (HeaderParseError, ValueError, LookupError):
        return charsets.plain(value)
    pieces = (
        part if isinstance(part, str) else charsets.decode(part, charset or "")[0]
        for part, charset in parts
    )
    return charsets.plain("".join(pieces))


def line(value: str, longest: int) -> tuple[str, bool]:
    """Return text for one line without signs that cannot be seen, and if it had any."""
    # A line end from a coded word parts words like any other space.
    decoded = re.sub(r"[\t\r\n]+", " ", words(value))
    visible = "".join(each for each in decoded if not is_hidden(each))
    return " ".join(visible.split())[:longest], visible != decoded


def is_hidden(letter: str) -> bool:
    if letter in _JOINERS:
        return False
    return letter in _BLANK or unicodedata.category(letter) in _HIDDEN


def mailbox(message: Message, name: str) -> Mailbox:
    lines = raws(message, name)
    value = lines[0]
    if not value:
        return Mailbox()
    address, display, number = _apart(value)
    label, has_hidden = line(display.strip().strip('"').replace('\\"', '"'), 150)
    return Mailbox(
        name=label,
        address=charsets.plain(address)[:254],
        key=key_of(address),
        is_several=number > 1 or len(lines) > 1,
        has_hidden=has_hidden,
    )


def _apart(value: str) -> tuple[str, str, int]:
    """Return address, display name and how many addresses there are."""
    bare = _COMMENT.sub(" ", _QUOTED.sub(lambda match: " " * len(match[0]), value))
    angles = list(_ANGLE.finditer(bare))
    if angles:
        rest = _ANGLE.sub(" ", bare)
        number = len(angles) + (len(_BARE.findall(rest)) if "," in rest else 0)
        return angles[0][1].strip(), value[: angles[0].start()], number
    addresses = _BARE.findall(bare)
    return (addresses[0], "", len(addresses)) if addresses else ("", value, 0)


def key_of(address: str) -> str:
    try:
        return address_key(clean_address(address)) if address else ""
    except (ValidationError, UnicodeError, ValueError):
        return ""


def addresses_in(value: str) -> set[str]:
    """Return the keys of all addresses in a line of them."""
    keys = {key_of(address) for address in _BARE.findall(value)}
    return keys - {""}


def message_id(message: Message) -> str:
    match = _ID.search(charsets.plain(raw(message, "Message-ID")))
    return match[0] if match else ""


def ids(message: Message, name: str) -> list[str]:
    matches = _ID.findall(charsets.plain(" ".join(raws(message, name))))
    return list(dict.fromkeys(matches))


def date(message: Message) -> datetime | None:
    try:
        moment = parsedate_to_datetime(raw(message, "Date"))
        moment = moment if moment.tzinfo else moment.replace(tzinfo=UTC)
        moment = moment.astimezone(UTC)
    except (ValueError, TypeError, OverflowError, IndexError, AttributeError):
        return None
    return moment if moment.year in _YEARS else None


def parameter(message: Message, name: str, of: str = "content-type") -> str:
    """Return a parameter of a header ("charset"), however it was written."""
    try:
        value = _legible(message, of).get_param(name, "", of)
    except (ValueError, LookupError, TypeError, AttributeError):
        return ""
    if isinstance(value, tuple):
        charset, _language, text = value
        return charsets.decode(text.encode("latin-1", "replace"), charset or "")[0]
    return words(str(value or ""))


def _legible(message: Message, name: str) -> Message:
    """Return the message, or that header alone where bytes stand uncoded in it."""
    values = [
        value for key, value in message.raw_items() if key.casefold() == name.casefold()
    ]
    if not values or str(values[0]).isascii():
        return message
    alone = Message()
    alone[name] = _unescaped(values[0])
    return alone


def file_name(part: Message) -> str:
    name = parameter(part, "filename", "content-disposition")
    return name or parameter(part, "name")
