"""The access socket: who may enter which i-Map, in which role.

The platform asks; `settings.ACCESS_BACKEND` names the module that answers. It has
`access_for`, `people`, `lacks_second_factor` and `second_factor` with the signatures
below.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from functools import cache
from importlib import import_module
from typing import TYPE_CHECKING, Protocol, cast

from django.conf import settings
from django.http import HttpRequest

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

    from accounts.models import User


class Role(StrEnum):
    READER = "reader"
    REVIEWER = "reviewer"
    CONTRIBUTOR = "contributor"
    EDITOR = "editor"
    CONTACT_POINT = "contact_point"
    SECRETARIAT = "secretariat"


class Standing(StrEnum):
    """Why somebody does or does not get in."""

    NONE = "none"
    ACTIVE = "active"
    EXPIRED = "expired"
    SUSPENDED = "suspended"


class SecondFactor(StrEnum):
    """How this session stands to the second step that the role asks for."""

    FINE = "fine"  # used, or not asked for
    NOT_SET_UP = "not_set_up"
    NOT_USED = "not_used"  # set up, but this session was opened without it


# Whom the gate lets in where profiles are written: reviewers only read there.
EDITORS = frozenset(
    {
        Role.REVIEWER,
        Role.CONTRIBUTOR,
        Role.EDITOR,
        Role.CONTACT_POINT,
        Role.SECRETARIAT,
    }
)


@dataclass(frozen=True)
class Access:
    """What one person may do on one i-Map, today."""

    standing: Standing = Standing.NONE
    roles: frozenset[Role] = field(default_factory=frozenset)
    countries: frozenset[str] = field(default_factory=frozenset)
    until: date | None = None
    # What contributors write: ("ARM/extended/2014", "C1.1").
    assignments: frozenset[tuple[str, str]] = field(default_factory=frozenset)
    # Until when they do, for each edition: ("ARM/extended/2014", 3 May 2026).
    terms: frozenset[tuple[str, date]] = field(default_factory=frozenset)

    # The countries whose profiles are written as editor or contact point.
    edited: frozenset[str] = field(default_factory=frozenset)

    # The countries whose drafts are read, and not written, as reviewer.
    reviewed: frozenset[str] = field(default_factory=frozenset)

    # The countries whose contact point the person is.
    represented: frozenset[str] = field(default_factory=frozenset)

    # The notice in force was not accepted yet: pages wait for that.
    owes_notice: bool = False

    @property
    def is_member(self) -> bool:
        return self.standing is Standing.ACTIVE

    @property
    def is_secretariat(self) -> bool:
        return Role.SECRETARIAT in self.roles

    @property
    def is_contact_point(self) -> bool:
        return Role.CONTACT_POINT in self.roles

    @property
    def is_editor(self) -> bool:
        return bool(self.roles & EDITORS)


class DialogueRequest(HttpRequest):
    """A request that the gate let through to an address of an i-Map."""

    user: User
    access: Access
    dialogue: str


class Backend(Protocol):
    def access_for(self, user: User | AnonymousUser, dialogue: str) -> Access: ...

    def people(
        self, dialogue: str, role: Role, country: str | None
    ) -> Iterable[User]: ...

    def lacks_second_factor(self, user: User, dialogue: str) -> bool: ...

    def second_factor(
        self, request: HttpRequest, dialogue: str, roles: frozenset[Role]
    ) -> SecondFactor: ...


@cache
def _backend() -> Backend:
    return cast(Backend, import_module(settings.ACCESS_BACKEND))


def access_for(user: User | AnonymousUser, dialogue: str) -> Access:
    return _backend().access_for(user, dialogue)


def people(dialogue: str, role: Role, country: str | None = None) -> Iterable[User]:
    """Return who holds `role` on `dialogue` today."""
    return _backend().people(dialogue, role, country)


def lacks_second_factor(user: User, dialogue: str) -> bool:
    """Say whether that i-Map asks this person for a second factor not yet set up."""
    return _backend().lacks_second_factor(user, dialogue)


def second_factor(
    request: HttpRequest, dialogue: str = "", roles: frozenset[Role] = frozenset()
) -> SecondFactor:
    """Say whether this very session was signed in with what the roles ask for.

    Without an i-Map: for the administration.
    """
    return _backend().second_factor(request, dialogue, roles)
