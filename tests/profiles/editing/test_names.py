"""A whole draft under a name, and the sections that changed since."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from accounts.models import Membership, User
from imap.core.exceptions import TransitionError
from profiles.editing import names, saving
from profiles.editing.place import Place
from profiles.models import Edition, RevisionName
from tests.factories import make_member
from tests.profiles.pages import words

SignIn = Callable[[User], Client]
DRAFT = "/en/bmp/edit/ARM/extended/2031/"
SENT = "Sent to the ministries on 3 May"


@pytest.fixture
def sent(place: Place, editor: User) -> RevisionName:
    """C4 at its first version, under a name; nothing else is written."""
    saving.save(place, "<p>Half came home.</p>", version=0, by=editor)
    return names.name(place.edition, SENT, by=editor)


def test_a_name_keeps_the_version_of_every_text(sent: RevisionName) -> None:
    assert sent.versions == {"C4/en": 1}
    assert sent.version("C4", "en") == 1
    assert sent.version("C4", "ru") == 0


def test_what_changed_since_is_what_was_saved_since(
    sent: RevisionName, place: Place, editor: User
) -> None:
    assert names.changed_since(sent) == []

    saving.save(place, "<p>A third.</p>", version=1, by=editor)
    russian = Place(place.edition, place.section, "ru")
    saving.save(russian, "<p>Треть.</p>", version=0, by=editor)

    changes = [
        (each.text.language, each.version, each.saves)
        for each in names.changed_since(sent)
    ]
    assert changes == [("en", 1, 1), ("ru", 0, 1)]


def test_a_name_is_given_once(sent: RevisionName, editor: User) -> None:
    with pytest.raises(TransitionError, match="has that name"):
        names.name(sent.edition, SENT, by=editor)


@pytest.mark.parametrize("state", ["published", "superseded", "withdrawn"])
def test_what_is_no_draft_gets_no_name(
    draft: Edition, editor: User, state: str
) -> None:
    Edition.objects.filter(pk=draft.pk).update(state=state)

    with pytest.raises(TransitionError):
        names.name(draft, SENT, by=editor)


def test_a_draft_that_is_with_the_state_gets_one(draft: Edition, editor: User) -> None:
    Edition.objects.filter(pk=draft.pk).update(state=Edition.State.SUBMITTED)

    assert names.name(draft, SENT, by=editor).by == editor


def test_an_editor_names_a_state_and_sees_what_changed_since(
    signed_in: SignIn, editor: User, place: Place
) -> None:
    saving.save(place, "<p>Half came home.</p>", version=0, by=editor)
    client = signed_in(editor)

    answer = client.post(f"{DRAFT}names/", {"name": SENT}, follow=True)

    assert "No text was saved since." in words(answer)
    assert f"{SENT}" in words(client.get(DRAFT))
    saving.save(place, "<p>A third came home.</p>", version=1, by=editor)
    page = client.get(answer.redirect_chain[-1][0])
    assert "C4 Remittances English" in words(page)
    assert "C4/en/history/?version=2&amp;with=1" in page.content.decode()


@pytest.mark.parametrize("name", ["", " ", "x" * 121, "a\u202eb"])
def test_what_is_no_name_is_told(
    signed_in: SignIn, editor: User, draft: Edition, name: str
) -> None:
    answer = signed_in(editor).post(f"{DRAFT}names/", {"name": name})

    assert answer.status_code == 400
    assert b'aria-invalid="true"' in answer.content
    assert not RevisionName.objects.exists()


def test_a_name_that_is_given_already_stays_in_the_field(
    signed_in: SignIn, sent: RevisionName, editor: User
) -> None:
    answer = signed_in(editor).post(f"{DRAFT}names/", {"name": SENT})

    assert answer.status_code == 400
    assert f'value="{SENT}"' in answer.content.decode()


def test_a_contributor_reads_names_and_gives_none(
    signed_in: SignIn, sent: RevisionName
) -> None:
    user = make_member(role="contributor")
    Membership.objects.filter(user=user).update(
        edition=sent.edition.key, sections=["C4"]
    )
    client = signed_in(user)

    assert SENT in words(client.get(DRAFT))
    assert "Name this state" not in words(client.get(DRAFT))
    assert client.get(f"{DRAFT}names/{sent.pk}/").status_code == 200
    assert client.post(f"{DRAFT}names/", {"name": "Mine"}).status_code == 404


def test_an_editor_of_another_state_finds_no_name(
    signed_in: SignIn, sent: RevisionName
) -> None:
    other = signed_in(make_member(role="editor", country="UKR"))

    assert other.get(f"{DRAFT}names/{sent.pk}/").status_code == 404
    assert other.post(f"{DRAFT}names/", {"name": "Mine"}).status_code == 404


def test_a_name_of_another_edition_is_not_there(
    signed_in: SignIn, sent: RevisionName, editor: User
) -> None:
    elsewhere = f"{DRAFT}names/{sent.pk + 1}/"

    assert signed_in(editor).get(elsewhere).status_code == 404


def test_the_page_asks_a_fixed_number_of_queries(
    signed_in: SignIn,
    sent: RevisionName,
    editor: User,
    django_assert_max_num_queries: DjangoAssertNumQueries,
) -> None:
    for section in sent.edition.template.sections.exclude(content="group"):
        place = Place(sent.edition, section, "ru")
        saving.save(place, "<p>Текст</p>", version=0, by=editor)
    client = signed_in(editor)

    with django_assert_max_num_queries(16):
        client.get(f"{DRAFT}names/{sent.pk}/")
