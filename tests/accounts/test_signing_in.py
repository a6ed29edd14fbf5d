from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import Settings

from imap.core.outbox.models import OutgoingMail
from tests.accounts.conftest import Mails
from tests.accounts.forms import link_in
from tests.factories import PASSWORD, make_member, make_membership, make_user

LOGIN = "/en/accounts/login/"
HERE, ELSEWHERE = "192.0.2.10", "198.51.100.7"


def _try(client: Client, name: str, password: str, network: str = HERE) -> bool:
    client.post(LOGIN, {"login": name, "password": password}, REMOTE_ADDR=network)
    return "_auth_user_id" in client.session


@pytest.mark.parametrize(
    "name", ["ada@ministry.example", "ADA@ministry.example", "ada"]
)
def test_one_signs_in_with_address_or_user_name(client: Client, name: str) -> None:
    make_member(email="Ada@ministry.example", username="ada")

    assert _try(client, name, PASSWORD)


def test_an_international_address_signs_in_as_it_is_written(client: Client) -> None:
    make_member(email="ada@xn--mnchen-3ya.example")

    assert _try(client, "ada@münchen.example", PASSWORD)


def _prove(client: Client) -> None:
    """Type the password once more, as changes of the account ask for."""
    client.post("/en/accounts/reauthenticate/", {"password": PASSWORD})


@pytest.mark.parametrize("name", ["ada@ministry.example", "nobody@x.example", "a\0b"])
def test_a_wrong_password_and_an_unknown_name_look_alike(
    client: Client, name: str
) -> None:
    make_member(email="ada@ministry.example")

    answer = client.post(LOGIN, {"login": name, "password": "wrong"})

    assert answer.status_code == 200
    page = answer.content.decode()
    assert "is not right" in page or "\0" in name


def test_guessing_is_stopped_after_ten_failures(client: Client) -> None:
    make_member(email="ada@ministry.example")
    for _ in range(10):
        assert not _try(client, "ada@ministry.example", "wrong")

    assert not _try(client, "ada@ministry.example", PASSWORD)


def test_nobody_elsewhere_is_kept_out_by_somebody_who_guesses(client: Client) -> None:
    make_member(email="ada@ministry.example")
    for _ in range(60):
        _try(Client(), "ada@ministry.example", "wrong", HERE)

    assert _try(client, "ada@ministry.example", PASSWORD, ELSEWHERE)


def test_a_colleague_in_the_same_network_still_signs_in(client: Client) -> None:
    make_member(email="ada@ministry.example")
    make_member(email="ben@ministry.example")
    for _ in range(12):
        _try(Client(), "ada@ministry.example", "wrong")

    assert _try(client, "ben@ministry.example", PASSWORD)


def test_fifty_failures_over_many_names_stop_the_network(client: Client) -> None:
    make_member(email="ada@ministry.example")
    for number in range(50):
        _try(Client(), f"x{number}@ministry.example", "wrong")

    assert not _try(Client(), "ada@ministry.example", PASSWORD)
    assert _try(client, "ada@ministry.example", PASSWORD, ELSEWHERE)


def test_the_network_is_the_one_behind_the_trusted_proxy(
    client: Client, settings: Settings
) -> None:
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = 0
    make_member(email="ada@ministry.example")
    for number in range(12):
        client.post(
            LOGIN,
            {"login": "ada@ministry.example", "password": "wrong"},
            HTTP_X_FORWARDED_FOR=f"203.0.113.{number}",
            REMOTE_ADDR=HERE,
        )

    assert not _try(client, "ada@ministry.example", PASSWORD)


def test_after_signing_in_the_only_map_opens_in_the_language_of_the_page(
    client: Client,
) -> None:
    make_member(email="ada@ministry.example")

    answer = client.post(
        "/ru/accounts/login/", {"login": "ada@ministry.example", "password": PASSWORD}
    )

    assert answer["Location"] == "/ru/bmp/map/"


def test_whoever_has_two_i_maps_or_none_comes_to_the_own_page(client: Client) -> None:
    make_membership(make_member(email="two@ministry.example"), "mtm")
    make_user(email="none@ministry.example")

    for name in ("two@ministry.example", "none@ministry.example"):
        answer = Client().post(LOGIN, {"login": name, "password": PASSWORD})
        assert answer["Location"] == "/en/me/"


@pytest.mark.parametrize(
    ("target", "lands"),
    [
        ("/en/bmp/countries/", "/en/bmp/countries/"),
        ("https://evil.example/", "/en/bmp/map/"),
        ("//evil.example/", "/en/bmp/map/"),
        ("javascript:alert(1)", "/en/bmp/map/"),
    ],
)
def test_next_leads_to_this_host_only(client: Client, target: str, lands: str) -> None:
    make_member(email="ada@ministry.example")

    answer = client.post(
        LOGIN,
        {"login": "ada@ministry.example", "password": PASSWORD, "next": target},
    )

    assert answer["Location"] == lands


def test_a_closed_account_gets_a_page_and_no_session(client: Client) -> None:
    make_member(email="ada@ministry.example", is_active=False)

    answer = client.post(
        LOGIN, {"login": "ada@ministry.example", "password": PASSWORD}, follow=True
    )

    assert "This account is closed" in answer.content.decode()
    assert "_auth_user_id" not in client.session


def test_nobody_signs_up_here(client: Client) -> None:
    answers = client.get("/en/accounts/signup/"), client.post("/en/accounts/signup/")

    assert {answer["Location"] for answer in answers} == {"/en/"}


def test_a_forgotten_password_is_set_anew_in_the_person_s_language(
    client: Client, mails: Mails
) -> None:
    make_member(email="ada@ministry.example", language="ru", username="ada")

    client.post("/en/accounts/password/reset/", {"email": "ADA@ministry.example"})

    [mail] = mails("account")
    link = link_in(mail)
    assert mail.language == "ru"
    assert "http://testserver/ru/accounts/password/reset/key/" in mail.text
    assert "ada" in mail.text
    form = client.get(link, follow=True)
    password = "seven slow boats at noon"
    client.post(
        form.redirect_chain[-1][0], {"password1": password, "password2": password}
    )
    assert _try(client, "ada@ministry.example", password)


@pytest.mark.parametrize("path", ["password/reset/", "username/"])
def test_forgotten_things_show_the_same_screen_for_every_address(
    client: Client, path: str
) -> None:
    make_member(email="ada@ministry.example")

    pages = [
        client.post(f"/en/accounts/{path}", {"email": email}, follow=True)
        for email in ("ada@ministry.example", "bob@ministry.example")
    ]

    assert pages[0].redirect_chain == pages[1].redirect_chain
    assert pages[0].content == pages[1].content
    assert OutgoingMail.objects.count() == 2


def test_the_forgotten_user_name_comes_by_mail_three_times_an_hour(
    client: Client, mails: Mails
) -> None:
    make_member(email="ada@ministry.example", username="im-1234")

    for _ in range(5):
        client.post("/en/accounts/username/", {"email": "ada@ministry.example"})

    sent = mails("username")
    assert len(sent) == 3
    assert "im-1234" in sent[0].text


def test_changing_the_password_asks_for_the_old_one_and_tells_by_mail(
    client: Client, mails: Mails
) -> None:
    make_member(email="ada@ministry.example")
    _try(client, "ada@ministry.example", PASSWORD)
    new = "seven slow boats at noon"

    wrong = client.post(
        "/en/accounts/password/change/",
        {"oldpassword": "wrong", "password1": new, "password2": new},
    )
    client.post(
        "/en/accounts/password/change/",
        {"oldpassword": PASSWORD, "password1": new, "password2": new},
    )

    assert wrong.status_code == 200
    assert [mail.subject for mail in mails("account")] == [
        "i-Map: your password was changed"
    ]
    assert _try(Client(), "ada@ministry.example", new)


def test_one_signs_out_everywhere_else(client: Client) -> None:
    make_member(email="ada@ministry.example")
    elsewhere = Client()
    _try(elsewhere, "ada@ministry.example", PASSWORD)
    _try(client, "ada@ministry.example", PASSWORD)
    elsewhere.get("/en/me/")
    client.get("/en/me/")

    page = client.get(reverse("usersessions_list")).content.decode()
    client.post(reverse("usersessions_list"))

    assert "Sign out everywhere else" in page
    assert elsewhere.get("/en/me/").status_code == 302
    assert client.get("/en/me/").status_code == 200


def test_signing_out_needs_the_button(client: Client) -> None:
    make_member(email="ada@ministry.example")
    _try(client, "ada@ministry.example", PASSWORD)

    asked = client.get("/en/accounts/logout/")
    done = client.post("/en/accounts/logout/")

    assert asked.status_code == 200
    assert done["Clear-Site-Data"] == '"cache", "storage"'
    assert "_auth_user_id" not in client.session


@pytest.mark.parametrize(
    "name",
    [
        "account_change_password",
        "account_email",
        "account_reauthenticate",
        "mfa_index",
        "usersessions_list",
        "me:home",
    ],
)
@pytest.mark.parametrize("language", ["en", "ru"])
def test_the_pages_of_the_account_open_without_inline_styles(
    client: Client, name: str, language: str
) -> None:
    make_member(email="ada@ministry.example")
    _try(client, "ada@ministry.example", PASSWORD)
    path = reverse(name).replace("/en/", f"/{language}/")

    answer = client.get(path, follow=True)

    assert answer.status_code == 200
    assert "style=" not in answer.content.decode()


def test_the_second_step_can_be_set_up(client: Client) -> None:
    make_member(email="ada@ministry.example")
    _try(client, "ada@ministry.example", PASSWORD)
    asked = client.get(reverse("mfa_activate_totp"))
    _prove(client)

    page = client.get(reverse("mfa_activate_totp")).content.decode()

    assert "/reauthenticate/" in asked["Location"]
    assert "data:image/svg+xml" in page
    assert "style=" not in page
