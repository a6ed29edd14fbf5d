from __future__ import annotations

import threading
from collections.abc import Callable
from datetime import timedelta
from functools import partial

import pytest
from django.db import connection
from django.utils import timezone

from accounts import registration
from accounts.activation import Grant
from accounts.models import Membership, Registration, User
from accounts.registration import Application
from imap.core.access import Role
from imap.core.audit import log as audit
from imap.core.exceptions import TransitionError
from imap.core.legal import LEGAL_NOTICE_VERSION
from imap.core.outbox.models import OutgoingMail
from imap.reference import reference_data
from tests.factories import make_member, make_registration

pytestmark = [pytest.mark.postgres, pytest.mark.django_db(transaction=True)]

ROUNDS = 20
IN_FULL = pytest.param(500, marks=pytest.mark.deep)


def _at_once(*steps: Callable[[], object]) -> list[object]:
    """Run the steps together and return what each gave, errors included."""
    barrier = threading.Barrier(len(steps))
    results: list[object] = [None] * len(steps)

    def run(place: int, step: Callable[[], object]) -> None:
        barrier.wait()
        try:
            results[place] = step()
        except Exception as error:  # noqa: BLE001 - the test looks at it
            results[place] = error
        finally:
            connection.close()

    threads = [
        threading.Thread(target=run, args=(place, step))
        for place, step in enumerate(steps)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return results


def _grant() -> Grant:
    return Grant(Role.READER, timezone.localdate() + timedelta(days=365))


@pytest.mark.parametrize("rounds", [ROUNDS, IN_FULL])
def test_of_two_who_decide_at_once_one_wins_and_the_other_is_told(rounds: int) -> None:
    first, second = (make_member(role="secretariat") for _ in range(2))

    for _round in range(rounds):
        row = make_registration()

        results = _at_once(
            partial(registration.approve, row, _grant(), by=first, version=1),
            partial(registration.refuse, row, "No.", by=second, version=1),
        )

        losers = [r for r in results if isinstance(r, TransitionError)]
        row.refresh_from_db()
        assert len(losers) == 1, results
        assert str(row.decided_by) in losers[0].message
        approved = row.state == Registration.State.APPROVED
        assert Membership.objects.filter(registration=row).count() == int(approved)
        assert OutgoingMail.objects.filter(to=row.email).count() == 1
    assert list(audit.verify()) == []


def test_both_i_maps_approve_the_same_new_person_at_once() -> None:
    east = make_member("bmp", role="secretariat")
    south = make_member("mtm", role="secretariat")

    for number in range(ROUNDS):
        email = f"both{number}@ministry.example"
        rows = [make_registration(slug, email=email) for slug in ("bmp", "mtm")]

        results = _at_once(
            partial(registration.approve, rows[0], _grant(), by=east, version=1),
            partial(registration.approve, rows[1], _grant(), by=south, version=1),
        )

        assert all(isinstance(r, Membership) for r in results), results
        assert User.objects.filter(email=email).count() == 1
        assert User.objects.get(email=email).memberships.count() == 2


def test_two_requests_of_one_mailbox_confirmed_at_once_leave_one_waiting() -> None:
    for number in range(ROUNDS):
        email = f"twice{number}@ministry.example"
        rows = [make_registration(state="link_sent", email=email) for _ in range(2)]

        _at_once(*(partial(registration.confirm, row) for row in rows))

        states = Registration.objects.filter(email_key=email).values_list("state")
        assert sorted(states) == [("repeated",), ("waiting",)]


def test_one_form_sent_twice_at_once_is_one_request() -> None:
    reference_data.load()
    form_ids = [row.form_id for row in (make_registration() for _ in range(5))]

    for number, form_id in enumerate(form_ids):
        application = Application(
            name="Anna",
            email=f"double{number}@ministry.example",
            country="ARM",
            organisation=None,
            other_organisation="",
            office_name="Armenia",
            ministry="Migration Service",
            post="Head",
            purpose="Reading.",
            language="en",
            notice_version=LEGAL_NOTICE_VERSION,
        )

        results = _at_once(
            *[partial(registration.submit, "bmp", application, form_id=form_id)] * 2
        )

        assert sum(isinstance(r, Registration) for r in results) == 1, results
        assert OutgoingMail.objects.filter(to=application.email).count() == 1
