"""A session left alone: what writes and decides asks who sits there.

Every request is use, but not what a page asks by itself while nobody touches it. After
a pause longer than `SESSION_IDLE_MINUTES` desk, state, drafts and administration ask
for the password or the second step again; reading goes on.
"""

from __future__ import annotations

import time

from django.conf import settings
from django.http import HttpRequest

from accounts.sign_in.step_up import proved_at

# Sent by what a page asks by itself.
BACKGROUND = "X-Background"
_USED_AT = "used_at"
_LEFT_AT = "left_at"
# Use is noted no oftener than this: every page would be a write otherwise.
_EXACT_TO = 60


def note(request: HttpRequest) -> None:
    """Note that the session is used, and that it was left alone for too long."""
    now, session = time.time(), request.session
    used_at = session.get(_USED_AT, now)
    is_use = BACKGROUND not in request.headers
    was_long = now - used_at > settings.SESSION_IDLE_MINUTES * 60
    # Each pause counts anew: a proof from between two of them answers the first alone.
    if was_long and (is_use or _LEFT_AT not in session):
        session[_LEFT_AT] = now
    if is_use and (_USED_AT not in session or now - used_at > _EXACT_TO):
        session[_USED_AT] = now


def was_left(request: HttpRequest) -> bool:
    """Say whether nobody has proved since the pause who sits there now."""
    left_at = request.session.get(_LEFT_AT)
    if left_at is None:
        return False
    if proved_at(request) >= left_at:
        del request.session[_LEFT_AT]
        return False
    return True
