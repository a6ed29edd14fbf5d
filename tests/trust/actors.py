"""Whoever comes to a door: one of each kind, on each i-Map."""

from __future__ import annotations

import time
from datetime import timedelta
from http.cookies import SimpleCookie

from django.db import transaction
from django.http.response import HttpResponseBase
from django.test import Client
from django.utils import timezone

from accounts.models import Membership, User
from tests.factories import make_member, make_user
from tests.sign_in import write_records
from tests.trust.things import COUNTRY

ROLES = ("reader", "editor", "contact_point", "secretariat")
DIALOGUES = ("bmp", "mtm")
# One is enough: what the other i-Map shows a reviewer is asked of this one as well.
REVIEWER = "reviewer bmp"
MEMBERS = (
    *(f"{role} {dialogue}" for dialogue in DIALOGUES for role in ROLES),
    REVIEWER,
)
# Whose state is that of the things that the table names.
OF_THE_STATE = ("contact_point", "reviewer")
ACTORS = (
    "anonymous",
    *MEMBERS,
    "expired bmp",
    "suspended bmp",
    "signed in without membership",
    "administrator",
)


def make_actor(name: str) -> User | None:
    """Make the person; None is nobody signed in."""
    if name == "anonymous":
        return None
    if name == "administrator":
        return make_user(is_superuser=True, is_staff=True)
    if name == "signed in without membership":
        return make_user()
    kind, dialogue = name.split()
    if name in MEMBERS:
        country = COUNTRY[dialogue] if kind in OF_THE_STATE else None
        return make_member(dialogue, role=kind, country=country)
    user = make_member(dialogue)
    _end(user, kind)
    return user


def _end(user: User, kind: str) -> None:
    today = timezone.localdate()
    if kind == "suspended":
        Membership.objects.filter(user=user).update(suspended_at=timezone.now())
    else:
        Membership.objects.filter(user=user).update(
            valid_from=today - timedelta(days=60), valid_until=today - timedelta(days=1)
        )


class _UndoError(Exception):
    """Take back what one request did."""


class Visitor:
    """A person at the door, who comes anew each time and leaves no trace."""

    def __init__(self, user: User | None, *, enforces_csrf: bool = False) -> None:
        client = Client()
        if user is not None:
            client.force_login(user)
            # However long the matrix takes, nobody in it has to confirm again.
            tomorrow = time.time() + 24 * 60 * 60
            write_records(client, user, second_factor=True, at=tomorrow)
        self._cookies = client.cookies.output(header="", sep=";")
        # One for all that is asked: a client puts the middleware together.
        self._client = Client(
            raise_request_exception=False, enforce_csrf_checks=enforces_csrf
        )

    def ask(self, method: str, path: str) -> HttpResponseBase:
        client = self._client
        client.cookies = SimpleCookie(self._cookies)
        try:
            with transaction.atomic():
                response: HttpResponseBase = client.generic(method, path)
                raise _UndoError  # noqa: TRY301 - leaves the transaction
        except _UndoError:
            return response

    def status(self, method: str, path: str) -> int:
        return self.ask(method, path).status_code


def belongs(actor: str, dialogue: str) -> bool:
    return actor in MEMBERS and actor.endswith(dialogue)
