"""One spelling for every spelling of an e-mail address.

Capital letters, Unicode forms and the two ways to write an international domain name
lead to the same key, so that one mailbox has one account and one open request.
"""

from __future__ import annotations

import unicodedata

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils.translation import gettext_lazy as _

MAX_LENGTH = 254
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
