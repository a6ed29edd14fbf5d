"""Reference data are loaded once a module, inside a transaction that is rolled back."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.db import transaction
from django.test import Client
from pytest_django import DjangoDbBlocker

from imap.process import reference_data as process_data
from imap.reference import reference_data as countries
from imap.statistics import reference_data as statistics
from profiles import reference_data
from profiles.demo import editions as demo
from tests.constraints import settle_constraints
from tests.factories import make_member, make_user


@pytest.fixture(scope="module")
def _listed(
    django_db_setup: None, django_db_blocker: DjangoDbBlocker
) -> Iterator[None]:
    with django_db_blocker.unblock(), transaction.atomic():
        countries.load()
        process_data.load()
        reference_data.load()
        settle_constraints()
        yield
        transaction.set_rollback(True)


@pytest.fixture(scope="module")
def _figures(_listed: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    with django_db_blocker.unblock(), transaction.atomic():
        statistics.load()
        demo.load()
        settle_constraints()
        yield
        transaction.set_rollback(True)


@pytest.fixture
def listed(_listed: None, db: None) -> None:
    """Participants, process and the published list of profiles; no figures."""


@pytest.fixture
def editions(_figures: None, db: None) -> None:
    """Everything, with the demonstration editions."""


@pytest.fixture
def member(db: None) -> Client:
    """Somebody who may read the BMP i-Map and nothing else."""
    client = Client()
    client.force_login(make_member(dialogue="bmp"))
    return client


@pytest.fixture
def mtm_member(db: None) -> Client:
    client = Client()
    client.force_login(make_member(dialogue="mtm"))
    return client


@pytest.fixture
def stranger(db: None) -> Client:
    """Somebody with an account and no membership."""
    client = Client()
    client.force_login(make_user())
    return client
