"""The part of an address before the @: whose mailbox it is."""

from __future__ import annotations

import re

from accounts.flags import lists


def mailbox_key(email_key: str) -> str:
    """Return what the ways to write one mailbox have in common.

    The part after "+" and, with most large providers, dots do not count. Elsewhere
    a.b@ and ab@ may be two people: the flag says so, and no step relies on it.
    """
    local, _at, domain = email_key.rpartition("@")
    plain = local.partition("+")[0].replace(".", "")
    return f"{plain or local}@{domain}"


def is_shared(email_key: str) -> bool:
    local = email_key.rpartition("@")[0].partition("+")[0]
    words = [word for word in re.split(r"[._\-\d]+", local) if word]
    shared = lists.shared_mailboxes()
    return local in shared or (bool(words) and all(word in shared for word in words))
