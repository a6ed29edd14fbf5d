"""What was moved in a chain is found from either side, and named."""

from __future__ import annotations

from datetime import timedelta

import pytest
import time_machine
from django.utils import timezone

from imap.core.audit import forgetting, log, verification
from imap.core.audit.models import AuditEvent, AuditHead
from tests.factories import make_user

pytestmark = pytest.mark.usefixtures("behind_the_lock")
LOW, HIGH = "0" * 64, "z" * 64
CUT_OFF = "the end of the chain was cut off"


def write(count: int) -> None:
    for number in range(count):
        log.record("test.step", chain="bmp", number=number)


def reasons() -> list[tuple[str, int, str]]:
    return [(each.chain, each.number, each.reason) for each in verification.verify()]


def delete_three() -> None:
    now = timezone.now()
    with time_machine.travel(now - timedelta(days=800)):
        write(3)
    forgetting.delete_before("bmp", now - timedelta(days=500))


def rewritten(**changes: str) -> None:
    """Change the last event and give it, and the head, a right digest."""
    event = AuditEvent.objects.order_by("number").last()
    assert event
    for name, text in changes.items():
        setattr(event, name, text)
    changes["digest"] = log.digest(event)
    AuditEvent.objects.filter(pk=event.pk).update(**changes)
    AuditHead.objects.update(digest=changes["digest"])


@pytest.mark.parametrize("digest", [LOW, HIGH])
def test_a_head_with_another_digest_is_found(digest: str) -> None:
    write(1)
    AuditHead.objects.update(digest=digest)

    assert reasons() == [("bmp", 2, CUT_OFF)]


@pytest.mark.parametrize("previous", [LOW, HIGH])
def test_an_event_that_follows_another_is_found(previous: str) -> None:
    write(2)
    rewritten(previous=previous)

    assert reasons() == [("bmp", 2, "the event was changed")]


@pytest.mark.parametrize("names", [LOW, HIGH])
def test_names_bound_to_another_are_found(names: str) -> None:
    log.record("test.step", by=make_user(), chain="bmp")
    rewritten(names=names)

    assert reasons() == [("bmp", 1, "the names of the event were changed")]


def test_a_head_that_counts_more_than_there_is_is_found() -> None:
    write(2)
    AuditHead.objects.update(number=3)

    assert reasons() == [("bmp", 3, CUT_OFF)]


def test_a_head_set_back_before_its_start_is_found() -> None:
    delete_three()
    AuditEvent.objects.exclude(action=forgetting.DELETED)._raw_delete("default")
    head = AuditHead.objects.get()
    AuditHead.objects.update(number=0, digest=head.start_digest)

    assert reasons() == [("bmp", 4, CUT_OFF)]


def test_a_start_moved_back_is_found() -> None:
    delete_three()
    AuditHead.objects.update(start_number=0)

    assert reasons() == [("bmp", 0, "the start of the chain was moved")]


def test_events_before_the_start_are_found(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(forgetting, "_delete", lambda _chain, _until: 3)
    delete_three()

    assert reasons() == [("bmp", 4, "an event is missing")]


def test_a_chain_without_its_head_is_named() -> None:
    write(1)
    AuditHead.objects.all().delete()

    assert reasons() == [("bmp", 0, "the chain has no head")]
