"""Reference data and figures are loaded once for the room, and rolled back."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.core.management import call_command
from django.db import transaction
from django.test import Client
from pytest_django import DjangoDbBlocker

from tests.constraints import settle_constraints
from tests.factories import make_member


@pytest.fixture(scope="package")
def _loaded(
    django_db_setup: None, django_db_blocker: DjangoDbBlocker
) -> Iterator[None]:
    with django_db_blocker.unblock(), transaction.atomic():
        call_command("load_reference", verbosity=0)
        settle_constraints()
        yield
        transaction.set_rollback(True)


@pytest.fixture
def loaded(_loaded: None, db: None) -> None:
    """Stand on the reference data and the seed of figures."""


@pytest.fixture
def bmp(loaded: None) -> Client:
    """A member of the BMP i-Map."""
    client = Client()
    client.force_login(make_member(dialogue="bmp"))
    return client


@pytest.fixture
def mtm(loaded: None) -> Client:
    client = Client()
    client.force_login(make_member(dialogue="mtm"))
    return client
