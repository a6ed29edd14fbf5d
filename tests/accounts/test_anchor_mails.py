"""The seal of an i-Map's audit log goes to its own secretariat, once a day."""

from __future__ import annotations

import base64
from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.utils import timezone

from accounts.mails import anchors
from imap.core.audit import anchor, log
from imap.core.outbox.models import OutgoingMail
from imap.reference.models import Dialogue
from tests.factories import make_member

pytestmark = pytest.mark.usefixtures("reference")


@pytest.fixture(autouse=True)
def key(settings: Any) -> None:
    settings.AUDIT_ANCHOR_KEY = base64.b64encode(bytes(32)).decode()


def test_each_secretariat_gets_the_head_of_its_own_chain_once_a_day() -> None:
    Dialogue.objects.filter(pk="mtm").update(mailbox="")
    make_member("mtm", role="secretariat", email="south@icmpd.example", language="en")
    log.record("test.step", chain="bmp")
    log.record("test.step", chain="mtm")

    assert [anchors.daily(), anchors.daily()] == [2, 0]

    mails = {mail.dialogue: mail for mail in OutgoingMail.objects.all()}
    assert mails["bmp"].to == Dialogue.objects.get(pk="bmp").mailbox
    assert mails["mtm"].to == "south@icmpd.example"
    for own, other in (("bmp", "mtm"), ("mtm", "bmp")):
        assert f'"chain": "{own}"' in mails[own].text
        assert f'"chain": "{other}"' not in mails[own].text
    with time_machine.travel(timezone.now() + timedelta(days=1)):
        assert anchors.daily() == 2


def test_the_line_of_a_mail_is_checked_like_one_of_the_file() -> None:
    log.record("test.step", chain="bmp")
    anchors.daily()
    text = OutgoingMail.objects.get(dialogue="bmp").text
    [line] = [each for each in text.splitlines() if each.startswith("{")]
    public = anchor.public_key()

    assert list(anchor.verify([line], public)) == []
    assert f"--key {anchor.spelled(public)}" in text


def test_without_a_key_no_mail_is_written(settings: Any) -> None:
    settings.AUDIT_ANCHOR_KEY = ""

    assert anchors.daily() == 0
    assert not OutgoingMail.objects.exists()
