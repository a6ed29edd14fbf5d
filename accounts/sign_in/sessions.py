"""The sessions of a person: listed, ended one by one or all at once.

Access is asked for anew at each request, so a session of somebody without access opens
nothing; ending it all the same leaves no screen behind that looks signed in.
"""

from __future__ import annotations

import time
from datetime import timedelta
from importlib import import_module
from typing import Any

from allauth.usersessions.models import UserSession
from django.conf import settings
from django.contrib.sessions.backends.base import SessionBase
from django.utils import timezone

from accounts.models import Membership, User

# The time of last use is exact to this much: every page would be a write otherwise.
PAUSE = timedelta(minutes=5)
_BEGAN_AT = "began_at"


def of(user: User) -> list[UserSession]:
    """Return what is still open: this one, then the others as they were last used."""
    sessions: list[UserSession] = UserSession.objects.purge_and_list(user)
    return sorted(
        sessions,
        key=lambda session: (session.is_current(), session.last_seen_at),
        reverse=True,
    )


def end_all(user: User, *, but: str | None = None) -> int:
    """End every session of the person, except the one with the key `but`."""
    rows = UserSession.objects.filter(user=user).exclude(session_key=but or "")
    return sum(_end(row) for row in rows)


def end_one(user: User, number: int) -> bool:
    """End one of the person's own sessions; False where there is no such one."""
    row = UserSession.objects.filter(user=user, pk=number).first()
    return row is not None and bool(_end(row))


def end_unless_member(user: User) -> int:
    """End every session of somebody whose last access has ended."""
    live = Membership.objects.filter(user=user).on(timezone.localdate())
    keeps = user.is_active and (user.is_superuser or live.exists())
    return 0 if keeps else end_all(user)


def begin(session: SessionBase) -> None:
    session[_BEGAN_AT] = time.time()


def is_over(session: SessionBase) -> bool:
    """Say whether the session is too old, however busy it was."""
    began_at: float | None = session.get(_BEGAN_AT)
    return began_at is not None and (
        time.time() - began_at > settings.SESSION_COOKIE_AGE
    )


def note_use(session: SessionBase, network: str) -> None:
    """Note when and where from a session was last used."""
    now = timezone.now()
    row: dict[str, Any] | None = (
        UserSession.objects.filter(session_key=session.session_key)
        .values("pk", "last_seen_at", "ip")
        .first()
    )
    if row and (now - row["last_seen_at"] > PAUSE or row["ip"] != network):
        UserSession.objects.filter(pk=row["pk"]).update(last_seen_at=now, ip=network)


def _end(row: UserSession) -> int:
    engine = import_module(settings.SESSION_ENGINE)
    engine.SessionStore().delete(row.session_key)
    row.delete()
    return 1
