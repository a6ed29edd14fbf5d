"""The dry run says, before anybody is entered, what would become of each row."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import Any

import pytest
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone

from accounts import registration
from accounts.models import (
    KnownDomain,
    NominationDraft,
    User,
)
from accounts.nominations import steps as nominations
from accounts.nominations.check import DryRun
from tests.accounts.lists import HEAD, NEW, make_draft, posted
from tests.factories import make_member


@pytest.fixture
def staff() -> User:
    return make_member(role="secretariat", full_name="Mira Staff")


def test_what_is_wrong_is_said_by_row_and_column(staff: User) -> None:
    rows = (
        HEAD
        + "Ada Lind;ada(at)mfa;Atlantis;MFA;Head;King\n"
        + "Petar;p@mfa.example;Armenia;;Expert;\n"
    )

    [first, second] = DryRun(make_draft(staff, rows), staff).rows

    assert [label for label, _text in first.errors] == [
        "Official e-mail",
        "State or organisation",
        "Role",
    ]
    assert "Atlantis" in first.errors[1][1]
    assert (first.line, second.line) == (2, 3)
    assert [label for label, _text in second.errors] == ["Ministry or office"]
    assert second.form.cleaned_data["role"] == "reader"


def test_what_stands_for_all_rows_fills_the_gaps(staff: User) -> None:
    draft = make_draft(
        staff,
        "Ada <ada@mfa.example>, Head\n",
        office="ARM",
        ministry="MFA",
        role="reader",
    )

    [row] = DryRun(draft, staff).rows

    assert not row.errors
    assert (row.office, row.form.cleaned_data["ministry"]) == ("Armenia", "MFA")


def test_duplicates_are_named_and_stop_only_when_they_are_the_same_address(
    staff: User,
) -> None:
    make_member(email="Member@mfa.example", full_name="Old Member")
    make_member("mtm", email="south@mfa.example")
    rows = (
        HEAD
        + "Ada Lind;ada@mfa.example;Armenia;MFA;Head;\n"
        + "Ada L.;Ada@MFA.example;Armenia;MFA;Head;\n"
        + "Eve;eve@mfa.example;Armenia;MFA;Head;\n"
        + "Eve;eve+list@mfa.example;Armenia;MFA;Head;\n"
        + "Mo;member@mfa.example;Armenia;MFA;Head;\n"
        + "South;south@mfa.example;Armenia;MFA;Head;\n"
    )

    one, two, three, four, member, south = DryRun(make_draft(staff, rows), staff).rows

    assert (one.same_in_list, two.same_in_list) == ([3], [2])
    assert one.is_blocked
    assert (three.same_in_list, three.alike_in_list) == ([], [5])
    assert not three.is_blocked
    assert four.alike_in_list == [4]
    assert member.members
    assert member.is_out
    assert not south.members
    assert not any("member" in text for text in south.flags)


def test_odd_addresses_and_namesakes_are_said_in_words(staff: User) -> None:
    make_member(email="a.lind@other.example", full_name="Ada Lind")
    KnownDomain.objects.create(
        dialogue_id="bmp", domain="migration.am", country_id="ARM", approvals=14
    )
    rows = HEAD + "Ada Lind;ada@migratlon.am;Armenia;MFA;Head;\n"

    [row] = DryRun(make_draft(staff, rows), staff).rows

    assert any("migration.am" in text for text in row.flags)
    assert any("a.lind@other.example" in text for text in row.flags)
    assert row.rule is registration.Rule.ALONE


def test_a_contributor_names_edition_and_sections(staff: User) -> None:
    head = "Name;E-mail;State;Ministry;Post;Role;Edition;Sections\n"
    rows = (
        head
        + "Ada;ada@mfa.example;Armenia;MFA;Head;contributor;"
        + "ARM/extended/2014;C1.1, C2\n"
        + "Eve;eve@mfa.example;Armenia;MFA;Head;contributor;2014;<b>\n"
        + "Mo;mo@mfa.example;Armenia;MFA;Head;contributor;;\n"
    )

    right, wrong, empty = DryRun(make_draft(staff, rows), staff).rows

    grant = right.form.grant()
    assert (grant.edition, grant.sections) == ("ARM/extended/2014", ("C1.1", "C2"))
    assert [label for label, _text in wrong.errors] == ["Edition", "Sections"]
    assert [label for label, _text in empty.errors] == ["Edition", "Sections"]


def test_a_row_is_corrected_in_place_and_kept(client: Client, staff: User) -> None:
    client.force_login(staff)
    draft = make_draft(staff, HEAD + "Ada Lind;ada(at)mfa;Armenia;MFA;Head;Member\n")
    values = {
        **draft.people[0]["values"],
        "email": "ada@mfa.example",
        "language": "ru",
        "until": "",
    }

    wrong = client.post(
        f"/en/bmp/desk/nominations/drafts/{draft.key}/rows/0/", {**values, "name": ""}
    )
    right = client.post(f"/en/bmp/desk/nominations/drafts/{draft.key}/rows/0/", values)

    assert "Enter the name." in wrong.content.decode()
    assert right.status_code == 302
    draft.refresh_from_db()
    [row] = DryRun(draft, staff).rows
    assert not row.errors
    assert row.form.cleaned_data["language"] == "ru"


def test_columns_are_read_anew_as_told(client: Client, staff: User) -> None:
    client.force_login(staff)
    draft = make_draft(
        staff, "Head;Ada Lind;ada@mfa.example\nExpert;Petar;p@mfa.example\n"
    )
    assert draft.columns == ["name", "ministry", "email"]

    client.post(
        f"/en/bmp/desk/nominations/drafts/{draft.key}/columns/",
        {"column-0": "post", "column-1": "name", "column-2": "email"},
    )

    draft.refresh_from_db()
    assert draft.people[0]["values"] == {
        "post": "Head",
        "name": "Ada Lind",
        "email": "ada@mfa.example",
    }


def test_what_was_typed_stays_when_the_letter_is_no_letter(
    client: Client, staff: User
) -> None:
    client.force_login(staff)
    wrong = SimpleUploadedFile("letter.pdf", b"MZ not a letter")

    page = client.post(NEW, posted(letter=wrong)).content.decode()

    assert "Upload a PDF" in page
    assert "Petar Dovin" in page
    assert not NominationDraft.objects.exists()


def test_old_drafts_go_with_their_letters(
    staff: User, django_capture_on_commit_callbacks: Any
) -> None:
    old, fresh = make_draft(staff), make_draft(staff)
    NominationDraft.objects.filter(pk=old.pk).update(
        made_at=timezone.now() - timedelta(days=15)
    )

    with django_capture_on_commit_callbacks(execute=True):
        assert nominations.delete_old_drafts() == 1

    assert NominationDraft.objects.get() == fresh
    assert not default_storage.exists(str(old.letter.name))
    assert default_storage.exists(str(fresh.letter.name))


def test_a_list_of_200_is_looked_over_with_few_queries(
    client: Client, staff: User, django_assert_max_num_queries: Any
) -> None:
    rows = "".join(
        f"Person{n} Name;p{n}@mfa.example;Armenia;MFA;Head;Member\n" for n in range(200)
    )
    draft = make_draft(staff, HEAD + rows)
    client.force_login(staff)

    with django_assert_max_num_queries(40):
        page = client.get(f"/en/bmp/desk/nominations/drafts/{draft.key}/")

    assert len(re.findall(r'name="take"', page.content.decode())) == 200
