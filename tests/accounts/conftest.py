"""States and organisations are loaded once for the room, and rolled back."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.core.cache import cache
from django.db import transaction
from django.test import Client
from pytest_django import DjangoDbBlocker, Settings

from accounts.models import User
from imap.core.outbox.models import OutgoingMail
from imap.reference import reference_data
from tests.accounts.forms import typed
from tests.factories import make_member

Mails = Callable[..., list[OutgoingMail]]


@pytest.fixture(scope="package")
def _reference(
    django_db_setup: None, django_db_blocker: DjangoDbBlocker
) -> Iterator[None]:
    with django_db_blocker.unblock(), transaction.atomic():
        reference_data.load()
        yield
        transaction.set_rollback(True)


@pytest.fixture(autouse=True)
def reference(_reference: None, db: None, settings: Settings) -> None:
    """States and organisations to choose from, and no counts of earlier tests."""
    begin_anew(settings)


def begin_anew(settings: Settings) -> None:
    # pytest-django puts a backend of its own in the way of allauth's mails.
    settings.EMAIL_BACKEND = "imap.core.outbox.backend.OutboxBackend"
    cache.clear()


@pytest.fixture
def mails() -> Mails:
    """Return mails by kind and i-Map, the oldest first."""

    def find(name: str = "", **filters: Any) -> list[OutgoingMail]:
        if name:
            filters["name"] = name
        return list(OutgoingMail.objects.filter(**filters).order_by("pk"))

    return find


@pytest.fixture
def form() -> dict[str, str]:
    return typed()


@pytest.fixture
def staff(client: Client, settings: Settings) -> User:
    """A member of staff who is signed in, and may undo for five minutes."""
    settings.UNDO_SECONDS = 300
    user = make_member(role="secretariat", full_name="Jana Novotná")
    client.force_login(user)
    return user


@pytest.fixture
def colleague() -> User:
    return make_member(role="secretariat", full_name="Tomas Ravn")
