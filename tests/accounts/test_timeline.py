"""What happened to a request is told in words, whatever it was."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse

from accounts import tokens
from accounts.models import RegistrationEvent
from accounts.queue.timeline import timeline
from accounts.registration.states import Step
from tests.accounts.desk import QUEUE
from tests.factories import make_letter, make_member, make_registration

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("step", list(Step))
def test_every_step_has_words(step: Step) -> None:
    row = make_registration()
    RegistrationEvent.objects.create(registration=row, step=step)

    [entry] = timeline(row)

    assert entry.words not in ("", step.value)


def test_a_request_whose_letter_was_removed_opens_at_the_desk(client: Client) -> None:
    row = make_registration()
    letter = make_letter(row)
    token = tokens.make(tokens.Purpose.REQUEST, "bmp", row.key)
    client.post(reverse("accounts:request-detach", args=["bmp", token, letter.key]))
    assert row.events.filter(step=Step.DETACH).exists()
    client.force_login(make_member(role="secretariat"))

    page = client.get(f"{QUEUE}{row.number}/")

    assert page.status_code == 200
    assert "Letter removed" in page.content.decode()
