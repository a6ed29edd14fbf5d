"""The privacy socket: what is kept about people, given out to them, and erased.

Each room says it in its `personal_data.py`, found by name. Every field of every model
is either part of an `Entry` or named as not personal (a test holds it). The register,
the download and the erasure all read what is said here.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.db.models import Model, QuerySet
from django.utils.functional import Promise
from django.utils.module_loading import autodiscover_modules

if TYPE_CHECKING:
    from accounts.models import User

Words = str | Promise


@dataclass(frozen=True)
class Person:
    """Somebody with an account, and the keys of the addresses it is known by."""

    user: User
    addresses: frozenset[str]

    @cached_property
    def ids(self) -> frozenset[str]:
        """Name the person and all that is about the person, as the audit log does."""
        _discover()
        return frozenset(
            each for room in _rooms if room.ids is not None for each in room.ids(self)
        )


@dataclass(frozen=True)
class File:
    name: str
    content: bytes


Rows = Callable[[Person], QuerySet[Any]]


@dataclass(frozen=True)
class Entry:
    """What one model keeps about people, in words for everybody and in fields.

    `rows` finds what belongs to a person, for the download; `withheld` are fields that
    it leaves out, because they are secrets of the sign-in or tell of somebody else.
    `also` adds to a row of the download what its fields cannot say.
    """

    model: str
    what: Words
    why: Words
    ground: Words
    period: Words
    who: Words
    erasure: Words
    fields: tuple[str, ...]
    withheld: tuple[str, ...] = ()
    rows: Rows | None = None
    also: Callable[[Person, Any], dict[str, Any]] | None = None


@dataclass(frozen=True)
class NotPersonal:
    model: str
    reason: str
    fields: tuple[str, ...]


@dataclass(frozen=True)
class Room:
    """What a room does for a person besides telling what it keeps.

    `ids` names the person and all that is about the person as the audit log does;
    `obstacles` say in sentences why the person cannot be erased now.
    """

    ids: Callable[[Person], Iterable[str]] | None = None
    files: Callable[[Person], Iterable[File]] | None = None
    obstacles: Callable[[Person], Iterable[str]] | None = None
    erase: Callable[[Person, frozenset[str]], None] | None = None


_entries: list[Entry] = []
_not_personal: list[NotPersonal] = []
_rooms: list[Room] = []


def register(*entries: Entry) -> None:
    _entries.extend(entries)


def not_personal(model: str, reason: str, fields: str) -> None:
    """Name fields that say nothing of a person, and why."""
    _not_personal.append(NotPersonal(model, reason, tuple(fields.split())))


def plug(room: Room) -> None:
    _rooms.append(room)


def entries() -> list[Entry]:
    _discover()
    return list(_entries)


def fields_not_personal() -> list[NotPersonal]:
    _discover()
    return list(_not_personal)


def files_of(person: Person) -> Iterator[File]:
    _discover()
    for room in _rooms:
        if room.files is not None:
            yield from room.files(person)


def obstacles(person: Person) -> list[str]:
    _discover()
    return [
        each
        for room in _rooms
        if room.obstacles is not None
        for each in room.obstacles(person)
    ]


def erase(person: Person) -> None:
    """Erase the person from every room, in the caller's transaction."""
    ids = person.ids
    for room in _rooms:
        if room.erase is not None:
            room.erase(person, ids)


def everything_of(person: Person) -> dict[str, list[dict[str, Any]]]:
    """Return what is kept about the person, by model, ready for JSON."""
    rows_by_model: dict[str, list[dict[str, Any]]] = {}
    for entry in entries():
        if entry.rows is None:
            continue
        rows = [_told(entry, row, person) for row in entry.rows(person)]
        rows_by_model.setdefault(entry.model, []).extend(rows)
    return {model: rows for model, rows in rows_by_model.items() if rows}


def _told(entry: Entry, row: Model, person: Person) -> dict[str, Any]:
    told = {
        name: _value(row, name, person)
        for name in entry.fields
        if name not in entry.withheld
    }
    return told | (entry.also(person, row) if entry.also is not None else {})


def _value(row: Model, name: str, person: Person) -> Any:
    value = getattr(row, name)
    if value is None or isinstance(value, bool | int | str | list | dict):
        return value
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Model):
        if value._meta.label == settings.AUTH_USER_MODEL:
            return "you" if value.pk == person.user.pk else "somebody else"
        return str(value)
    return str(value)


def _discover() -> None:
    autodiscover_modules("personal_data")
