"""Mails that anybody can cause by typing an address: few in a day for each mailbox.

What exceeds the number is not written at all. Were it sent later, whoever types an
address again and again would fill its mailbox all the same.
"""

from __future__ import annotations

from django.conf import settings

from imap.core import limits
from imap.core.addresses import readable_key

_ANYBODY = "mails-of-an-address"
_HOLDER = "mails-of-a-holder"


def may_go(address: str, *, is_own: bool = False) -> bool:
    """Count one more mail, and say whether it may be written.

    `is_own` where the browser has shown that the address is its person's: strangers
    use up none of those.
    """
    name = _HOLDER if is_own else _ANYBODY
    return limits.count_within(
        name, readable_key(address), settings.MAILS_OF_AN_ADDRESS
    )
