"""On which day a member last opened an i-Map, for the yearly review.

A day, once a day and for each i-Map by itself: which pages, or when, is not kept.
"""

from __future__ import annotations

from django.http import HttpRequest
from django.utils import timezone

from accounts.models import Membership


def note(request: HttpRequest) -> None:
    access = getattr(request, "access", None)
    if access is None or not access.is_member or not request.user.is_authenticated:
        return
    dialogue: str = request.dialogue  # type: ignore[attr-defined]
    today, key = timezone.localdate(), f"used_{dialogue}"
    if request.session.get(key) == today.isoformat():
        return
    request.session[key] = today.isoformat()
    Membership.objects.of(dialogue).filter(user=request.user.pk).update(
        last_used_on=today
    )
