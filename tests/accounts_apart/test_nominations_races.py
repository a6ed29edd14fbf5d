from __future__ import annotations

import threading
from collections.abc import Callable
from functools import partial

import pytest
from django.db import connection

from accounts import contact, registration
from accounts.models import Invitation, Nomination, Registration
from accounts.nominations import steps as nominations
from imap.core.outbox.models import OutgoingMail
from imap.reference import reference_data
from tests.accounts.lists import make_draft
from tests.accounts.states import COLLEAGUE
from tests.factories import make_member, make_registration

pytestmark = [pytest.mark.postgres, pytest.mark.django_db(transaction=True)]

ROUNDS = 8


def _at_once(*steps: Callable[[], object]) -> list[object]:
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


def test_one_list_entered_twice_at_once_is_one_letter() -> None:
    reference_data.load()
    staff = make_member(role="secretariat")

    for _round in range(ROUNDS):
        Registration.objects.all().delete()
        draft = make_draft(staff)

        _at_once(*[partial(nominations.enter, draft, by=staff)] * 2)

        nomination = Nomination.objects.get(form_id=draft.key)
        assert nomination.registrations.count() == 2


def test_who_confirms_while_a_list_is_entered_stops_all_of_it_or_comes_too_late() -> (
    None
):
    reference_data.load()
    staff = make_member(role="secretariat")

    for _round in range(ROUNDS):
        Registration.objects.all().delete()
        OutgoingMail.objects.all().delete()
        draft = make_draft(staff)
        own = make_registration(state="link_sent", email="petar@mfa.example")

        entered, confirmed = _at_once(
            partial(nominations.enter, draft, by=staff),
            partial(registration.confirm, own),
        )

        own.refresh_from_db()
        people = Registration.objects.filter(nomination__isnull=False).count()
        invited = OutgoingMail.objects.filter(name="registration-invited").count()
        assert (own.state, people, invited) in (
            ("waiting", 0, 0),
            ("repeated", 2, 2),
        ), (
            entered,
            confirmed,
        )


def test_one_invitation_sent_twice_at_once_is_one() -> None:
    reference_data.load()
    point = make_member(role="contact_point", country="ARM")

    for _round in range(ROUNDS):
        Invitation.objects.all().delete()
        OutgoingMail.objects.all().delete()

        _at_once(*[partial(contact.invite, "bmp", "ARM", COLLEAGUE, by=point)] * 2)

        assert Invitation.objects.count() == 1
        assert OutgoingMail.objects.count() == 1
