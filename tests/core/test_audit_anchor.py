"""Anchors outside the database: what they find, and how they are written."""

from __future__ import annotations

import base64
import json
import random
from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
import time_machine
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from django.core.management import CommandError, call_command
from django.db import DatabaseError, connection, transaction
from django.utils import timezone

from imap.core.audit import anchor, forgetting, log, verification
from imap.core.audit.models import AuditEvent, AuditHead
from tests.factories import make_member

pytestmark = pytest.mark.django_db
ANCHORED = 6
REFUSED = r"permission denied|must be owner|append only"
SEED = base64.b64encode(bytes(range(32))).decode()


@pytest.fixture
def key(settings: Any, tmp_path: Path) -> Ed25519PrivateKey:
    settings.AUDIT_ANCHOR_KEY = SEED
    settings.AUDIT_ANCHOR_FILE = tmp_path / "outside" / "anchors.jsonl"
    made = anchor.signing_key()
    assert made
    return made


def write_some(chain: str = "bmp", count: int = ANCHORED) -> None:
    for number in range(count):
        log.record("test.step", chain=chain, number=number)


def faults(key: Ed25519PrivateKey, *lines: str) -> list[str]:
    return [each.reason for each in anchor.verify(lines, key.public_key())]


def unlock() -> None:
    """Do what whoever rules the database can do."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            for table in ("core_auditevent", "core_audithead"):
                cursor.execute(f"ALTER TABLE {table} DISABLE TRIGGER USER")


def cut_the_end(chance: random.Random) -> None:
    head = AuditHead.objects.get(chain="bmp")
    events = AuditEvent.objects.filter(chain="bmp")
    head.number = chance.randrange(head.number)
    last = events.filter(number=head.number).first()
    head.digest = last.digest if last else ""
    going = events.filter(number__gt=head.number)
    going._raw_delete(going.db)
    head.save()


def write_anew(chance: random.Random) -> None:
    """Change one event and give every later one a right digest."""
    head = AuditHead.objects.get(chain="bmp")
    changed = chance.randint(1, min(ANCHORED, head.number))
    previous = ""
    for event in AuditEvent.objects.filter(chain="bmp").order_by("number"):
        if event.number == changed:
            event.action = "test.other"
        event.previous, event.digest = previous, ""
        event.digest = log.digest(event)
        AuditEvent.objects.filter(pk=event.pk).update(
            action=event.action, previous=previous, digest=event.digest
        )
        previous = event.digest
    head.digest = previous
    head.save()


def empty(chance: random.Random) -> None:
    tables = ["core_auditevent"] + ["core_audithead"] * chance.randint(0, 1)
    with connection.cursor() as cursor:
        for table in tables:
            cursor.execute(f"DELETE FROM {table}")  # noqa: S608 - two fixed names
    AuditHead.objects.update(number=0, digest="")


Attack = Callable[[random.Random], None]


def cut_what_is_anchored(chance: random.Random) -> None:
    """Cut so much that an anchored event goes; what came later no anchor knows yet."""
    cut_the_end(chance)
    while AuditHead.objects.get(chain="bmp").number >= ANCHORED:
        cut_the_end(chance)


@pytest.mark.parametrize("attack", [cut_what_is_anchored, write_anew, empty])
@pytest.mark.parametrize("rounds", [10, pytest.param(100, marks=pytest.mark.deep)])
def test_a_chain_that_is_right_by_itself_is_found_by_its_anchor(
    key: Ed25519PrivateKey, attack: Attack, rounds: int
) -> None:
    chance = random.Random(20110901)
    write_some()
    line = anchor.line(key)
    write_some(count=3)

    for number in range(rounds):
        with transaction.atomic():
            unlock()
            attack(chance)
            assert list(verification.verify()) == []
            assert faults(key, line), number
            transaction.set_rollback(True)
    assert faults(key, line) == []


def test_each_fault_is_named(key: Ed25519PrivateKey) -> None:
    write_some()
    line = anchor.line(key)
    unlock()

    with transaction.atomic():
        AuditHead.objects.update(start_number=6)
        assert faults(key, line) == ["the start of the chain was moved"]
        AuditHead.objects.update(start_number=0)
    AuditEvent.objects.filter(number=6)._raw_delete("default")
    assert faults(key, line) == ["the event is gone"]


def test_events_that_time_let_go_are_no_fault(key: Ed25519PrivateKey) -> None:
    now = timezone.now()
    with time_machine.travel(now - timedelta(days=800)):
        write_some()
        old = anchor.line(key)
    write_some(count=2)
    young = anchor.line(key)

    forgetting.delete_before("bmp", now - timedelta(days=500))

    assert faults(key, old, young) == []


@pytest.mark.parametrize(
    "change",
    [
        lambda told: told["chains"][0].update(number=1),
        lambda told: told["chains"][0].update(digest="0" * 64),
        lambda told: told.update(at="2020-01-01T00:00:00+00:00"),
        lambda told: told.update(signature="AAAA"),
        lambda told: told.update(signature=5),
        lambda told: told.pop("signature"),
    ],
)
def test_a_line_that_somebody_else_wrote_is_told(
    key: Ed25519PrivateKey, change: Callable[[dict[str, Any]], object]
) -> None:
    write_some()
    told = json.loads(anchor.line(key))
    change(told)

    assert (
        faults(key, json.dumps(told), "no json", "[]", "")
        == ["the line was not signed with this key"] * 3
    )


def test_the_clock_writes_a_line_an_hour(key: Ed25519PrivateKey, settings: Any) -> None:
    write_some()
    write_some("mtm", 2)

    assert [anchor.write_down(), anchor.write_down()] == [1, 0]
    with time_machine.travel(timezone.now() + timedelta(minutes=61)):
        assert anchor.write_down() == 1

    lines = settings.AUDIT_ANCHOR_FILE.read_text().splitlines()
    told = json.loads(lines[0])
    heads = [(each["chain"], each["number"]) for each in told["chains"]]
    assert heads == [("bmp", 6), ("mtm", 2)]
    assert len(lines) == 2


def test_without_a_key_nothing_is_written(settings: Any, tmp_path: Path) -> None:
    settings.AUDIT_ANCHOR_KEY = ""
    settings.AUDIT_ANCHOR_FILE = tmp_path / "anchors.jsonl"

    assert anchor.write_down() == 0
    assert not settings.AUDIT_ANCHOR_FILE.exists()


def test_the_command_checks_against_the_file(
    key: Ed25519PrivateKey, settings: Any, capsys: pytest.CaptureFixture[str]
) -> None:
    write_some()
    anchor.write_down()
    path = str(settings.AUDIT_ANCHOR_FILE)
    public = anchor.spelled(key.public_key())
    call_command("verify_audit", anchor=Path(path), key=public)
    assert "every chain is whole" in capsys.readouterr().out
    unlock()
    write_anew(random.Random(1))

    call_command("verify_audit")
    with pytest.raises(CommandError, match="not what was written"):
        call_command("verify_audit", anchor=Path(path))

    assert "line 1: bmp event 6: the event was written anew" in capsys.readouterr().err


@pytest.mark.parametrize("wrong", ["nonsense", "AAAA", "ключ", ""])
def test_a_wrong_key_or_file_is_told(settings: Any, tmp_path: Path, wrong: str) -> None:
    settings.AUDIT_ANCHOR_KEY = ""

    with pytest.raises(CommandError):
        call_command("verify_audit", anchor=tmp_path / "none", key=wrong)
    with pytest.raises(CommandError):
        call_command("verify_audit", anchor=tmp_path / "none", key=SEED)


def run(statement: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statement)


@pytest.fixture
def role() -> Iterator[str]:
    run("CREATE ROLE portal_serving")
    call_command("grant_portal_role", "portal_serving")
    run("SET LOCAL ROLE portal_serving")
    yield "portal_serving"
    run("RESET ROLE")


@pytest.mark.postgres
@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE core_auditevent SET actor = 'x'",
        "DELETE FROM core_auditevent",
        "TRUNCATE core_auditevent",
        "TRUNCATE core_audithead",
        "DELETE FROM core_audithead",
        "ALTER TABLE core_auditevent DISABLE TRIGGER USER",
        "DROP TABLE core_auditevent",
        "SELECT audit_delete('bmp', 100)",
    ],
)
def test_the_role_that_serves_the_portal_rules_no_log(
    role: str, statement: str
) -> None:
    write_some()

    with pytest.raises(DatabaseError, match=REFUSED), transaction.atomic():
        run(statement)

    assert AuditEvent.objects.count() == 6
    assert list(verification.verify()) == []


@pytest.mark.postgres
@pytest.mark.parametrize("table", ["core_auditevent", "core_audithead"])
def test_the_owner_empties_no_log_by_accident(table: str) -> None:
    write_some()
    run(f"ALTER TABLE {table} ENABLE TRIGGER audit_never_emptied")

    with pytest.raises(DatabaseError, match="append only"), transaction.atomic():
        run(f"TRUNCATE {table}")


@pytest.mark.postgres
def test_that_role_does_what_the_portal_does(role: str) -> None:
    with time_machine.travel(timezone.now() - timedelta(days=800)):
        log.record("test.step", chain="bmp")
    user = make_member()
    log.record("test.step", user, by=user, chain="bmp")
    AuditHead.objects.update(checked_at=timezone.now())

    forgetting.erase_names(AuditEvent.objects.filter(actor_id=user.pk))
    gone = forgetting.delete_before("bmp", timezone.now() - timedelta(days=500))

    assert gone == 1
    assert list(verification.verify()) == []
