"""What an event and an anchor say, to the letter: what is found later stands on it."""

from __future__ import annotations

import base64
import hashlib
import json
import os
from dataclasses import FrozenInstanceError, fields
from datetime import datetime, timedelta
from typing import Any

import pytest
import time_machine
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from django.utils import timezone

from imap.core.audit import anchor, forgetting, log, verification
from imap.core.audit.models import AuditEvent, AuditHead
from tests.factories import make_user

pytestmark = pytest.mark.usefixtures("behind_the_lock")


@pytest.fixture
def key(settings: Any) -> Ed25519PrivateKey:
    settings.AUDIT_ANCHOR_KEY = base64.b64encode(bytes(range(32))).decode()
    made = anchor.signing_key()
    assert made
    return made


def write(count: int, chain: str = "bmp") -> None:
    for number in range(count):
        log.record("test.step", chain=chain, number=number)


def reasons() -> list[tuple[str, int, str]]:
    return [(each.chain, each.number, each.reason) for each in verification.verify()]


def test_an_event_says_who_did_what_to_whom() -> None:
    ada = make_user()
    ada.full_name = "Ada " + "L" * 300

    event = log.record("test.step", ada, by=ada, chain="bmp", a=1)

    assert event.actor == event.target == "Ada " + "L" * 196
    assert event.actor_id == str(ada.pk)
    assert event.target_id == f"accounts.user:{ada.pk}"
    assert (len(event.salt), len(event.names), event.data) == (32, 64, {"a": 1})
    assert str(event) == "bmp 1 test.step"


def test_an_event_of_nobody_names_nobody() -> None:
    event = log.record("test.step", chain="bmp")

    assert event.actor == event.actor_id == event.target == event.target_id == ""
    assert event.salt == event.names == ""


def test_an_event_with_a_target_alone_binds_its_name() -> None:
    event = log.record("test.step", make_user(), chain="bmp")

    assert event.salt
    assert event.names == log.commitment(event)


def test_a_digest_is_of_letters_as_they_are_written() -> None:
    text = '{"a": "é", "b": 1}'

    made = log._sha256({"b": 1, "a": "é"})

    assert made == hashlib.sha256(text.encode()).hexdigest()


def test_a_missing_event_is_told_from_a_changed_one() -> None:
    write(3)
    AuditEvent.objects.filter(number=2)._raw_delete("default")

    assert reasons() == [("bmp", 2, "an event is missing")]


def test_the_end_that_was_cut_off_is_named() -> None:
    write(3)
    AuditEvent.objects.filter(number=3)._raw_delete("default")

    assert reasons() == [("bmp", 3, "the end of the chain was cut off")]


def test_what_is_added_during_a_check_is_left_to_the_next(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    write(2)
    head = AuditHead.objects.get()
    write(1)

    assert verification._verify_chain(head) is None


def test_names_beside_a_range_that_was_erased_are_missed() -> None:
    users = [make_user() for _ in range(4)]
    for user in users:
        log.record("test.step", by=user, chain="bmp")
    middle = AuditEvent.objects.filter(actor_id__in=[u.pk for u in users[1:3]])

    assert forgetting.erase_names(middle) == 2
    assert reasons() == []
    for number in (1, 4):
        event = AuditEvent.objects.filter(number=number)
        kept = event.values("actor", "salt").get()
        event.update(actor="", salt="")
        assert reasons() == [("bmp", number, "the names of the event were changed")]
        event.update(**kept)


def test_a_name_without_its_salt_is_found() -> None:
    for by, target in ((make_user(), None), (None, make_user())):
        AuditEvent.objects.all()._raw_delete("default")
        AuditHead.objects.all().delete()
        log.record("test.step", target, by=by, chain="bmp")
        AuditEvent.objects.update(salt="")

        assert reasons() == [("bmp", 1, "the names of the event were changed")]


def test_a_check_answers_what_it_notes() -> None:
    write(1)
    assert verification.check() == []
    AuditEvent.objects.update(action="x")

    assert [each.number for each in verification.check()] == [1]
    assert AuditHead.objects.get().fault_reason == "the event was changed"


def test_a_later_deletion_counts_and_not_an_earlier() -> None:
    now = timezone.now()
    for days in (900, 800):
        with time_machine.travel(now - timedelta(days=days)):
            write(1)

    assert forgetting.delete_before("bmp", now - timedelta(days=850)) == 1
    assert forgetting.delete_before("bmp", now - timedelta(days=700)) == 1
    assert reasons() == []


def test_ranges_join_neighbours_alone() -> None:
    assert forgetting.ranges([1, 2, 3, 5, 7, 8]) == [[1, 3], [5, 5], [7, 8]]
    assert forgetting.ranges([]) == []
    assert forgetting.ranges([4]) == [[4, 4]]


def test_events_before_a_moment_are_told_from_those_at_it() -> None:
    moment = datetime.fromisoformat("2026-01-31T12:00:00+00:00")
    with time_machine.travel(moment, tick=False):
        log.record("test.step", by=make_user(), chain="bmp")
    second = timedelta(seconds=1)

    for told in (forgetting.older_than, forgetting.with_names_before):
        assert not told("bmp", moment).exists()
        assert told("bmp", moment + second).exists()
        assert not told("mtm", moment + second).exists()


def test_an_anchor_says_the_heads_of_all_chains_or_of_one(
    key: Ed25519PrivateKey,
) -> None:
    write(2)
    write(1, "mtm")
    AuditHead.objects.create(chain="platform")

    told = json.loads(anchor.line(key))
    one = json.loads(anchor.line(key, "mtm"))

    assert list(told) == sorted(told)
    assert [each["number"] for each in told["chains"]] == [2, 1, 0]
    assert [each["chain"] for each in one["chains"]] == ["mtm"]
    last = AuditEvent.objects.get(chain="bmp", number=2)
    assert told["chains"][0] == {
        "chain": "bmp",
        "number": 2,
        "digest": last.digest,
        "event_at": last.at.isoformat(),
    }
    assert told["chains"][2]["event_at"] == ""


def test_an_empty_chain_is_anchored_and_no_fault(key: Ed25519PrivateKey) -> None:
    AuditHead.objects.create(chain="platform")
    line = anchor.line(key)
    AuditHead.objects.all().delete()

    assert list(anchor.verify([line], key.public_key())) == []


def test_a_fault_of_an_anchor_names_line_chain_and_event(
    key: Ed25519PrivateKey,
) -> None:
    write(2)
    write(2, "mtm")
    line = anchor.line(key)
    AuditHead.objects.filter(chain="mtm").delete()
    AuditEvent.objects.filter(chain="bmp", number=2).update(digest="0" * 64)

    faults = list(anchor.verify(["", "no json", line], key.public_key()))

    assert [(each.line, each.chain, each.number) for each in faults] == [
        *((2, "", 0), (3, "bmp", 2), (3, "mtm", 2))
    ]
    assert [each.reason for each in faults][1:] == [
        *("the event was written anew", "the chain is gone")
    ]


@pytest.mark.parametrize("seconds", [0, 1])
def test_nothing_younger_than_a_year_may_be_gone(seconds: int) -> None:
    now = datetime.fromisoformat("2026-06-30T12:00:00+00:00")
    at = now - timedelta(days=365, seconds=seconds)

    with time_machine.travel(now, tick=False):
        assert anchor._may_be_gone({"event_at": at.isoformat()}) is bool(seconds)


@pytest.mark.parametrize("length", [31, 33])
def test_a_key_has_thirty_two_bytes(length: int) -> None:
    text = base64.b64encode(bytes(length)).decode()

    with pytest.raises(anchor.AnchorKeyError, match="32 bytes"):
        anchor.public_key(text)


@pytest.mark.parametrize("text", ["AAAA*AAA", "AAA"])
def test_a_key_in_other_letters_is_refused(text: str) -> None:
    with pytest.raises(anchor.AnchorKeyError, match="base64"):
        anchor.public_key(text)


def test_the_public_key_given_counts_before_the_own(key: Ed25519PrivateKey) -> None:
    other = Ed25519PrivateKey.generate().public_key()

    assert anchor.public_key() == key.public_key()
    assert anchor.public_key(anchor.spelled(other)) == other


def test_the_clock_waits_for_the_whole_hour(
    key: Ed25519PrivateKey, settings: Any, tmp_path: Any
) -> None:
    settings.AUDIT_ANCHOR_FILE = tmp_path / "one" / "two" / "anchors.jsonl"
    write(1)
    assert anchor.write_down() == 1
    written = int(timezone.now().timestamp())

    for seconds, added in ((3599, 0), (3600, 1)):
        os.utime(settings.AUDIT_ANCHOR_FILE, (written, written))
        with time_machine.travel(written + seconds, tick=False):
            assert anchor.write_down() == added


@pytest.mark.parametrize("kind", [anchor.AnchorFault, verification.Fault])
def test_a_fault_that_was_found_stays_as_it_is(kind: Any) -> None:
    fault = kind(*("x" for _ in fields(kind)))

    with pytest.raises(FrozenInstanceError):
        fault.reason = "none"


def test_a_line_is_written_in_one_order(key: Ed25519PrivateKey) -> None:
    write(1)
    line = anchor.line(key)

    assert line == json.dumps(json.loads(line), sort_keys=True)


def test_a_line_that_is_a_bare_number_was_not_signed(key: Ed25519PrivateKey) -> None:
    assert [each.line for each in anchor.verify(["5"], key.public_key())] == [1]


def test_a_key_with_a_stray_letter_is_refused(key: Ed25519PrivateKey) -> None:
    text = anchor.spelled(key.public_key())

    with pytest.raises(anchor.AnchorKeyError, match="base64"):
        anchor.public_key(f"*{text}")


@pytest.mark.parametrize("digest", ["0" * 64, "z" * 64])
def test_an_event_with_another_digest_was_written_anew(
    key: Ed25519PrivateKey, digest: str
) -> None:
    write(1)
    line = anchor.line(key)
    AuditEvent.objects.update(digest=digest)

    reasons = [each.reason for each in anchor.verify([line], key.public_key())]
    assert reasons == ["the event was written anew"]
