"""The reviewed lists behind the flags, read once."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import Any

from disposable_email_domains import blocklist

_DATA = Path(__file__).resolve().parent.parent / "data"


@cache
def free_mail() -> frozenset[str]:
    return _lines("free_mail.txt")


@cache
def not_disposable() -> frozenset[str]:
    """Return what the package's list of disposable domains names by mistake."""
    return _lines("not_disposable.txt")


@cache
def shared_mailboxes() -> frozenset[str]:
    return _lines("shared_mailboxes.txt")


@cache
def transliteration() -> dict[int, str]:
    letters: dict[str, str] = _json("transliteration.json")["letters"]
    return str.maketrans(letters)


@cache
def endings() -> dict[str, frozenset[str]]:
    """Return the endings of each state, those of its public bodies apart."""
    states = _json("government_domains.json")["states"]
    return {iso3: frozenset(map(_ascii, row["own"])) for iso3, row in states.items()}


@cache
def government() -> dict[str, str]:
    """Return the state of each domain under which only public bodies stand."""
    states = _json("government_domains.json")["states"]
    return {
        _ascii(name): iso3 for iso3, row in states.items() for name in row["government"]
    }


@cache
def government_of(iso3: str) -> frozenset[str]:
    return frozenset(name for name, state in government().items() if state == iso3)


def is_disposable(domain: str) -> bool:
    names = _with_parents(domain)
    if any(name in not_disposable() for name in names):
        return False
    return any(name in blocklist for name in names)


def is_free_mail(domain: str) -> bool:
    return domain in free_mail()


def _with_parents(domain: str) -> list[str]:
    labels = domain.split(".")
    return [".".join(labels[start:]) for start in range(len(labels) - 1)]


def _ascii(domain: str) -> str:
    """Return the form in which domains are compared; the lists are for reading."""
    return domain.encode("idna").decode("ascii")


def _lines(name: str) -> frozenset[str]:
    text = (_DATA / name).read_text(encoding="utf-8")
    lines = (line.strip() for line in text.splitlines())
    return frozenset(line for line in lines if line and not line.startswith("#"))


def _json(name: str) -> Any:
    return json.loads((_DATA / name).read_text(encoding="utf-8"))
