"""What breaks half-way leaves the log as it was."""

from __future__ import annotations

from datetime import timedelta
from typing import Any, NoReturn

import pytest
import time_machine
from django.utils import timezone

from imap.core.audit import forgetting, log
from imap.core.audit.models import AuditEvent, AuditHead
from tests.factories import make_user

pytestmark = pytest.mark.django_db


def break_off(*_given: Any, **_more: Any) -> NoReturn:
    raise RuntimeError


def test_an_event_without_its_head_is_not_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    log.record("test.step", chain="bmp")
    monkeypatch.setattr(AuditHead, "save", break_off)

    with pytest.raises(RuntimeError):
        log.record("test.step", chain="bmp")

    assert AuditEvent.objects.count() == 1


def test_names_stay_where_the_chain_could_not_say_they_went(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    log.record("test.step", by=make_user(full_name="Ada Lind"), chain="bmp")
    monkeypatch.setattr(forgetting, "record", break_off)

    with pytest.raises(RuntimeError):
        forgetting.erase_names(AuditEvent.objects.all())

    assert AuditEvent.objects.get().actor


def test_a_chain_starts_where_it_did_when_its_oldest_could_not_go(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    now = timezone.now()
    with time_machine.travel(now - timedelta(days=800)):
        log.record("test.step", chain="bmp")
    monkeypatch.setattr(forgetting, "_delete", break_off)

    with pytest.raises(RuntimeError):
        forgetting.delete_before("bmp", now - timedelta(days=500))

    assert AuditHead.objects.get().start_number == 0
    assert AuditEvent.objects.count() == 1
