"""What a person is told by mail about the own sign-in."""

from __future__ import annotations

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from django.test import Client

from accounts.sign_in import devices
from tests.accounts.conftest import Mails
from tests.accounts.signing_in import FIREFOX, LOGIN, confirm, sign_in
from tests.factories import PASSWORD, code_of, give_second_factor, make_member

CHROME = "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 Chrome/131.0.0.0"


def test_a_new_browser_is_told_and_a_known_one_is_not(mails: Mails) -> None:
    user = make_member(email="ada@ministry.example")
    own, other = Client(), Client()

    sign_in(own, user)
    assert mails() == []  # the first sign-in of all
    own.post("/en/accounts/logout/")
    sign_in(own, user)
    assert mails() == []
    sign_in(other, user)

    [mail] = mails()
    assert mail.subject == "i-Map: sign-in from a new device"
    assert "Firefox on Windows" in mail.text
    assert "127.0.0.1" in mail.text
    assert "http://testserver/en/accounts/password/reset/" in mail.text
    assert "http://testserver/en/accounts/password/reset/" in mail.html


def test_a_browser_known_for_one_person_is_new_for_another(mails: Mails) -> None:
    ada = make_member(email="ada@ministry.example")
    ben = make_member(email="ben@ministry.example")
    shared = Client()
    sign_in(Client(), ben)

    for user in (ada, ben, ada, ben):
        sign_in(shared, user)
        shared.post("/en/accounts/logout/")

    assert [mail.to for mail in mails()] == ["ben@ministry.example"]


def test_a_made_up_cookie_makes_no_browser_known(mails: Mails) -> None:
    user = make_member()
    sign_in(Client(), user)
    forger = Client()
    forger.cookies["device"] = "WyJ4Il0:1vN:x"

    sign_in(forger, user)

    assert len(mails()) == 1


def test_the_notice_is_in_the_person_s_language(mails: Mails) -> None:
    user = make_member(language="ru")
    sign_in(Client(), user)

    sign_in(Client(), user)

    [mail] = mails()
    assert mail.language == "ru"
    assert "/ru/accounts/password/reset/" in mail.text


def test_a_printed_code_works_once(client: Client) -> None:
    user = make_member()
    give_second_factor(user)
    code = RecoveryCodes.activate(user).get_unused_codes()[0]
    sign_in(client, user, code)
    client.post("/en/accounts/logout/")

    client.post(LOGIN, {"login": user.email, "password": PASSWORD})
    again = client.post("/en/accounts/2fa/authenticate/", {"code": code})

    assert "was used before" in again.content.decode()
    assert "_auth_user_id" not in client.session


def test_the_sheet_shows_what_is_left_and_only_after_confirming(
    client: Client,
) -> None:
    user = make_member()
    give_second_factor(user)
    codes = RecoveryCodes.activate(user).get_unused_codes()
    sign_in(client, user, code_of(user))
    sheet = "/en/accounts/2fa/recovery-codes/print/"

    asked = client.get(sheet)
    confirm(client)
    page = client.get(sheet).content.decode()

    assert "/reauthenticate/" in asked["Location"]
    assert all(f"{code[:4]} {code[4:]}" in page for code in codes)
    assert user.email in page


def test_secrets_lie_encrypted_in_the_database() -> None:
    user = make_member()
    give_second_factor(user)
    codes = RecoveryCodes.activate(user)

    app = Authenticator.objects.get(user=user, type="totp")

    assert app.data["secret"].startswith("gAAAA")
    assert codes.instance.data["seed"].startswith("gAAAA")


def test_guessing_the_second_step_is_stopped_wherever_it_comes_from() -> None:
    user = make_member()
    give_second_factor(user)
    for number in range(20):
        guesser = Client(REMOTE_ADDR=f"198.51.100.{number}")
        guesser.post(LOGIN, {"login": user.email, "password": PASSWORD})
        guesser.post("/en/accounts/2fa/authenticate/", {"code": "000000x"})

    late = Client(REMOTE_ADDR="203.0.113.9")
    late.post(LOGIN, {"login": user.email, "password": PASSWORD})
    late.post("/en/accounts/2fa/authenticate/", {"code": code_of(user)})

    assert "_auth_user_id" not in late.session


@pytest.mark.parametrize(
    ("user_agent", "words"),
    [
        (FIREFOX, "Firefox on Windows"),
        (f"{CHROME} Safari/537.36", "Chrome on Linux"),
        (f"{CHROME} Safari/537.36 Edg/131.0.0.0", "Edge on Linux"),
        (f"{CHROME} YaBrowser/24.1 Safari/537.36", "Yandex Browser on Linux"),
        ("Mozilla/5.0 (iPhone; like Mac OS X) Safari/604.1", "Safari on iPhone"),
        ("curl/8.5", "an unknown browser"),
        ("", "an unknown browser"),
    ],
)
def test_a_browser_is_named_in_words(user_agent: str, words: str) -> None:
    assert devices.in_words(user_agent) == words
