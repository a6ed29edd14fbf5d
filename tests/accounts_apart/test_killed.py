"""Kills of every part at random points lose no decision and no mail, and double none.

Progress says when to kill, not the time, so that a slow machine meets as many kills as
a fast one; the seed says at which point of it, and which part. APPROVALS and SEED in
the environment change the numbers.
"""

from __future__ import annotations

import asyncio
import logging
import os
import random
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import timedelta
from email import message_from_bytes
from io import StringIO
from itertools import pairwise
from pathlib import Path
from queue import SimpleQueue

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session
from django.core.management import call_command
from django.db import OperationalError, transaction
from django.utils import timezone
from pytest_django import DjangoDbBlocker

from accounts.models import (
    KnownDomain,
    Membership,
    Registration,
    RegistrationEvent,
)
from imap.core.audit.log import target_id
from imap.core.audit.models import AuditEvent
from imap.core.outbox import send
from imap.core.outbox.models import OutgoingMail, OutgoingMailQuerySet
from imap.reference import reference_data
from tests.accounts_apart.deciding import Browser, Ledger
from tests.accounts_apart.processes import SENDERS, Portal, until
from tests.core.conftest import HOST, free_port
from tests.factories import make_member, make_registration

pytestmark = [pytest.mark.deep, pytest.mark.postgres, pytest.mark.redis]

APPROVALS = int(os.environ.get("APPROVALS", "2000"))
SEED = int(os.environ.get("SEED", "1"))
KILLS = APPROVALS // 20
STAFF = 6
# Nothing that is alive needs so long for one step of progress.
STANDSTILL = 180
# No sender that is alive has a mail in hand for so long.
LONG_IN_HAND = timedelta(seconds=20)


@dataclass
class Post:
    """A mail server that keeps names and times, and answers as late as a real one."""

    chance: random.Random
    port: int = 0
    taken: dict[str, list[float]] = field(default_factory=dict)
    # What a sender had in hand that was killed, or lost its database.
    left_in_hand: set[str] = field(default_factory=set)

    async def handle_DATA(  # noqa: N802 - the name aiosmtpd calls
        self, server: SMTP, session: Session, envelope: Envelope
    ) -> str:
        assert isinstance(envelope.content, bytes)
        name = message_from_bytes(envelope.content)["Message-ID"]
        self.taken.setdefault(name, []).append(time.time())
        # Between taking a mail and saying so is where a kill makes it leave twice.
        await asyncio.sleep(self.chance.uniform(0, 0.03))
        return "250 OK"


@pytest.fixture
def post(caplog: pytest.LogCaptureFixture) -> Iterator[Post]:
    # It would tell of every word of each mail.
    caplog.set_level(logging.WARNING, logger="mail.log")
    post = Post(random.Random(SEED), free_port())
    controller = Controller(post, hostname=HOST, port=post.port)
    controller.start()
    yield post
    controller.stop()


@pytest.fixture
def portal(post: Post, django_db_blocker: DjangoDbBlocker) -> Iterator[Portal]:
    with tempfile.TemporaryDirectory(prefix="imap-killed-") as name:
        # PostgreSQL runs as somebody else where the tests run as root.
        place = Path(name)
        place.chmod(0o755)
        portal = Portal(place, mail_port=post.port)
        with django_db_blocker.unblock(), portal.asked():
            try:
                portal.begin()
                yield portal
            finally:
                portal.end()


@pytest.fixture(autouse=True)
def reference(portal: Portal) -> None:
    """Stand in for the folder's own: the suite's database is not asked here."""
    reference_data.load()


def test_kills_lose_no_decision_and_no_mail_and_double_none(
    portal: Portal, post: Post
) -> None:
    ledger = Ledger()
    browsers = _browsers(portal, ledger)
    began_at = time.monotonic()

    try:
        for browser in browsers:
            browser.start()
        _kill_in_between(portal, post, ledger)
        _wait_for_decisions(portal, browsers)
        _wait_for_mails(portal, post)
    finally:
        for browser in browsers:
            browser.stopped.set()
            browser.join()
        _tell(portal, post, ledger, time.monotonic() - began_at)

    assert ledger.odd == []
    assert ledger.decided == APPROVALS
    _check_decisions(ledger)
    _check_mails(post)
    _check_repeats(portal, post)


def _browsers(portal: Portal, ledger: Ledger) -> list[Browser]:
    with transaction.atomic():
        rows = [make_registration() for _ in range(APPROVALS)]
        staff = [make_member(role="secretariat") for _ in range(STAFF)]
    numbers: SimpleQueue[int] = SimpleQueue()
    for row in rows:
        assert row.number is not None
        numbers.put(row.number)
    return [Browser(user, portal.web_port, numbers, ledger) for user in staff]


def _kill_in_between(portal: Portal, post: Post, ledger: Ledger) -> None:
    """Kill one part after the other, from the first decision to the last mails."""
    chance = random.Random(SEED)
    names = sorted(portal.parts)
    victims = [names[number % len(names)] for number in range(KILLS)]
    chance.shuffle(victims)
    # A step is a decision or a mail. The last mails may have to wait for their leases.
    points = sorted(chance.sample(range(1, 2 * APPROVALS * 9 // 10), KILLS))
    for point, victim in zip(points, victims, strict=True):

        def is_reached(point: int = point) -> bool:
            portal.keep_up()
            return ledger.decided + len(post.taken) >= point

        until(is_reached, seconds=STANDSTILL, what=f"step {point}")
        part = portal.parts[victim]
        part.kill()
        if victim == "worker" and portal.has_database():
            # Nobody else sends: what is in hand now was in the hands of the dead.
            _let_leases_end(post, OutgoingMail.objects.all())
        part.start()


def _wait_for_decisions(portal: Portal, browsers: list[Browser]) -> None:
    def are_done() -> bool:
        portal.keep_up()
        return not any(browser.is_alive() for browser in browsers)

    until(are_done, seconds=STANDSTILL, what="the last decisions")


def _wait_for_mails(portal: Portal, post: Post) -> None:
    """Wait until each decision is carried out and each mail has left.

    Five minutes of lease are not waited for, only what a sender alive would need.
    """

    def are_done() -> bool:
        portal.keep_up()
        if not portal.has_database():
            return False
        late = timezone.now() - LONG_IN_HAND
        _let_leases_end(post, OutgoingMail.objects.filter(claimed_at__lt=late))
        unsent = OutgoingMail.objects.exclude(state=OutgoingMail.State.SENT)
        held = Registration.objects.filter(state=Registration.State.HELD)
        return not (unsent.exists() or held.exists())

    until(are_done, seconds=STANDSTILL, what="the last mails")


def _let_leases_end(post: Post, mails: OutgoingMailQuerySet) -> None:
    in_hand = mails.filter(state=OutgoingMail.State.IN_HAND)
    with suppress(OperationalError):
        names = list(in_hand.values_list("message_id", flat=True))
        post.left_in_hand.update(names)
        in_hand.filter(message_id__in=names).update(
            claimed_at=timezone.now() - send.LEASE * 2
        )


def _check_decisions(ledger: Ledger) -> None:
    rows = list(Registration.objects.all())
    assert {row.state for row in rows} == {Registration.State.APPROVED}
    deciders = {row.number: row.decided_by_id for row in rows}
    for number, user in ledger.acknowledged.items():
        assert deciders[number] == user.pk

    once = Counter(row.pk for row in rows)
    given = Membership.objects.filter(registration__isnull=False)
    assert Counter(given.values_list("registration", flat=True)) == once
    named = Counter(target_id(row) for row in rows)
    for step in ("approve", "settle"):
        events = RegistrationEvent.objects.filter(step=step)
        assert Counter(events.values_list("registration", flat=True)) == once
        logged = AuditEvent.objects.filter(action=f"registration.{step}")
        assert Counter(logged.values_list("target_id", flat=True)) == named
    assert sum(KnownDomain.objects.values_list("approvals", flat=True)) == APPROVALS
    call_command("verify_audit", stdout=StringIO())


def _check_mails(post: Post) -> None:
    mails = OutgoingMail.objects.all()
    assert {mail.state for mail in mails} == {OutgoingMail.State.SENT}
    assert set(post.taken) == {mail.message_id for mail in mails}
    told = mails.filter(name="registration-approved").values_list("to", flat=True)
    assert Counter(told) == Counter(
        Registration.objects.values_list("email", flat=True)
    )


def _check_repeats(portal: Portal, post: Post) -> None:
    """A mail left twice only where its sender was killed, or lost its database."""
    worker, database = portal.parts["worker"], portal.parts["database"]
    kills = worker.killed_at + worker.ended_at + database.killed_at
    repeats = 0
    for name, times in post.taken.items():
        for first, second in pairwise(times):
            repeats += 1
            # On a slow machine a lease may also end in its own time.
            was_late = second - first > send.LEASE.total_seconds()
            assert name in post.left_in_hand or was_late
            assert any(kill <= second for kill in kills)
    assert repeats <= SENDERS * len(kills)


def _tell(portal: Portal, post: Post, ledger: Ledger, seconds: float) -> None:
    parts = portal.parts.items()
    lines = [
        f"{APPROVALS} approvals with the seed {SEED} in {seconds:.0f} s",
        f"acknowledged: {len(ledger.acknowledged)}",
        f"taken without an answer: {len(ledger.found_taken)}",
        f"presses without an answer: {dict(ledger.without_answer)}",
        f"killed: { {name: len(part.killed_at) for name, part in parts} }",
        f"ended by itself: { {name: len(part.ended_at) for name, part in parts} }",
        f"mails: {len(post.taken)}",
        f"deliveries: {sum(map(len, post.taken.values()))}",
    ]
    sys.stdout.write("\n".join(["", *lines, ""]))
