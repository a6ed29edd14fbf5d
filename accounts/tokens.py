"""Signed links for people without an account.

Each purpose on each i-Map has a salt of its own, so a link made for one opens nothing
else. A link names its row by a random key and says nothing about it.
"""

from __future__ import annotations

import uuid
from datetime import timedelta
from enum import StrEnum

from django.conf import settings
from django.core import signing


class Purpose(StrEnum):
    CONFIRM = "confirm"
    ACCESS = "access"
    REQUEST = "request"
    INVITED = "invited"
    INVITATION = "invitation"
    RENEWAL = "renewal"
    ADDRESS = "address"
    ADDRESS_STOP = "address-stop"
    FORWARD = "forward"


class BadLinkError(Exception):
    """The link was not made here, or not for this purpose on this i-Map."""


class OldLinkError(Exception):
    """The link was good once."""


def make(purpose: Purpose, dialogue: str, key: uuid.UUID) -> str:
    return signing.dumps(key.hex, salt=_salt(purpose, dialogue))


def read(purpose: Purpose, dialogue: str, token: str) -> uuid.UUID:
    """Return the key of the row that a link names."""
    try:
        text = signing.loads(
            token, salt=_salt(purpose, dialogue), max_age=_age(purpose)
        )
        return uuid.UUID(hex=text)
    except signing.SignatureExpired as error:
        raise OldLinkError from error
    except (signing.BadSignature, ValueError, AttributeError, TypeError) as error:
        raise BadLinkError from error


def _salt(purpose: Purpose, dialogue: str) -> str:
    return f"accounts.{purpose}.{dialogue}"


def _age(purpose: Purpose) -> timedelta:
    days = {
        Purpose.CONFIRM: settings.REGISTRATION_LINK_DAYS,
        Purpose.REQUEST: settings.REQUEST_LINK_DAYS,
        Purpose.RENEWAL: settings.RENEWAL_REMINDERS[0] + settings.RENEW_AFTER_DAYS,
        Purpose.ADDRESS: settings.ADDRESS_LINK_DAYS,
        Purpose.ADDRESS_STOP: settings.ADDRESS_LINK_DAYS,
    }
    return timedelta(days=days.get(purpose, settings.ACCESS_LINK_DAYS))
