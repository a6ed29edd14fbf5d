from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.core.management import CommandError, call_command
from django.db import DatabaseError, connection, transaction
from django.utils import timezone

from imap.core.audit import forgetting, log
from imap.core.audit.models import AuditEvent, AuditHead
from imap.core.audit.verification import check, verify
from tests.factories import make_user

pytestmark = pytest.mark.django_db

LONG_AGO = datetime(2020, 1, 15, 12, tzinfo=UTC)


def _write_three() -> None:
    for number in range(3):
        log.record("test.step", chain="bmp", number=number)


def _change_behind_the_lock(sql: str) -> None:
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("ALTER TABLE core_auditevent DISABLE TRIGGER USER")
        cursor.execute(sql)


def _faults() -> list[tuple[str, int]]:
    return [(fault.chain, fault.number) for fault in verify()]


def test_events_of_one_i_map_form_one_chain() -> None:
    _write_three()
    log.record("test.step", chain="mtm")

    events = list(AuditEvent.objects.filter(chain="bmp"))

    assert [event.number for event in events] == [1, 2, 3]
    assert events[1].previous == events[0].digest
    assert list(verify()) == []


@pytest.mark.parametrize(
    ("sql", "number"),
    [
        ("UPDATE core_auditevent SET actor = 'x' WHERE number = 2", 2),
        ("UPDATE core_auditevent SET target = 'x' WHERE number = 2", 2),
        ("UPDATE core_auditevent SET salt = 'x' WHERE number = 2", 2),
        ("UPDATE core_auditevent SET names = 'x' WHERE number = 2", 2),
        ("UPDATE core_auditevent SET actor_id = '7' WHERE number = 2", 2),
        ("UPDATE core_auditevent SET action = 'x' WHERE number = 2", 2),
        ("UPDATE core_auditevent SET data = '{}' WHERE number = 1", 1),
        ("DELETE FROM core_auditevent WHERE number = 1", 1),
        ("DELETE FROM core_auditevent WHERE number = 3", 3),
    ],
)
def test_a_change_behind_the_portal_is_found_and_named(sql: str, number: int) -> None:
    _write_three()
    _change_behind_the_lock(sql)

    assert _faults() == [("bmp", number)]


def test_a_name_changed_behind_the_portal_is_found() -> None:
    log.record("test.step", by=make_user(full_name="Ada Lind"), chain="bmp")
    _change_behind_the_lock("UPDATE core_auditevent SET actor = 'Eve'")

    assert _faults() == [("bmp", 1)]


def test_a_chain_without_its_head_is_found() -> None:
    _write_three()
    AuditHead.objects.all().delete()

    assert [fault.reason for fault in verify()] == ["the chain has no head"]


def test_an_event_without_a_chain_is_refused() -> None:
    with pytest.raises(ValueError, match="belongs to a chain"):
        log.record("test.step", chain="")

    assert not AuditEvent.objects.exists()


def test_an_event_can_be_neither_changed_nor_deleted() -> None:
    event = log.record("test.step", chain="platform")

    for forbidden in (event.save, event.delete):
        with pytest.raises(TypeError):
            forbidden()


def test_erased_names_leave_the_chain_whole() -> None:
    ada, eve = make_user(full_name="Ada Lind"), make_user(full_name="Eve Moor")
    for by in (ada, eve, ada):
        log.record("test.step", by, by=by, chain="bmp")
    log.record("test.step", by=ada, chain="mtm")

    erased = forgetting.erase_names(AuditEvent.objects.filter(actor_id=ada.pk))

    assert erased == 3
    assert list(verify()) == []
    assert not AuditEvent.objects.filter(actor="Ada Lind").exists()
    assert AuditEvent.objects.filter(actor="Eve Moor").count() == 1
    said = AuditEvent.objects.get(chain="bmp", action=forgetting.NAMES_ERASED)
    assert said.data == {"numbers": [[1, 1], [3, 3]]}


def test_names_erased_without_the_chain_saying_so_are_found() -> None:
    log.record("test.step", by=make_user(), chain="bmp")
    log.record("test.step", by=make_user(), chain="bmp")
    AuditEvent.objects.filter(number=2).update(actor="", target="", salt="")

    assert _faults() == [("bmp", 2)]


def test_erasing_names_twice_says_it_once() -> None:
    log.record("test.step", by=make_user(), chain="bmp")

    assert forgetting.erase_names(AuditEvent.objects.all()) == 1
    assert forgetting.erase_names(AuditEvent.objects.all()) == 0
    assert AuditEvent.objects.count() == 2


def test_the_oldest_events_go_and_the_chain_starts_after_them() -> None:
    with time_machine.travel(LONG_AGO, tick=False):
        _write_three()
    _write_three()

    deleted = forgetting.delete_before("bmp", timezone.now() - timedelta(days=2000))

    assert deleted == 3
    assert AuditEvent.objects.order_by("number")[0].number == 4
    assert list(verify()) == []
    assert forgetting.delete_before("bmp", LONG_AGO + timedelta(days=1)) == 0


def test_a_start_moved_behind_the_portal_is_found() -> None:
    _write_three()
    second = AuditEvent.objects.get(number=2)
    AuditHead.objects.update(start_number=2, start_digest=second.digest)
    _change_behind_the_lock("DELETE FROM core_auditevent WHERE number < 3")

    assert [fault.reason for fault in verify()] == ["the start of the chain was moved"]


def test_a_check_notes_when_and_what_it_found() -> None:
    _write_three()
    log.record("test.step", chain="mtm")
    _change_behind_the_lock(
        "UPDATE core_auditevent SET action = 'x' WHERE number = 2 AND chain = 'bmp'"
    )

    check()

    bmp, mtm = AuditHead.objects.get(chain="bmp"), AuditHead.objects.get(chain="mtm")
    assert (bmp.fault_number, bmp.fault_reason) == (2, "the event was changed")
    assert mtm.fault_number is None
    assert bmp.checked_at
    assert mtm.checked_at


@pytest.mark.postgres
@pytest.mark.parametrize(
    "change",
    [
        {"actor": "somebody else"},
        {"actor": ""},
        {"actor": "", "target": "", "salt": "", "action": "x"},
        {"actor": "", "target": "", "salt": "", "data": {}},
        {"actor": "", "target": "", "salt": "", "actor_id": ""},
        {"actor": "", "target": "", "salt": "", "names": ""},
    ],
)
def test_the_database_itself_lets_only_the_names_go(change: dict[str, object]) -> None:
    user = make_user()
    log.record("test.step", user, by=user, chain="bmp", number=1)

    with (
        pytest.raises(DatabaseError, match="append only"),
        transaction.atomic(),
    ):
        AuditEvent.objects.update(**change)

    AuditEvent.objects.update(actor="", target="", salt="")


@pytest.mark.postgres
@pytest.mark.parametrize("days", [10, 2000])
def test_the_database_itself_refuses_to_delete_what_still_counts(days: int) -> None:
    with time_machine.travel(timezone.now() - timedelta(days=days)):
        log.record("test.step", chain="platform")
    if days == 10:
        AuditHead.objects.update(start_number=1)

    with (
        pytest.raises(DatabaseError, match="append only"),
        transaction.atomic(),
    ):
        AuditEvent.objects.all()._raw_delete("default")


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
        log.record("test.step", chain="platform")
        transaction.set_rollback(True)

    assert not AuditEvent.objects.exists()


def test_an_address_that_could_never_be_erased_is_refused() -> None:
    with pytest.raises(ValueError, match="could never be erased"):
        log.record("test.step", chain="platform", to="ada@ministry.example")
