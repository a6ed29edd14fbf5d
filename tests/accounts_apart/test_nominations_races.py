from __future__ import annotations

from functools import partial

import pytest

from accounts import inviting, registration
from accounts.models import Invitation, Nomination, Registration
from accounts.nominations import steps as nominations
from imap.core.outbox.models import OutgoingMail
from imap.reference import reference_data
from tests.accounts.lists import make_draft
from tests.accounts.states import COLLEAGUE
from tests.factories import make_member, make_registration
from tests.threads import at_once

pytestmark = [pytest.mark.postgres, pytest.mark.django_db(transaction=True)]

ROUNDS = 8


def test_one_list_entered_twice_at_once_is_one_letter() -> None:
    reference_data.load()
    staff = make_member(role="secretariat")

    for _round in range(ROUNDS):
        Registration.objects.all().delete()
        draft = make_draft(staff)

        at_once(*[partial(nominations.enter, draft, by=staff)] * 2)

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

        entered, confirmed = at_once(
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

        at_once(*[partial(inviting.invite, "bmp", "ARM", COLLEAGUE, by=point)] * 2)

        assert Invitation.objects.count() == 1
        assert OutgoingMail.objects.count() == 1
