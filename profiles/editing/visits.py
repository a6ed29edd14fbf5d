"""Since when something at the desk is new to somebody."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from django.utils import timezone

from profiles.models import DeskVisit

if TYPE_CHECKING:
    from accounts.models import User

# A page loaded anew is no new visit.
PAUSE = timedelta(hours=2)
FIRST = timedelta(days=14)


def since(user: User, dialogue: str) -> datetime:
    """Note a visit, and return the end of the one before; at first two weeks ago."""
    now = timezone.now()
    visit, _is_new = DeskVisit.objects.get_or_create(
        user=user, dialogue_id=dialogue, defaults={"at": now, "before": now - FIRST}
    )
    if now - visit.at > PAUSE:
        visit.before = visit.at
    visit.at = now
    visit.save(update_fields=["at", "before"])
    return visit.before
