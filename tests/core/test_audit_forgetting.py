"""Whoever takes out names or events asks at the right moment, and the right one."""

from __future__ import annotations

from datetime import timedelta
from typing import Any, Self

import pytest
import time_machine
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from django.utils import timezone

from imap.core.audit import anchor, forgetting, log
from imap.core.audit.models import AuditEvent
from tests.factories import make_user

pytestmark = pytest.mark.django_db


class Postgres:
    """Stand for a connection to PostgreSQL; keep what its functions are asked."""

    vendor = "postgresql"

    def __init__(self) -> None:
        self.asked: list[tuple[str, tuple[Any, ...]]] = []

    def cursor(self) -> Self:
        return self

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_error: object) -> None:
        pass

    def execute(self, statement: str, given: tuple[Any, ...]) -> None:
        self.asked.append((statement, given))

    def fetchone(self) -> tuple[int]:
        return (2,)


@pytest.fixture
def postgres(monkeypatch: pytest.MonkeyPatch) -> Postgres:
    stand_in = Postgres()
    monkeypatch.setattr(forgetting, "connection", stand_in)
    return stand_in


def test_on_postgresql_the_owner_of_the_table_takes_names_out(
    postgres: Postgres,
) -> None:
    log.record("test.step", by=make_user(), chain="bmp")

    assert forgetting.erase_names(AuditEvent.objects.all()) == 1
    assert postgres.asked == [("SELECT audit_erase_names(%s, %s)", ("bmp", [1]))]


def test_on_postgresql_the_owner_of_the_table_deletes(postgres: Postgres) -> None:
    now = timezone.now()
    with time_machine.travel(now - timedelta(days=800)):
        log.record("test.step", chain="bmp")
        log.record("test.step", chain="bmp")

    assert forgetting.delete_before("bmp", now - timedelta(days=500)) == 2
    assert postgres.asked == [("SELECT audit_delete(%s, %s)", ("bmp", 2))]


def test_names_that_went_while_the_chain_was_waited_for_go_once(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    log.record("test.step", by=make_user(), chain="bmp")

    def wait(_chain: str) -> None:
        AuditEvent.objects.update(actor="", target="", salt="")

    monkeypatch.setattr(forgetting, "lock", wait)

    assert forgetting.erase_names(AuditEvent.objects.all()) == 0
    assert AuditEvent.objects.count() == 1


def test_an_anchor_of_what_went_long_before_the_start_is_no_fault() -> None:
    now = timezone.now()
    key = Ed25519PrivateKey.generate()
    with time_machine.travel(now - timedelta(days=800)):
        log.record("test.step", chain="bmp")
        line = anchor.line(key)
        log.record("test.step", chain="bmp")

    forgetting.delete_before("bmp", now - timedelta(days=500))

    assert list(anchor.verify([line], key.public_key())) == []
