"""The one screen: what stands in the queue, and what is shown of a request."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from accounts.models import (
    KnownDomain,
    Recommendation,
    Registration,
    RegistrationEvent,
    User,
)
from tests.accounts.desk import QUEUE, decision
from tests.factories import (
    make_country,
    make_letter,
    make_member,
    make_registration,
)


@pytest.fixture
def staff(client: Client) -> User:
    user = make_member(role="secretariat", full_name="Jana Novotná")
    client.force_login(user)
    return user


def _names(page: str) -> list[str]:
    return re.findall(r'queue__name">(\w+)', page)


def _page(client: Client, path: str = "") -> str:
    return client.get(QUEUE + path).content.decode()


def test_the_queue_lists_what_is_due_first_first(client: Client, staff: User) -> None:
    now = timezone.now()
    make_registration(name="Second", confirmed_at=now - timedelta(days=3))
    make_registration(name="First", confirmed_at=now - timedelta(days=12))

    page = _page(client)

    assert _names(page) == ["First", "Second"]
    assert "<b>2</b> open" in page


def test_the_queue_shows_no_request_of_the_other_i_map_and_none_unconfirmed(
    client: Client, staff: User
) -> None:
    make_registration("mtm", name="Canary South")
    make_registration(state="link_sent", name="Canary Unconfirmed")

    for query in ("", "?state=all", "?state=all&q=canary"):
        assert "Canary" not in _page(client, query).replace('value="canary"', "")


def test_a_request_of_the_other_i_map_is_not_found(client: Client, staff: User) -> None:
    make_registration("mtm", number=7)

    assert client.get(f"{QUEUE}7/").status_code == 404
    for step in ("approve", "ask", "refuse", "claim", "preview", "undo", "second"):
        assert client.post(f"{QUEUE}7/{step}/", decision()).status_code == 404


def test_late_requests_are_counted_and_say_by_how_much(
    client: Client, staff: User
) -> None:
    make_registration(due_on=timezone.localdate() - timedelta(days=2))
    make_registration(due_on=timezone.localdate())

    page = _page(client)

    assert "<b>1</b> overdue" in page
    assert "2 days late" in page
    assert "due today" in page


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("?q=пётр", ["Пётр"]),
        ("?q=ПЕТР", ["Пётр"]),
        ("?q=customs", ["Maria"]),
        ("?q=valdoria.example", ["Maria", "Пётр"]),
        ("?q=nobody", []),
        ("?q=%00", ["Maria", "Пётр"]),
        ("?q=41", ["Maria"]),
        ("?q=9999999", []),
        ("?page=999", ["Maria", "Пётр"]),
        ("?page=x&state=x", ["Maria", "Пётр"]),
        ("?country=ARM", ["Maria"]),
        ("?country=%00%27", []),
        ("?q=cu", []),
    ],
)
def test_the_queue_can_be_searched(
    client: Client, staff: User, query: str, found: list[str]
) -> None:
    arm = make_country("ARM")
    make_registration(
        name="Maria", ministry="Customs", email="m@valdoria.example", number=41,
        country=arm,
    )  # fmt: skip
    make_registration(name="Пётр", email="p@valdoria.example", number=42)

    assert sorted(_names(_page(client, query))) == sorted(found)


def test_words_too_short_to_find_anything_are_told(client: Client, staff: User) -> None:
    make_registration()

    assert "at least three letters" in _page(client, "?q=pe")


@pytest.mark.parametrize(
    ("state", "found"),
    [
        ("open", ["Claimed", "Flagged", "Late", "Proposed"]),
        ("mine", ["Claimed"]),
        ("flagged", ["Flagged"]),
        ("late", ["Late"]),
        ("second", ["Proposed"]),
        ("asked", ["Asked"]),
        ("refused", ["Refused"]),
        ("letter", ["Late"]),
    ],
)
def test_the_queue_can_be_filtered(
    client: Client, staff: User, state: str, found: list[str]
) -> None:
    now, colleague = timezone.now(), make_member(role="secretariat")
    decided: dict[str, Any] = {"decided_at": now, "decided_by": colleague}
    soon = now + timedelta(minutes=9)
    make_registration(
        name="Claimed", state="in_review", claimed_by=staff, claimed_until=soon
    )
    make_registration(name="Flagged", is_flagged=True)
    late = make_registration(name="Late", due_on=now.date() - timedelta(days=9))
    make_registration(name="Proposed", state="cosign", **decided)
    make_registration(name="Asked", state="needs_info")
    make_registration(name="Refused", state="refused", **decided)
    make_letter(late)

    assert sorted(_names(_page(client, f"?state={state}"))) == found


def test_a_long_queue_has_pages(client: Client, staff: User) -> None:
    for _ in range(27):
        make_registration()

    first, second = _page(client, "?q=petar"), _page(client, "?q=petar&page=2")

    assert first.count("queue__name") == 25
    assert second.count("queue__name") == 2
    assert "page=2" in first


def test_what_is_counted_is_counted_up_to_a_limit(
    client: Client, staff: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("accounts.queue.listing.MOST", 2)
    for _ in range(4):
        make_registration()

    assert "<b>2+</b> open" in _page(client)


def test_the_number_of_queries_does_not_grow_with_the_queue(
    client: Client, staff: User, django_assert_num_queries: object
) -> None:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    flags = [{"code": "free_mail", "params": {"domain": "gmail.com"}}]
    make_registration(state="in_review", claimed_by=staff, flags=flags)
    with CaptureQueriesContext(
        connection,
    ) as few:
        client.get(QUEUE)
    for _ in range(20):
        make_registration(state="in_review", claimed_by=staff, flags=flags)

    with CaptureQueriesContext(connection) as many:
        client.get(QUEUE)

    assert len(many) == len(few)


def test_an_empty_queue_says_what_will_appear(client: Client, staff: User) -> None:
    assert "No registrations are waiting." in _page(client)


def test_one_screen_shows_what_is_needed_to_decide(client: Client, staff: User) -> None:
    make_registration(
        state="refused",
        email="petar@valdoria.example",
        number=3,
        decided_at=timezone.now(),
        decided_by=staff,
    )
    row = make_registration(
        email="petar@valdoria.example", number=9, name="<b>Petar</b>"
    )
    contact = make_member(role="contact_point", full_name="Nino Contact")
    Recommendation.objects.create(
        registration=row, by=contact, verdict="recommend", text="Knows the field."
    )

    page = _page(client, "9/")

    assert "&lt;b&gt;Petar&lt;/b&gt;" in page
    assert "Head of unit" in page
    assert "request 3" in page
    assert "never approved before on this i-Map" in page
    assert "Knows the field." in page
    assert "Do not grant" in page
    assert "Mail if access is given" in page


def test_the_wrong_character_is_marked_beside_the_nearest_known_domain(
    client: Client, staff: User
) -> None:
    KnownDomain.objects.create(
        dialogue_id="bmp", domain="mfa-valdoria.example", approvals=14
    )
    flags = [
        {
            "code": "visual",
            "severity": "second",
            "params": {
                "domain": "mfa-va1doria.example",
                "known": "mfa-valdoria.example",
                "approved": 14,
            },
        }
    ]
    make_registration(
        number=9, email="p@mfa-va1doria.example", flags=flags, is_flagged=True
    )

    page = _page(client, "9/")

    assert '<mark class="desk__mark">1</mark>' in page
    assert "looks like mfa-valdoria.example, approved 14 times" in page
    assert "A second colleague must agree" in page
    assert "button--main" not in page.split("desk__decision")[1]


def test_the_nearest_domain_in_another_script_is_shown_as_people_read_it(
    client: Client, staff: User
) -> None:
    known, typed = (
        f"{name}.рф".encode("idna").decode() for name in ("министерство", "министерсво")
    )
    KnownDomain.objects.create(dialogue_id="bmp", domain=known, approvals=3)
    make_registration(number=9, email=f"p@{typed}")

    page = _page(client, "9/")

    assert f"<bdi>министерство.рф</bdi> {known}" in page


def test_what_an_answer_said_before_is_shown_with_what_it_says_now(
    client: Client, staff: User
) -> None:
    row = make_registration(number=9, post="Adviser", purpose="Third")
    for before in ({"post": "Clerk", "purpose": "First"}, {"purpose": "Second"}):
        RegistrationEvent.objects.create(
            registration=row, step="correct", before=before
        )

    page = _page(client, "9/")

    assert "<del>Clerk</del> → <ins>Adviser</ins>" in page
    assert "<del>First</del> → <ins>Second</ins>" in page
    assert "<del>Second</del> → <ins>Third</ins>" in page


def test_a_letter_is_handed_out_as_a_download_to_this_secretariat_only(
    client: Client, staff: User
) -> None:
    letter = make_letter(make_registration(number=9))
    other = make_letter(make_registration("mtm", number=9))
    third = make_letter(make_registration(number=10))
    at = f"{QUEUE}9/letter/{letter.key}/"

    answer = client.get(at)
    page = _page(client, "9/")

    assert answer.status_code == 200
    assert answer["Content-Disposition"].startswith("attachment")
    assert at in page
    assert client.get(f"{QUEUE}9/letter/{other.key}/").status_code == 404
    assert client.get(f"{QUEUE}9/letter/{third.key}/").status_code == 404
    client.force_login(make_member("mtm", role="secretariat"))
    assert client.get(at).status_code == 403


def test_a_picture_may_be_looked_at_in_the_page(client: Client, staff: User) -> None:
    letter = make_letter(make_registration(number=9), media_type="image/png")

    answer = client.get(f"{QUEUE}9/letter/{letter.key}/?show")

    assert answer["Content-Disposition"].startswith("inline")
    assert answer["X-Content-Type-Options"] == "nosniff"


def test_known_domains_are_listed_with_who_and_when(
    client: Client, staff: User
) -> None:
    KnownDomain.objects.create(
        dialogue_id="bmp", domain="mfa.valdoria.example", approvals=3, last_by=staff
    )
    KnownDomain.objects.create(dialogue_id="bmp", domain="other.example", approvals=1)

    page = client.get("/en/bmp/desk/domains/?q=valdoria").content.decode()

    assert "mfa.valdoria.example" in page
    assert "Jana Novotná" in page
    assert "other.example" not in page


def test_a_known_domain_is_found_as_people_read_it_and_as_mail_writes_it(
    client: Client, staff: User
) -> None:
    KnownDomain.objects.create(dialogue_id="bmp", domain="xn--b1aew.xn--90ais")
    KnownDomain.objects.create(dialogue_id="bmp", domain="xn--d1ahl.xn--p1ai")

    for words in ("мвд", "МВД.бел", "xn--b1aew"):
        page = client.get("/en/bmp/desk/domains/", {"q": words}).content.decode()

        assert "<bdi>мвд.бел</bdi><br>xn--b1aew.xn--90ais" in page
        assert "мид.рф" not in page


@pytest.mark.parametrize("role", ["reader", "editor", "contact_point"])
def test_the_desk_does_not_exist_for_other_members(client: Client, role: str) -> None:
    client.force_login(make_member(role=role))
    make_registration(number=9)

    assert client.get(QUEUE).status_code == 404
    assert client.get("/en/bmp/desk/domains/").status_code == 404
    for step in ("approve", "ask", "claim", "preview", "undo", "send", "second"):
        assert client.post(f"{QUEUE}9/{step}/", decision()).status_code == 404
    assert client.post(f"{QUEUE}batch/", {"pick": "9:1"}).status_code == 404
    assert Registration.objects.get().state == Registration.State.WAITING
