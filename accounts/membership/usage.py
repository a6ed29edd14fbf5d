"""On which day a member last opened an i-Map, for the yearly review.

A day, once a day and for each i-Map by itself: which pages, or when, is not kept.
"""

from __future__ import annotations

from django.contrib.sessions.backends.base import SessionBase
from django.utils import timezone

from accounts.models import Membership


def note(session: SessionBase, user_id: int, dialogue: str) -> None:
    """Note today for a member, unless this session did so already."""
    today, key = timezone.localdate(), f"used_{dialogue}"
    if session.get(key) == today.isoformat():
        return
    session[key] = today.isoformat()
    Membership.objects.of(dialogue).filter(user=user_id).update(last_used_on=today)
