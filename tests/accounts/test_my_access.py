from __future__ import annotations

from datetime import timedelta

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
