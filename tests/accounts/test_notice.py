from __future__ import annotations

import pytest
from django.test import Client

from accounts.models import Membership, User
from imap.core.access import access_for
from imap.core.audit.models import AuditEvent
from imap.core.legal import notice_version
from tests.factories import make_member, make_membership

NOTICE = "/en/bmp/notice/"


@pytest.fixture
def member(client: Client) -> User:
    """Somebody who accepted a version that is no longer in force."""
    user = make_member()
    Membership.objects.filter(user=user).update(notice_version="2011-01")
    client.force_login(user)
    return user


def _tick(**changes: str) -> dict[str, str]:
    return {"notice": "on", "version": notice_version("bmp")} | changes


def test_a_member_reads_the_new_notice_before_the_pages_of_the_i_map(
    client: Client, member: User
) -> None:
    answer = client.get("/en/bmp/countries/?q=a")

    assert answer.status_code == 302
    assert answer["Location"] == f"{NOTICE}?next=%2Fen%2Fbmp%2Fcountries%2F%3Fq%3Da"
    assert client.get(answer["Location"]).status_code == 200


def test_whoever_agrees_goes_on_to_the_page_that_was_wanted(
    client: Client, member: User
) -> None:
    answer = client.post(f"{NOTICE}?next=/en/bmp/countries/", _tick())

    membership = Membership.objects.get(user=member)
    assert answer["Location"] == "/en/bmp/countries/"
    assert membership.notice_version == notice_version("bmp")
    assert membership.notice_at is not None
    assert client.get("/en/bmp/countries/").status_code == 200
    assert AuditEvent.objects.get(action="membership.notice").chain == "bmp"


def test_agreeing_twice_is_recorded_once(client: Client, member: User) -> None:
    first, second = client.post(NOTICE, _tick()), client.post(NOTICE, _tick())

    assert first.status_code == second.status_code == 302
    assert AuditEvent.objects.filter(action="membership.notice").count() == 1


def test_without_the_tick_nothing_is_accepted(client: Client, member: User) -> None:
    answer = client.post(NOTICE, _tick(notice=""))

    assert "Read the legal notice and agree" in answer.content.decode()
    assert access_for(member, "bmp").owes_notice


def test_a_version_that_is_not_in_force_cannot_be_accepted(
    client: Client, member: User
) -> None:
    assert client.post(NOTICE, _tick(version="2011-01")).status_code == 409
    assert access_for(member, "bmp").owes_notice


def test_nobody_is_led_to_another_site(client: Client, member: User) -> None:
    answer = client.post(f"{NOTICE}?next=https://evil.example/", _tick())

    assert answer["Location"] == "/en/bmp/map/"


def test_data_and_fragments_are_refused_in_kind(client: Client, member: User) -> None:
    data = client.get("/bmp/data/status.json")
    fragment = client.get("/en/bmp/countries/", headers={"HX-Request": "true"})

    assert (data.status_code, data.json()) == (403, {"error": "notice not accepted"})
    assert (fragment.status_code, fragment["HX-Redirect"]) == (403, NOTICE)


def test_public_pages_and_the_other_i_map_ask_for_nothing(
    client: Client, member: User
) -> None:
    make_membership(member, "mtm")

    for path in ("/en/bmp/", "/en/bmp/register/", "/en/mtm/countries/", "/en/me/"):
        assert client.get(path).status_code == 200


def test_one_acceptance_holds_for_every_role(client: Client, member: User) -> None:
    make_membership(member, role="editor", country="ARM")

    assert client.get("/en/bmp/countries/").status_code == 200


def test_a_stranger_does_not_see_the_page(client: Client) -> None:
    assert client.get(NOTICE).status_code == 302
    client.force_login(make_member("mtm"))
    assert client.get(NOTICE).status_code == 403
