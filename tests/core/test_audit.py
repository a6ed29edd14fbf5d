from __future__ import annotations

import pytest
from django.core.management import CommandError, call_command
from django.db import connection, transaction

from imap.core.audit import log
from imap.core.audit.models import AuditEvent, AuditHead

pytestmark = pytest.mark.django_db


def _write_three() -> None:
    for number in range(3):
        log.record("test.step", chain="bmp", number=number)


def _change_behind_the_lock(sql: str) -> None:
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("ALTER TABLE core_auditevent DISABLE TRIGGER USER")
        cursor.execute(sql)


def test_events_of_one_i_map_form_one_chain() -> None:
    _write_three()
    log.record("test.step", chain="mtm")

    events = list(AuditEvent.objects.filter(chain="bmp"))

    assert [event.number for event in events] == [1, 2, 3]
    assert events[1].previous == events[0].digest
    assert list(log.verify()) == []


@pytest.mark.parametrize(
    ("sql", "number"),
    [
        ("UPDATE core_auditevent SET actor = 'x' WHERE number = 2", 2),
        ("UPDATE core_auditevent SET data = '{}' WHERE number = 1", 1),
        ("DELETE FROM core_auditevent WHERE number = 1", 1),
        ("DELETE FROM core_auditevent WHERE number = 3", 3),
    ],
)
def test_a_change_behind_the_portal_is_found_and_named(sql: str, number: int) -> None:
    _write_three()
    _change_behind_the_lock(sql)

    faults = list(log.verify())

    assert [(fault.chain, fault.number) for fault in faults] == [("bmp", number)]


def test_a_chain_without_its_head_is_found() -> None:
    _write_three()
    AuditHead.objects.all().delete()

    assert [fault.reason for fault in log.verify()] == ["the chain has no head"]


def test_an_event_can_be_neither_changed_nor_deleted() -> None:
    event = log.record("test.step")

    for forbidden in (event.save, event.delete):
        with pytest.raises(TypeError):
            forbidden()


@pytest.mark.postgres
def test_the_database_itself_refuses_to_change_an_event() -> None:
    log.record("test.step")

    with pytest.raises(Exception, match="append only"):
        AuditEvent.objects.update(actor="somebody else")


def test_the_command_fails_on_a_broken_chain(
    capsys: pytest.CaptureFixture[str],
) -> None:
    _write_three()
    call_command("verify_audit")
    assert "every chain is whole" in capsys.readouterr().out

    _change_behind_the_lock("UPDATE core_auditevent SET action = 'x' WHERE number = 3")
    with pytest.raises(CommandError):
        call_command("verify_audit")


def test_an_event_of_a_step_that_fails_is_not_kept() -> None:
    with transaction.atomic():
        log.record("test.step")
        transaction.set_rollback(True)

    assert not AuditEvent.objects.exists()
