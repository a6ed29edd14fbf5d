"""Who may see and write which part of a draft; asked by pages and views alike."""

from __future__ import annotations

from imap.core.access import Access
from profiles.models import Edition


def may_begin(access: Access, iso3: str) -> bool:
    """The secretariat begins a draft of any state, editors one of their own."""
    return access.is_secretariat or iso3 in access.edited


def may_open(access: Access, edition: Edition) -> bool:
    """Whoever writes any part of a draft reads all of it; nobody else does."""
    if may_begin(access, edition.profile.country_id):
        return True
    return any(key == edition.key for key, _code in access.assignments)


def may_write(access: Access, edition: Edition, code: str) -> bool:
    """A contributor writes the sections that were named, others all of them."""
    if may_begin(access, edition.profile.country_id):
        return True
    return (edition.key, code) in access.assignments
