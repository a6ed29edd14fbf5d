from __future__ import annotations

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from tests.factories import make_member, make_membership, make_user

ME = "/en/me/"


def test_my_page_lists_each_i_map_with_role_and_end(client: Client) -> None:
    user = make_member(role="editor", country="ARM", username="im-0001")
    membership = make_membership(user, "mtm")
    membership.valid_from = timezone.localdate() - timedelta(days=60)
    membership.valid_until = timezone.localdate() - timedelta(days=1)
    membership.save()
    client.force_login(user)

    page = client.get(ME).content.decode()

    assert "BMP i-Map" in page
    assert "MTM i-Map" in page
    assert "Editor" in page
    assert "Ended" in page
    assert "/en/bmp/map/" in page
    assert "/en/mtm/map/" not in page
    assert "im-0001" in page


def test_a_person_in_both_sees_two_memberships_and_what_each_is_for(
    client: Client,
) -> None:
    user = make_member("bmp", role="editor", country="ARM")
    make_membership(user, "mtm", "reader")
    client.force_login(user)

    page = client.get(ME).content.decode()

    assert page.count('class="access ruled" data-dialogue=') == 2
    assert "write the profiles of your state" in page
    assert "Read the map, the profiles and the figures." in page
    assert "Editor, Armenia" in page


@pytest.mark.parametrize("here", ["bmp", "mtm"])
def test_a_person_in_both_sees_nothing_of_one_in_the_other(
    client: Client, here: str
) -> None:
    other = "mtm" if here == "bmp" else "bmp"
    user = make_member("bmp")
    make_membership(user, "mtm")
    client.force_login(user)

    for path in ("", "map/", "countries/", "register/"):
        answer = client.get(f"/en/{here}/{path}")
        assert answer.status_code == 200
        assert f"/{other}/" not in answer.content.decode()
        assert other.upper() not in answer.content.decode()


def test_my_page_says_whether_the_second_step_is_due(client: Client) -> None:
    client.force_login(make_member(role="editor", second_factor=False))
    assert "still to set up" in client.get(ME).content.decode()

    client.force_login(make_member(role="editor"))
    assert "still to set up" not in client.get(ME).content.decode()


def test_access_that_ends_soon_is_marked(client: Client) -> None:
    user = make_user()
    soon = timezone.localdate() + timedelta(days=20)
    make_membership(user, valid_until=soon)
    client.force_login(user)

    assert "Ends soon" in client.get(ME).content.decode()


def test_a_stranger_is_led_to_the_sign_in(client: Client) -> None:
    assert client.get(ME)["Location"] == f"/en/accounts/login/?next={ME}"
    assert client.post(f"{ME}language/", {"language": "ru"}).status_code == 302


def test_somebody_without_access_is_told_what_will_appear(client: Client) -> None:
    client.force_login(make_user())

    assert "You have no access to an i-Map." in client.get(ME).content.decode()


def test_the_chosen_language_is_stored_and_used(client: Client) -> None:
    user = make_member()
    client.force_login(user)

    answer = client.post(f"{ME}language/", {"language": "ru"})

    user.refresh_from_db()
    assert answer["Location"] == "/ru/me/"
    assert user.language == "ru"
    assert client.get("/accounts/login/")["Location"].startswith("/ru/")


def test_an_unknown_language_changes_nothing(client: Client) -> None:
    user = make_member()
    client.force_login(user)

    client.post(f"{ME}language/", {"language": "xx"})

    user.refresh_from_db()
    assert user.language == "en"
