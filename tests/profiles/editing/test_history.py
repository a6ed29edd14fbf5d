"""The history of a section: filtered, compared, marked, and quick when it is long."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from accounts.models import User
from profiles.editing import names, saving, suggestions
from profiles.editing.place import Place
from profiles.models import Revision
from tests.profiles.editing.conftest import SECTION
from tests.profiles.editing.test_pages import contributor
from tests.profiles.pages import words

SignIn = Callable[[User], Client]
HISTORY = f"{SECTION}history/"
BODY = "<p>Word {}</p>"


def versions(answer: object) -> list[int]:
    return [line.revision.version for line in answer.context["lines"]]  # type: ignore[attr-defined]


def add(place: Place, count: int, *, by: User) -> None:
    """Add versions to the history, as if somebody had saved them."""
    Revision.objects.bulk_create(
        Revision(
            edition=place.edition,
            section=place.section,
            language=place.language,
            version=version,
            body=BODY.format(version) * 20,
            by=by,
        )
        for version in range(1, count + 1)
    )


@pytest.fixture
def four(place: Place, editor: User, staff: User) -> Place:
    """A text saved four times: the third a minor correction, the fourth restored."""
    for version, by in enumerate((editor, staff, editor, staff)):
        text = place.text()
        body = text.body if text else BODY.format(0)
        saving.save(
            place,
            body.replace(f"Word {version}", f"Word {version + 1}"),
            version=version,
            by=by,
            is_minor=version == 2,
            origin="restored" if version == 3 else "saved",
        )
    return place


def test_versions_are_listed_of_one_person_or_origin_or_without_minor_corrections(
    signed_in: SignIn, four: Place, editor: User, staff: User
) -> None:
    client = signed_in(editor)

    assert versions(client.get(HISTORY)) == [4, 3, 2, 1]
    assert versions(client.get(f"{HISTORY}?by={editor.pk}")) == [3, 1]
    assert versions(client.get(f"{HISTORY}?origin=restored")) == [4]
    assert versions(client.get(f"{HISTORY}?major=on")) == [4, 2, 1]
    both = f"{HISTORY}?by={staff.pk}&origin=saved&major=on"
    assert versions(client.get(both)) == [2]


def test_a_choice_that_nothing_fits_says_so_and_leads_back(
    signed_in: SignIn, four: Place, editor: User
) -> None:
    answer = signed_in(editor).get(f"{HISTORY}?by={editor.pk}&origin=restored")

    assert "No version fits this choice." in words(answer)
    assert "Show all" in words(answer)
    assert "Version 4 against version 3" in words(answer)


@pytest.mark.parametrize("asked", ["by=99999", "by=x", "origin=x", "by=&page=9", "a=b"])
def test_what_cannot_be_chosen_chooses_nothing(
    signed_in: SignIn, four: Place, editor: User, asked: str
) -> None:
    assert versions(signed_in(editor).get(f"{HISTORY}?{asked}")) == [4, 3, 2, 1]


def test_any_two_versions_are_compared(
    signed_in: SignIn, four: Place, editor: User
) -> None:
    answer = signed_in(editor).get(f"{HISTORY}?version=4&with=1")

    html = answer.content.decode()
    assert "Version 4 against version 1" in words(answer)
    assert "<del>1</del><ins>4</ins>" in html


def test_without_a_choice_the_one_before_is_compared(
    signed_in: SignIn, four: Place, editor: User
) -> None:
    answer = signed_in(editor).get(f"{HISTORY}?version=3")

    assert "Version 3 against version 2" in words(answer)


def test_against_nothing_a_version_is_shown_as_it_is(
    signed_in: SignIn, four: Place, editor: User
) -> None:
    answer = signed_in(editor).get(f"{HISTORY}?version=3&with=0")

    assert answer.context["before"] is None
    assert b"<ins>" not in answer.content


@pytest.mark.parametrize("asked", ["version=9", "version=0", "version=2&with=9"])
def test_a_version_that_is_not_there_is_not_found(
    signed_in: SignIn, four: Place, editor: User, asked: str
) -> None:
    assert signed_in(editor).get(f"{HISTORY}?{asked}").status_code == 404


def test_a_named_state_marks_the_version_it_was_in(
    signed_in: SignIn, four: Place, editor: User
) -> None:
    named = names.name(four.edition, "Sent on 3 May", by=editor)
    saving.save(four, BODY.format(5), version=4, by=editor)

    answer = signed_in(editor).get(HISTORY)

    marks = {
        line.revision.version: [mark.pk for mark in line.marks]
        for line in answer.context["lines"]
        if line.marks
    }
    assert marks == {4: [named.pk]}
    assert "Sent on 3 May" in words(answer)


def test_links_of_a_filtered_list_keep_the_filter(
    signed_in: SignIn, four: Place, editor: User
) -> None:
    answer = signed_in(editor).get(f"{HISTORY}?major=on&version=4&with=2")

    html = answer.content.decode()
    assert 'href="?major=on&amp;version=2"' in html
    assert '<input type="hidden" name="major" value="on">' in html


def test_ten_thousand_versions_are_listed_by_pages_in_few_queries(
    signed_in: SignIn,
    place: Place,
    editor: User,
    django_assert_max_num_queries: DjangoAssertNumQueries,
) -> None:
    add(place, 10_000, by=editor)
    client = signed_in(editor)
    client.get(HISTORY)

    with django_assert_max_num_queries(20) as asked:
        last = client.get(f"{HISTORY}?page=200&by={editor.pk}&major=on")

    assert versions(last) == list(range(50, 0, -1))
    assert "200 of 200" in words(last)
    lists = [each["sql"] for each in asked if "LIMIT 50" in each["sql"]]
    assert lists
    assert not any('"body"' in sql for sql in lists)


def test_a_version_that_differs_in_a_link_alone_says_so(
    signed_in: SignIn, place: Place, editor: User
) -> None:
    link = '<p><a href="https://{}.example/">There</a></p><p>Same</p>'
    for version, host in enumerate(("old", "new")):
        saving.save(place, link.format(host), version=version, by=editor)

    page = words(signed_in(editor).get(HISTORY))

    assert page.count("The words are the same; form or links differ.") == 1


def test_a_suggestion_of_form_alone_says_so_to_whoever_reads_it(
    signed_in: SignIn, place: Place, editor: User
) -> None:
    saving.save(place, "<p>One</p><p>Two</p>", version=0, by=editor)
    author = contributor(place.edition, "A")
    body = "<h4>One</h4><p>Two</p>"
    row = suggestions.suggest(place, body, version=1, reason="", by=author)

    page = words(signed_in(author).get(f"{SECTION}suggestions/{row.pk}/"))

    assert page.count("The words are the same; form or links differ.") == 1
