"""Who decides on a domain that was asked for: two of the staff, or one and time."""

from __future__ import annotations

from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.test import Client
from django.utils import timezone

from accounts.models import DomainRequest, KnownDomain, User
from accounts.registration import recognising
from tests.accounts.conftest import Mails
from tests.accounts.domains import (
    DESK,
    DOMAIN,
    PAGE,
    ask,
    make_point,
    recognised,
)
from tests.factories import (
    make_domain_request,
    make_member,
    make_membership,
)

State = DomainRequest.State


@pytest.fixture
def point() -> User:
    return make_point()


@pytest.fixture
def first() -> User:
    return make_member(role="secretariat")


@pytest.fixture
def second(first: User) -> User:
    return make_member(role="secretariat")


def test_nobody_asks_for_another_state_or_another_i_map(point: User) -> None:
    for by, country in (
        (point, "GEO"),
        (make_member(role="editor", country="ARM"), "ARM"),
        (make_member("mtm", role="contact_point", country="ARM"), "ARM"),
    ):
        with pytest.raises(PermissionDenied):
            ask(by, country=country)


def test_a_request_of_a_colleague_is_not_ones_own_to_withdraw(
    client: Client, point: User
) -> None:
    row = ask(point)
    client.force_login(make_member(role="contact_point", country="ARM"))

    assert client.post(f"{PAGE}{row.key}/withdraw/").status_code == 404
    assert DOMAIN not in client.get(PAGE).content.decode()


def test_nobody_decides_on_what_they_asked_for(
    client: Client, point: User, second: User
) -> None:
    make_membership(point, role="secretariat")
    row = ask(point)

    for step in (recognising.agree, recognising.send_back):
        more = ("No.",) if step is recognising.send_back else ()
        with pytest.raises(PermissionDenied):
            step(row, *more, by=point)
    client.force_login(point)
    page = client.get(DESK).content.decode()
    assert "You asked for this yourself." in page
    assert f"{row.key}/agree/" not in page


def test_one_person_is_not_two(point: User, first: User, second: User) -> None:
    row = recognised(point, DOMAIN, first, first)

    assert row.state == State.WAITING
    with pytest.raises(IntegrityError), transaction.atomic():
        DomainRequest.objects.update(state=State.RECOGNISED, decided_by=first)


def test_others_do_not_decide(point: User, first: User) -> None:
    row = ask(point)

    for by in (make_member(), make_member("mtm", role="secretariat")):
        with pytest.raises(PermissionDenied):
            recognising.agree(row, by=by)
        with pytest.raises(PermissionDenied):
            recognising.send_back(row, "No.", by=by)
        with pytest.raises(PermissionDenied):
            recognising.withdraw(row, by=by)


def test_a_request_of_the_other_i_map_does_not_exist(
    client: Client, first: User
) -> None:
    row = make_domain_request("mtm", "TUN")
    client.force_login(first)

    assert row.domain not in client.get(DESK).content.decode()
    assert client.get(f"{DESK}{row.key}/letter/").status_code == 404
    for step in ("agree", "return"):
        answer = client.post(f"{DESK}{row.key}/{step}/", {"reason": "No."})
        assert answer.status_code == 404


def test_a_decision_asks_for_a_recent_proof(
    client: Client, point: User, first: User, settings: Any
) -> None:
    row = ask(point)
    client.force_login(first)
    settings.STEP_UP_MINUTES = {"decide": 0, "roles": 0}

    for step in ("agree", "return"):
        answer = client.post(f"{DESK}{row.key}/{step}/", {"reason": "No."})
        assert answer.status_code == 302
        assert "reauthenticate" in answer["Location"]

    row.refresh_from_db()
    assert (row.state, row.first_by) == (State.WAITING, None)


# --- the only member of staff ---


def test_the_only_member_of_staff_waits_and_the_mailbox_is_told(
    client: Client, point: User, first: User, mails: Mails
) -> None:
    client.force_login(first)
    row = ask(point)
    assert "You are the only member of staff" in client.get(DESK).content.decode()

    for _press in range(2):
        client.post(f"{DESK}{row.key}/agree/")

    row.refresh_from_db()
    assert (row.state, row.effective_at is not None) == (State.WAITING, True)
    assert [mail.to for mail in mails("domain-alone")] == ["bmp@icmpd.org"]
    assert recognising.settle_due() == 0
    DomainRequest.objects.update(effective_at=timezone.now())
    assert [recognising.settle_due(), recognising.settle_due()] == [1, 0]
    known = KnownDomain.objects.get()
    assert (known.domain, known.recognised_by) == (DOMAIN, first)
    assert len(mails("domain-recognised")) == 1


def test_and_may_return_it_until_then(point: User, first: User) -> None:
    row = recognising.agree(ask(point), by=first)

    recognising.send_back(row, "Not theirs.", by=first)
    DomainRequest.objects.filter(effective_at__isnull=False).update(
        effective_at=timezone.now()
    )

    assert recognising.settle_due() == 0
    assert not KnownDomain.objects.exists()


def test_a_colleague_who_came_meanwhile_confirms_at_once(
    point: User, first: User
) -> None:
    row = recognising.agree(ask(point), by=first)

    row = recognising.agree(row, by=make_member(role="secretariat"))

    assert row.state == State.RECOGNISED
    assert recognising.settle_due() == 0


def test_where_the_colleague_left_the_rule_of_one_begins(
    point: User, first: User, second: User
) -> None:
    row = recognising.agree(ask(point), by=first)
    assert row.effective_at is None
    second.memberships.update(ended_at=timezone.now())

    row = recognising.agree(row, by=first)

    assert (row.state, row.effective_at is not None) == (State.WAITING, True)
