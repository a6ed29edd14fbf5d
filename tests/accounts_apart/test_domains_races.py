"""Domains asked for and decided on by several people at the same moment."""

from __future__ import annotations

from datetime import timedelta
from functools import partial

import pytest
from django.utils import timezone
from pytest_django import Settings

from accounts import registration
from accounts.membership.giving import Grant
from accounts.models import DomainRequest, KnownDomain, Membership, User
from accounts.registration import recognising
from imap.core.access import Role
from imap.core.audit.models import AuditEvent
from imap.core.audit.verification import verify
from imap.core.exceptions import TransitionError
from imap.core.outbox.models import OutgoingMail
from tests.accounts.domains import DOMAIN, ask, make_point
from tests.factories import make_member, make_registration
from tests.threads import at_once

pytestmark = [pytest.mark.postgres, pytest.mark.django_db(transaction=True)]

State = DomainRequest.State
ROUNDS = 10


def _staff() -> tuple[User, User]:
    return make_member(role="secretariat"), make_member(role="secretariat")


def _mails(name: str) -> int:
    return OutgoingMail.objects.filter(name=name).count()


def test_two_presses_at_once_are_one_request() -> None:
    point = make_point()
    make_member(role="secretariat")

    for number in range(3):
        domain = f"d{number}.example"
        results = at_once(*[partial(ask, point, domain)] * 3)

        assert len(set(results)) == 1, results
        row = DomainRequest.objects.get(domain=domain)
        assert row.evidence.count() == 1
    assert _mails("domain-asked") == 3


def test_the_limit_holds_for_requests_sent_at_once(
    settings: Settings,
) -> None:
    settings.DOMAIN_REQUESTS_OPEN = 2
    point = make_point()

    results = at_once(*[partial(ask, point, f"d{n}.example") for n in range(4)])

    assert sum(isinstance(each, TransitionError) for each in results) == 2, results
    assert DomainRequest.objects.count() == 2


def test_of_two_contact_points_who_ask_at_once_one_is_told() -> None:
    for _round in range(ROUNDS):
        DomainRequest.objects.all().delete()

        results = at_once(partial(ask, make_point()), partial(ask, make_point()))

        refused = [each for each in results if isinstance(each, TransitionError)]
        assert len(refused) == 1, results
        assert DomainRequest.objects.count() == 1


def test_two_of_the_staff_at_once_recognise_it_once() -> None:
    first, second = _staff()
    point = make_point()

    for number in range(ROUNDS):
        row = ask(point, f"d{number}.example")

        at_once(*[partial(recognising.agree, row, by=by) for by in (first, second)] * 2)

        row.refresh_from_db()
        assert row.state == State.RECOGNISED
        assert {row.first_by, row.decided_by} == {first, second}
    assert KnownDomain.objects.count() == ROUNDS
    assert _mails("domain-recognised") == ROUNDS
    events = AuditEvent.objects.filter(action="domain.recognise")
    assert events.count() == ROUNDS
    assert list(verify()) == []


def test_one_person_at_once_is_one_agreement() -> None:
    first, _second = _staff()
    row = ask(make_point())

    at_once(*[partial(recognising.agree, row, by=first)] * 4)

    row.refresh_from_db()
    assert (row.state, row.first_by) == (State.WAITING, first)
    assert AuditEvent.objects.filter(action="domain.agree").count() == 1


def test_a_confirmation_and_a_withdrawal_at_once_end_in_one_of_the_two() -> None:
    first, second = _staff()
    point = make_point()

    for number in range(ROUNDS):
        row = recognising.agree(ask(point, f"d{number}.example"), by=first)

        results = at_once(
            partial(recognising.agree, row, by=second),
            partial(recognising.withdraw, row, by=point),
        )

        row.refresh_from_db()
        refused = [each for each in results if isinstance(each, TransitionError)]
        assert len(refused) == 1, results
        is_known = KnownDomain.objects.filter(domain=row.domain).exists()
        assert is_known == (row.state == State.RECOGNISED)


def test_a_confirmation_and_a_return_at_once_send_one_mail() -> None:
    first, second = _staff()
    third = make_member(role="secretariat")
    point = make_point()

    for number in range(ROUNDS):
        row = recognising.agree(ask(point, f"d{number}.example"), by=first)

        results = at_once(
            partial(recognising.agree, row, by=second),
            partial(recognising.send_back, row, "No.", by=third),
        )

        assert sum(isinstance(each, TransitionError) for each in results) == 1, results
    assert _mails("domain-recognised") + _mails("domain-returned") == ROUNDS


def test_an_approval_from_the_domain_at_the_same_moment_is_counted() -> None:
    first, second = _staff()
    point = make_point()
    grant = Grant(Role.READER, timezone.localdate() + timedelta(days=365))

    for number in range(ROUNDS):
        domain = f"d{number}.example"
        row = recognising.agree(ask(point, domain), by=first)
        asks = make_registration(
            country_id="ARM",
            other_organisation="",
            email=f"a@{domain}",
            domain=domain,
            email_key=f"a@{domain}",
        )

        results = at_once(
            partial(recognising.agree, row, by=second),
            partial(
                registration.approve, asks, grant, by=first, version=1, reason="Known."
            ),
        )

        assert not any(isinstance(each, Exception) for each in results), results
        known = KnownDomain.objects.get(domain=domain)
        assert (known.approvals, known.recognised_by) == (1, second)
        assert Membership.objects.filter(registration=asks).exists()


def test_the_clock_in_two_processes_recognises_once() -> None:
    only = make_member(role="secretariat")
    row = recognising.agree(ask(make_point()), by=only)
    DomainRequest.objects.update(effective_at=timezone.now())

    results = at_once(*[recognising.settle_due] * 3)

    row.refresh_from_db()
    assert (sorted(map(str, results)), row.state) == (
        ["0", "0", "1"],
        State.RECOGNISED,
    )
    assert _mails("domain-recognised") == 1
    assert KnownDomain.objects.filter(domain=DOMAIN).count() == 1
