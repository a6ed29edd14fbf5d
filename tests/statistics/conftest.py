"""The seed is loaded once for the room; it leaves no trace for other rooms."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from django.db import transaction
from pytest_django import DjangoDbBlocker

from imap.reference import reference_data
from imap.statistics import reference_data as statistics_data
from imap.statistics import seed_files
from tests.constraints import settle_constraints
from tests.statistics.files import Files


@pytest.fixture(scope="package")
def _seed(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    with django_db_blocker.unblock(), transaction.atomic():
        reference_data.load()
        statistics_data.load()
        settle_constraints()
        yield
        transaction.set_rollback(True)


@pytest.fixture
def seed(_seed: None, db: None) -> None:
    """Stand on the loaded seed."""


@pytest.fixture
def files(seed: None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Files:
    """Return files that loading reads in place of the project's; they are loaded."""
    copied = Files(tmp_path)
    monkeypatch.setattr(seed_files, "DATA", tmp_path)
    copied.load()
    return copied
