"""The legal notice of an i-Map, accepted by each member in the version in force."""

from __future__ import annotations

from collections.abc import Iterable

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import Membership, User
from imap.core.audit import log as audit
from imap.core.exceptions import TransitionError
from imap.core.legal import notice_version


def is_owed(dialogue: str, memberships: Iterable[Membership]) -> bool:
    """Who accepted it with one role did so for all."""
    version = notice_version(dialogue)
    return all(membership.notice_version != version for membership in memberships)


@transaction.atomic
def accept(dialogue: str, version: str, *, by: User) -> None:
    """Note that the person agrees; a second time changes nothing."""
    if version != notice_version(dialogue):
        raise TransitionError(
            _("There is a newer legal notice. Read that one before you agree.")
        )
    memberships = Membership.objects.of(dialogue).on(timezone.localdate())
    rows = memberships.filter(user=by).exclude(notice_version=version)
    changed = rows.update(notice_version=version, notice_at=timezone.now())
    if changed:
        audit.record("membership.notice", by, by=by, chain=dialogue, version=version)
