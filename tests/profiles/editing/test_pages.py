"""The editors' pages: desk, draft, section, history; who sees them, what they say."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from accounts.models import Membership, User
from profiles.editing import saving
from profiles.editing.place import Place
from profiles.models import Edition, Profile, Revision, SectionText
from tests.factories import make_member
from tests.profiles.editing.conftest import SECTION
from tests.profiles.pages import words

SignIn = Callable[[User], Client]
DESK = "/en/bmp/edit/"


def contributor(draft: Edition, *codes: str) -> User:
    user = make_member(role="contributor")
    Membership.objects.filter(user=user).update(edition=draft.key, sections=list(codes))
    return user


def test_an_editor_finds_the_own_state_and_begins_a_draft(
    signed_in: SignIn, editor: User, profile: Profile
) -> None:
    client = signed_in(editor)
    assert "Armenia" in words(client.get(DESK))
    assert "Georgia" not in words(client.get(DESK))

    answer = client.post(
        f"{DESK}ARM/extended/", {"label": "2031", "languages": ["en", "ru"]}
    )

    assert answer.headers["Location"] == f"{DESK}ARM/extended/2031/"
    assert "1 draft is open" in words(client.get(DESK))
    assert "C4 Remittances" in words(client.get(f"{DESK}ARM/extended/2031/"))


def test_a_draft_without_a_year_or_language_is_told_what_is_missing(
    signed_in: SignIn, editor: User, profile: Profile
) -> None:
    answer = signed_in(editor).post(f"{DESK}ARM/extended/", {"label": "soon"})

    assert "Write a year, or a year and a number" in words(answer)
    assert "Choose one language at least" in words(answer)
    assert b'value="soon"' in answer.content
    assert not Edition.objects.exists()


def test_a_second_draft_is_refused_in_words(
    signed_in: SignIn, editor: User, draft: Edition
) -> None:
    answer = signed_in(editor).post(
        f"{DESK}ARM/extended/", {"label": "2032", "languages": ["en"]}
    )

    assert "There is a draft of this profile already." in words(answer)


def test_the_secretariat_sees_every_state_on_the_board(
    signed_in: SignIn, staff: User, draft: Edition
) -> None:
    answer = signed_in(staff).get(DESK)

    text = words(answer)
    assert text.index("Armenia") < text.index("Albania")
    assert answer.content.count(b"<tr>") == 51


def test_a_contributor_reads_the_draft_and_writes_the_named_sections(
    signed_in: SignIn, draft: Edition
) -> None:
    client = signed_in(contributor(draft, "C4"))

    assert "2031" in words(client.get(DESK))
    assert b'id="edit-body"' in client.get(SECTION).content
    other = SECTION.replace("C4", "C2.1")
    assert b'id="edit-body"' not in client.get(other).content
    assert client.post(other, {"body": "x", "version": 0}).status_code == 404
    assert client.post(SECTION, {"body": "x", "version": 0}).status_code == 302
    assert client.get(f"{DESK}ARM/extended/").status_code == 404


@pytest.mark.parametrize(
    "path", [SECTION, f"{SECTION}history/", f"{DESK}ARM/extended/"]
)
def test_an_editor_of_another_state_finds_nothing(
    signed_in: SignIn, draft: Edition, path: str
) -> None:
    other = signed_in(make_member(role="editor", country="UKR"))

    assert other.get(path).status_code == 404


def test_a_contributor_of_one_state_who_edits_another_does_not_write_the_first(
    signed_in: SignIn, draft: Edition
) -> None:
    user = make_member(role="editor", country="UKR")
    Membership.objects.create(
        user=user,
        dialogue_id="bmp",
        role="contributor",
        country_id="ARM",
        edition=draft.key,
        sections=["C4"],
        valid_from=user.memberships.get().valid_from,
        valid_until=user.memberships.get().valid_until,
        notice_version=user.memberships.get().notice_version,
    )
    client = signed_in(user)

    assert client.get(f"{DESK}ARM/extended/").status_code == 404
    other = SECTION.replace("C4", "C2.1")
    assert client.post(other, {"body": "x", "version": 0}).status_code == 404


def test_a_section_is_written_saved_and_shown_again(
    signed_in: SignIn, editor: User, draft: Edition
) -> None:
    client = signed_in(editor)

    client.post(SECTION, {"body": "<p>Money came home.</p>", "version": 0})

    answer = client.get(SECTION)
    assert "Saved" in words(answer)
    assert "Anahit Editor" in words(answer)
    assert b"Money came home." in answer.content
    assert b'name="version" value="1"' in answer.content


def test_the_other_language_stands_beside_it(
    signed_in: SignIn, editor: User, place: Place
) -> None:
    russian = Place(place.edition, place.section, "ru")
    saving.save(russian, "<p>Деньги</p>", version=0, by=editor)

    assert "Деньги" in words(signed_in(editor).get(SECTION))


def test_a_conflict_shows_both_texts_and_loses_none(
    signed_in: SignIn, editor: User, staff: User, place: Place
) -> None:
    saving.save(place, "<p>Written by staff.</p>", version=0, by=staff)

    answer = signed_in(editor).post(
        SECTION, {"body": "<p>Written by me.</p>", "version": 0}
    )

    assert answer.status_code == 409
    text = answer.content.decode()
    assert "Written by staff." in text
    assert "Written by me." in text
    assert "Sven Staff saved this section" in words(answer)
    again = signed_in(editor).post(
        SECTION, {"body": "<p>Both of us.</p>", "version": 1}
    )
    assert again.status_code == 302
    assert Revision.objects.filter(section=place.section).count() == 2


def test_a_text_that_is_refused_stays_in_its_field(
    signed_in: SignIn, editor: User, draft: Edition
) -> None:
    answer = signed_in(editor).post(
        SECTION, {"body": "<p><b lang=a>kept words" * 100, "version": 0}
    )

    assert answer.status_code == 400
    assert "Nothing was saved" in words(answer)
    assert b"kept words" in answer.content
    assert not SectionText.objects.filter(edition=draft).exists()


@pytest.mark.parametrize("version", ["", "x", "-1", "9999999999999999"])
def test_a_version_that_is_none_is_no_error_of_ours(
    signed_in: SignIn, editor: User, draft: Edition, version: str
) -> None:
    answer = signed_in(editor).post(SECTION, {"body": "<p>a</p>", "version": version})

    assert answer.status_code == 400
    assert b"&lt;p&gt;a&lt;/p&gt;" in answer.content


def test_the_script_saves_and_is_told_the_new_version(
    signed_in: SignIn, editor: User, draft: Edition
) -> None:
    answer = signed_in(editor).post(
        SECTION,
        {"body": "<p>By script.</p>", "version": 0},
        headers={"accept": "application/json"},
    )

    assert answer.json()["version"] == 1
    assert "By script." in answer.json()["body"]
    assert answer.json()["words"].startswith("Saved ")


def test_history_tells_who_changed_which_words(
    signed_in: SignIn, editor: User, staff: User, place: Place
) -> None:
    first = saving.save(place, "<p>Half came home.</p>", version=0, by=editor)
    assert first
    body = first.body.replace("Half", "A third")
    saving.save(place, body, version=1, by=staff, is_minor=True)

    answer = signed_in(editor).get(f"{SECTION}history/")

    html = answer.content.decode()
    assert "<del>Half </del><ins>A third </ins>came home." in html
    assert "Sven Staff" in words(answer)
    assert "minor correction" in words(answer)


def test_an_earlier_version_is_restored_as_a_new_one(
    signed_in: SignIn, editor: User, place: Place
) -> None:
    saving.save(place, "<p>Old</p>", version=0, by=editor)
    saving.save(place, "<p>New</p>", version=1, by=editor)
    client = signed_in(editor)

    client.post(f"{SECTION}history/restore/", {"version": 1, "newest": 2})

    text = place.text()
    assert text
    assert "Old" in text.body
    assert text.version == 3
    late = client.post(
        f"{SECTION}history/restore/", {"version": 2, "newest": 2}, follow=True
    )
    assert "Somebody else has saved" in words(late)


def test_a_section_is_marked_ready_and_taken_up_again(
    signed_in: SignIn, editor: User, place: Place
) -> None:
    saving.save(place, "<p>Text</p>", version=0, by=editor)
    client = signed_in(editor)

    client.post(f"{SECTION}progress/", {"state": "ready"})
    assert "1 Ready" in words(client.get(f"{DESK}ARM/extended/2031/"))

    client.post(f"{SECTION}progress/", {"state": "drafting"})
    assert "1 Drafting" in words(client.get(f"{DESK}ARM/extended/2031/"))
    assert client.post(f"{SECTION}progress/", {"state": "agreed"}).status_code == 404


def test_a_draft_is_nowhere_on_the_pages_of_readers(
    member: Client, editor: User, place: Place
) -> None:
    saving.save(place, "<p>Rohrdommel</p>", version=0, by=editor)

    for path in ("", "map/", "countries/", "countries/ARM/", "in-focus/", "sources/"):
        answer = member.get(f"/en/bmp/{path}")
        assert answer.status_code == 200
        assert b"Rohrdommel" not in answer.content
        assert b"2031" not in answer.content
    assert member.get("/en/bmp/profiles/ARM/extended/2031/").status_code == 404


def test_the_pages_ask_a_fixed_number_of_queries(
    signed_in: SignIn,
    editor: User,
    place: Place,
    django_assert_max_num_queries: DjangoAssertNumQueries,
) -> None:
    saving.save(place, "<p>Text</p>", version=0, by=editor)
    client = signed_in(editor)

    with django_assert_max_num_queries(30):
        client.get(DESK)
    with django_assert_max_num_queries(20):
        client.get(f"{DESK}ARM/extended/2031/")
    with django_assert_max_num_queries(30):
        client.get(SECTION)


@pytest.mark.parametrize("code", ["C4%00", "%F0%9F%97%BA", "C4'--", "X" * 300, "C"])
def test_a_section_that_no_outline_has_is_not_found(
    signed_in: SignIn, editor: User, draft: Edition, code: str
) -> None:
    address = SECTION.replace("/C4/", f"/{code}/")

    assert signed_in(editor).get(address).status_code == 404


def test_a_version_that_can_no_longer_be_taken_is_told_not_restored(
    signed_in: SignIn, editor: User, place: Place
) -> None:
    saving.save(place, "<p>Old</p>", version=0, by=editor)
    saving.save(place, "<p>New</p>", version=1, by=editor)
    Revision.objects.filter(version=1).update(body="<p><b lang=a>" * 100)

    answer = signed_in(editor).post(
        f"{SECTION}history/restore/", {"version": 1, "newest": 2}, follow=True
    )

    assert "Nothing was saved" in words(answer)
    text = place.text()
    assert text
    assert "New" in text.body


def test_a_draft_in_armenian_is_begun_and_written(
    signed_in: SignIn, editor: User, profile: Profile
) -> None:
    client = signed_in(editor)
    form = {"label": "2033", "languages": ["en"], "working_language": "hy"}

    client.post(f"{DESK}ARM/extended/", form)
    page = f"{DESK}ARM/extended/2033/"

    assert "Հայերեն" in words(client.get(page))
    answer = client.post(f"{page}C4/hy/", {"body": "<p>Մեկ</p>", "version": 0})
    assert answer.status_code == 302
    assert "Մեկ" in words(client.get(f"{page}C4/en/"))
    assert client.get(f"{page}C4/tr/").status_code == 404
    assert client.get(f"{page}submission/hy.pdf").status_code == 404


def test_the_contact_point_agrees_to_a_section_that_is_ready(
    signed_in: SignIn, editor: User, place: Place
) -> None:
    saving.save(place, "<p>Words</p>", version=0, by=editor)
    saving.mark(place, "ready", by=editor)
    own, other = signed_in(editor), make_member(role="contact_point", country="ARM")
    assert "Agree to it" not in words(own.get(SECTION))
    assert own.post(f"{SECTION}progress/", {"state": "agreed"}).status_code == 404

    client = signed_in(other)
    assert "Agree to it" in words(client.get(SECTION))
    client.post(f"{SECTION}progress/", {"state": "agreed"})

    assert "Agreed" in words(own.get(f"{DESK}ARM/extended/2031/"))
