"""Publishing and withdrawing in the browser, and what members read of it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.conf import LazySettings
from django.test import Client

from accounts.models import User
from profiles.models import Edition, Listing, Publication, Submission
from profiles.publication import steps
from tests.profiles.pages import words

SignIn = Callable[[User], Client]
EDITION = "/en/bmp/profiles/ARM/extended/2031/"
SUBMISSION = "/en/bmp/edit/ARM/extended/2031/submission/"
PUBLICATION = "/en/bmp/edit/ARM/extended/2031/publication/"
WITHDRAW = f"{PUBLICATION}withdraw/"


def test_the_secretariat_publishes_and_members_read(
    signed_in: SignIn, endorsed: Submission, staff: User, member: Client
) -> None:
    client = signed_in(staff)
    assert "Final and endorsed" in words(client.get(SUBMISSION))
    assert member.get(EDITION).status_code == 404

    answer = client.post(f"{SUBMISSION}publish/")

    assert answer.headers["Location"] == EDITION
    page = words(member.get(EDITION))
    assert "Final and endorsed. Migration Service, Letter, Letter 17" in page
    assert "Money sent home" in page
    assert "How to cite this edition" in page
    russian = words(member.get(EDITION.replace("/en/", "/ru/")))
    assert "Деньги домой" in russian


def test_what_is_not_endorsed_says_why_it_waits(
    signed_in: SignIn, submission: Submission, staff: User
) -> None:
    client = signed_in(staff)

    assert "has not endorsed every section" in words(client.get(SUBMISSION))
    answer = client.post(f"{SUBMISSION}publish/")

    assert answer.status_code == 409
    assert not Publication.objects.exists()


def test_a_contact_point_does_not_publish(
    signed_in: SignIn, endorsed: Submission, contact: User
) -> None:
    client = signed_in(contact)

    assert 'publish/"' not in client.get(SUBMISSION).content.decode()
    assert client.post(f"{SUBMISSION}publish/").status_code == 404


def test_an_edition_without_endorsement_says_so_first(
    signed_in: SignIn,
    submission: Submission,
    staff: User,
    member: Client,
    settings: LazySettings,
) -> None:
    settings.PUBLISH_UNENDORSED = {"bmp"}
    submission.answer_by -= timedelta(days=100)
    submission.save()
    steps.publish(submission, by=staff)

    page = words(member.get(EDITION))

    assert "It has not been endorsed by Armenia. Date of submission:" in page
    assert "Final and endorsed" not in page


def test_a_withdrawn_edition_tells_members_why_and_shows_nothing_of_its_text(
    signed_in: SignIn, endorsed: Submission, staff: User, member: Client
) -> None:
    steps.publish(endorsed, by=staff)
    client = signed_in(staff)
    assert client.post(WITHDRAW).status_code == 400

    answer = client.post(WITHDRAW, {"reason": "Table 3 is wrong."}, follow=True)

    assert "Table 3 is wrong." in words(answer)
    page = member.get(EDITION)
    assert page.status_code == 410
    assert "This edition was withdrawn on" in words(page)
    assert "Table 3 is wrong." in words(page)
    assert "Money" not in words(page)
    again = client.post(WITHDRAW, {"reason": "Once more."})
    assert again.status_code == 409


def test_an_editor_sees_the_publication_and_does_not_withdraw_it(
    signed_in: SignIn, endorsed: Submission, staff: User, editor: User
) -> None:
    steps.publish(endorsed, by=staff)
    client = signed_in(editor)

    assert "Publication 1" in words(client.get(PUBLICATION))
    assert "Withdraw" not in words(client.get(PUBLICATION))
    assert client.post(WITHDRAW, {"reason": "No."}).status_code == 404
    assert Edition.objects.get(label="2031").state == Edition.State.PUBLISHED


@pytest.mark.parametrize("reader", ["member", "mtm_member", "stranger"])
def test_nobody_else_sees_the_pages_of_those_who_publish(
    request: pytest.FixtureRequest, endorsed: Submission, staff: User, reader: str
) -> None:
    steps.publish(endorsed, by=staff)
    client = request.getfixturevalue(reader)

    for page in (SUBMISSION, PUBLICATION):
        assert client.get(page).status_code in (403, 404)


def test_the_public_page_says_final_and_endorsed_with_the_day_and_nothing_else(
    endorsed: Submission, staff: User, client: Client
) -> None:
    Listing.objects.filter(profile__country="ARM").delete()
    publication = steps.publish(endorsed, by=staff)

    page = client.get("/en/bmp/")

    lists = page.context["status_lists"]
    day = publication.edition.published_on
    assert ("Armenia", day) in lists[0].states
    assert "As of June 2011" in words(page)
    assert "Letter 17" not in words(page)
    assert publication.sha256 not in page.content.decode()

    steps.withdraw(publication, "A table is wrong.", by=staff)
    assert "Armenia" not in client.get("/en/bmp/").context["status_lists"][0].names
