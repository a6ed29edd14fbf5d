"""The list of members, one member, the review, and the file without formulas."""

from __future__ import annotations

import csv
import io
import re
from datetime import timedelta
from typing import Any, cast

import pytest
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from openpyxl import load_workbook
from pytest_django import DjangoAssertNumQueries

from accounts.models import Membership, RoleProposal, User
from imap.core.audit.models import AuditEvent
from tests.factories import (
    make_member,
    make_membership,
    make_registration,
    make_user,
)
from tests.sign_in import sign_in


@pytest.fixture
def staff(client: Client) -> User:
    user = make_member(role="secretariat", full_name="Staff Person")
    client.force_login(user)
    return user


def _list(client: Client, **query: str) -> str:
    answer = client.get(reverse("accounts:desk-members", args=["bmp"]), query)
    assert answer.status_code == 200
    return answer.content.decode()


def _step(client: Client, step: str, held: Membership, **data: Any) -> HttpResponse:
    page = reverse(f"accounts:desk-member-{step}", args=[held.dialogue_id, held.key])
    return cast(HttpResponse, client.post(page, data))


def _of(user: User) -> Membership:
    return Membership.objects.get(user=user)


def test_the_list_is_searched_filtered_and_shows_only_this_i_map(
    client: Client, staff: User
) -> None:
    make_member(full_name="Жанна Öberg")
    make_member("mtm", full_name="Southern Person")
    make_member(role="editor", country="ARM", full_name="Edith Editor")

    assert "Southern Person" not in _list(client)
    assert "Southern Person" not in _list(client, q="southern", standing="all")
    assert "Жанна Öberg" in _list(client, q="ЖАННА oberg")
    assert "Edith Editor" not in _list(client, q="жанна")
    narrowed = _list(client, role="editor", state="ARM")
    assert "Edith Editor" in narrowed
    assert "Жанна" not in narrowed


def test_a_member_of_both_is_shown_with_the_name_given_here(
    client: Client, staff: User
) -> None:
    user = make_user(full_name="Name of the other i-Map")
    asked = make_registration(state="approved", name="Name given here", **_decided())
    make_membership(user, registration=asked)
    make_membership(user, "mtm", role="editor", country="TUN")

    page = client.get(
        reverse(
            "accounts:desk-member",
            args=["bmp", Membership.objects.of("bmp").get(user=user).key],
        )
    ).content.decode()

    assert "Name given here" in page
    assert "Name of the other" not in page
    main = page.split("<main")[1].split("</main")[0]
    assert not re.search(r"\b(TUN|mtm)\b", main, re.IGNORECASE)


@pytest.mark.parametrize(
    ("flag", "fields"),
    [
        ("leaver", {"leaver_at": timezone.now()}),
        ("renewal", {"still_in_post_at": timezone.now()}),
        ("successor", {"successor_email": "v@x.example"}),
        ("undelivered", {"undelivered_at": timezone.now()}),
        ("moved", {"move_due_on": timezone.localdate()}),
        ("review", {"created_at": timezone.now() - timedelta(days=366)}),
        ("quiet", {"last_used_on": timezone.localdate() - timedelta(days=181)}),
    ],
)
def test_each_remark_finds_its_members(
    client: Client, staff: User, flag: str, fields: dict[str, Any]
) -> None:
    make_member(full_name="Plain Person")
    marked = make_user(full_name="Marked Person")
    make_membership(marked, **fields)

    page = _list(client, flag=flag)

    assert "Marked Person" in page
    assert "Plain Person" not in page


def test_those_who_end_soon_and_those_who_have_ended(
    client: Client, staff: User
) -> None:
    today = timezone.localdate()
    for name, days in (("Soon", 60), ("Later", 61), ("Over", -1)):
        make_membership(make_user(full_name=name), valid_until=today + timedelta(days))

    soon, ended = _list(client, soon="1"), _list(client, standing="ended")

    assert "Soon</a>" in soon
    assert "Later</a>" not in soon
    assert "Over</a>" in ended
    assert "Soon</a>" not in ended


def test_more_members_take_no_more_queries(
    client: Client,
    staff: User,
    django_assert_max_num_queries: DjangoAssertNumQueries,
) -> None:
    for _number in range(60):
        asked = make_registration(state="approved", **_decided())
        make_membership(make_user(), registration=asked, undelivered_at=timezone.now())

    with django_assert_max_num_queries(24):
        _list(client)
    with django_assert_max_num_queries(34):
        client.get(reverse("accounts:desk-members-review", args=["bmp"]))


@pytest.mark.parametrize("text", ["=1+1", " @SUM(A1)", "\uff1d1"])
def test_no_cell_begins_a_formula(client: Client, staff: User, text: str) -> None:
    make_member(full_name=f"{text} Evil")

    for kind in ("csv", "xlsx"):
        cells = _export(client, kind)
        (cell,) = [cell for row in cells for cell in row if "Evil" in cell]
        assert cell.startswith("'")


def test_a_workbook_holds_texts_only(client: Client, staff: User) -> None:
    make_member(full_name="=HYPERLINK(1)")

    book = load_workbook(io.BytesIO(_download(client, "xlsx").content))

    types = {cell.data_type for row in book["i-Map"].iter_rows() for cell in row}
    assert types <= {"s", "inlineStr", "n"}  # an empty cell is an "n"


def test_an_export_is_recorded_with_its_filter_and_its_rows(
    client: Client, staff: User
) -> None:
    make_member(role="editor", country="ARM")

    rows = _export(client, "csv", role="editor")

    event = AuditEvent.objects.get(action="members.export")
    assert (event.chain, event.actor_id) == ("bmp", str(staff.pk))
    assert event.data["rows"] == len(rows) - 1 == 1
    assert event.data["filter"]["role"] == "editor"


def test_an_export_and_a_role_need_a_proof_of_the_last_minutes(client: Client) -> None:
    user = make_member(role="secretariat")
    sign_in(client, user, ago=6 * 60)

    assert _download(client, "csv").status_code == 302
    assert _step(client, "role", _of(make_member())).status_code == 302
    assert not AuditEvent.objects.filter(action="members.export").exists()


def test_steps_are_taken_on_the_page_of_a_member(client: Client, staff: User) -> None:
    held = _of(make_member())

    assert _step(client, "suspend", held, reason="", kind="cause").status_code == 200
    answer = _step(client, "suspend", held, reason="Asked by him.", kind="absence")
    assert answer.status_code == 302
    assert _step(client, "suspend", held, reason="x", kind="cause").status_code == 409
    assert _step(client, "resume", held).status_code == 302
    assert _step(client, "end", held, reason="Left.").status_code == 302
    assert _step(client, "renew", held).status_code == 409


def test_what_was_typed_is_kept_and_the_error_leads_to_its_field(
    client: Client, staff: User
) -> None:
    held = _of(make_member())

    page = _step(
        client, "role", held, role="contributor", until="2020-01-01", reason="Because"
    ).content.decode()

    assert "Because" in page
    assert 'href="#role_until"' in page
    assert 'href="#role_edition"' in page


def test_the_own_access_and_foreign_ones_are_out_of_reach(
    client: Client, staff: User
) -> None:
    foreign = _of(make_member("mtm"))
    page = reverse("accounts:desk-member-renew", args=["bmp", foreign.key])

    assert client.post(page).status_code == 404
    assert _step(client, "renew", _of(staff)).status_code == 403


def test_a_role_is_proposed_and_confirmed_on_the_pages(
    client: Client, staff: User
) -> None:
    colleague = make_member(role="secretariat")
    held = _of(make_member())
    until = (timezone.localdate() + timedelta(days=90)).isoformat()
    _step(
        client, "role", held, role="editor", country="ARM", until=until, reason="Named"
    )
    row = RoleProposal.objects.get()
    page = reverse("accounts:desk-role-confirm", args=["bmp", row.key])

    assert client.post(page).status_code == 403
    client.force_login(colleague)
    assert (
        "Confirm the role"
        in client.get(
            reverse("accounts:desk-member", args=["bmp", held.key])
        ).content.decode()
    )
    assert client.post(page).status_code == 302
    assert client.post(page).status_code == 409


def test_the_review_ticks_whom_staff_looked_at(client: Client, staff: User) -> None:
    long_ago = timezone.now() - timedelta(days=400)
    held = make_membership(make_user(full_name="Old Hand"), created_at=long_ago)
    Membership.objects.filter(user=staff).update(created_at=long_ago)
    own, page = _of(staff), reverse("accounts:desk-members-review", args=["bmp"])
    assert "<b>0</b> of 2" in client.get(page).content.decode()

    client.post(
        reverse("accounts:desk-members-looked-at", args=["bmp"]),
        {"member": [str(held.key), str(own.key), "x", "0" * 36]},
    )

    assert "<b>1</b> of 2" in client.get(page).content.decode()
    own.refresh_from_db()
    assert own.reviewed_at is None


def test_nobody_is_called_up_before_a_year_has_passed(
    client: Client, staff: User
) -> None:
    page = reverse("accounts:desk-members-review", args=["bmp"])
    for name, days in (("Old Hand", 366), ("New Hand", 364)):
        begun = timezone.now() - timedelta(days=days)
        make_membership(
            make_user(full_name=name),
            created_at=begun,
            last_used_on=timezone.localdate(),
        )

    text = client.get(page).content.decode()

    assert "Old Hand" in text
    assert "New Hand" not in text


def test_leavers_stand_before_those_to_look_at(client: Client, staff: User) -> None:
    make_membership(
        make_user(full_name="Early Bird"),
        created_at=timezone.now() - timedelta(days=400),
    )
    make_membership(make_user(full_name="Zoe Left"), leaver_at=timezone.now())

    page = client.get(reverse("accounts:desk-members-review", args=["bmp"]))

    text = page.content.decode()
    assert text.index("Zoe Left") < text.index("Early Bird")


def _decided() -> dict[str, Any]:
    staff = User.objects.filter(memberships__role="secretariat").first()
    return {"decided_at": timezone.now(), "decided_by": staff}


def _download(client: Client, kind: str, **query: str) -> HttpResponse:
    page = reverse("accounts:desk-members-export", args=["bmp"])
    return cast(HttpResponse, client.post(page, {"format": kind, **query}))


def _export(client: Client, kind: str, **query: str) -> list[list[str]]:
    content = _download(client, kind, **query).content
    if kind == "csv":
        return list(csv.reader(io.StringIO(content.decode("utf-8-sig"), newline="")))
    book = load_workbook(io.BytesIO(content))
    rows = book["i-Map"].iter_rows(values_only=True)
    return [[str(cell or "") for cell in row] for row in rows]
