"""One spelling for every spelling of an e-mail address.

Capital letters, Unicode forms and the two ways to write an international domain name
lead to the same key, so that one mailbox has one account and one open request.
"""

from __future__ import annotations

import re
import unicodedata

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils.translation import gettext_lazy as _

MAX_LENGTH = 254
_WRONG_DOMAIN = _("Write the domain like ministry.example, without https:// and @.")
_DOMAIN = re.compile(r"[a-z0-9-]+(\.[a-z0-9-]+)+")
_WRONG = _("Write the address like name@ministry.example.")


def clean_address(text: str) -> str:
    """Return the address as mail is sent to it, or say how to write it."""
    address = unicodedata.normalize("NFC", text).strip().rstrip(".")
    try:
        validate_email(address)
        key = address_key(address)
    except (ValidationError, UnicodeError) as error:
        raise ValidationError(_WRONG, code="invalid") from error
    if max(len(key), len(address)) > MAX_LENGTH or not _is_plain(address):
        raise ValidationError(_WRONG, code="invalid")
    return address


def clean_domain(text: str) -> str:
    """Return the ASCII form of a domain typed in letters or as "xn--…", or say how."""
    wrong = ValidationError(_WRONG_DOMAIN, code="invalid")
    try:
        domain = clean_address(f"name@{text.strip()}").rpartition("@")[2]
        domain = _ascii(unicodedata.normalize("NFC", domain)).removeprefix("www.")
    except (ValidationError, UnicodeError) as error:
        raise wrong from error
    labels = domain.split(".")
    is_name = _DOMAIN.fullmatch(domain) is not None and not labels[-1].isdecimal()
    if len(labels) < 2 or not is_name or not all(map(_is_readable, labels)):
        raise wrong
    return domain


def _is_readable(label: str) -> bool:
    """Refuse what only looks like an encoded name, or encodes what nobody sees."""
    if not label.startswith("xn--"):
        return True
    try:
        text = label[4:].encode("ascii").decode("punycode")
        coded = text.encode("punycode").decode("ascii")
    except UnicodeError:
        return False
    hidden = {"Cc", "Cf", "Cs", "Co", "Cn", "Zs", "Zl", "Zp"}
    return (
        coded == label[4:]
        and not text.isascii()
        and text == unicodedata.normalize("NFC", text.lower())
        and not any(unicodedata.category(each) in hidden for each in text)
    )


def _is_plain(address: str) -> bool:
    """Refuse what would fold to the key of somebody else's mailbox.

    Django's check passes the letter long s for an s; and a name in quotation marks is a
    second way to write the mailbox without them.
    """
    local = address.rpartition("@")[0]
    return local.isascii() and not local.startswith('"')


def address_key(address: str) -> str:
    """Return what all spellings of a valid address have in common."""
    local, _at, domain = unicodedata.normalize("NFC", address).strip().rpartition("@")
    return f"{local.casefold()}@{_ascii(domain)}"


def _ascii(domain: str) -> str:
    folded = domain.casefold().rstrip(".")
    return folded.encode("idna").decode("ascii").lower()


def readable_key(text: str) -> str:
    """Return the key of what somebody typed to sign in; other text only folded."""
    folded = unicodedata.normalize("NFC", text).strip().casefold()
    if "@" not in folded:
        return folded
    try:
        return address_key(folded)
    except UnicodeError:
        return folded
