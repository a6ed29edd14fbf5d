"""For how long a role is given: at first, and at most; and which roles have a state.

A reviewer reads the drafts of one state for some weeks. That access is given anew, by
two people, and never prolonged.
"""

from __future__ import annotations

from datetime import date

from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import ngettext

from accounts.deadlines import months_later
from imap.core.access import Role

LONGEST_MONTHS = 24
# Roles on the drafts of one state, which is named when they are given.
OF_A_STATE = frozenset({Role.EDITOR, Role.CONTACT_POINT, Role.REVIEWER})


def months_of(role: str) -> int:
    """Return for how many months the role is given at first."""
    if role == Role.READER:
        return int(settings.MEMBERSHIP_MONTHS)
    if role == Role.REVIEWER:
        return int(settings.REVIEWER_MONTHS)
    return int(settings.MEMBERSHIP_MONTHS_OF_WRITERS)


def usual_end(role: str) -> date:
    return months_later(timezone.localdate(), months_of(role))


def is_renewed(role: str) -> bool:
    """Say whether access in the role goes on for whoever still holds the post."""
    return role != Role.REVIEWER


def check_end(role: str, until: date, start: date | None = None) -> None:
    """Raise ValidationError where a reviewer would read for longer than may be."""
    if role != Role.REVIEWER:
        return
    months = int(settings.REVIEWER_MONTHS)
    if until > months_later(start or timezone.localdate(), months):
        raise ValidationError(
            ngettext(
                "A reviewer has access for %(months)s month at most.",
                "A reviewer has access for %(months)s months at most.",
                months,
            )
            % {"months": months}
        )
