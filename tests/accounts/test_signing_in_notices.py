"""What a person is told by mail about the own sign-in."""

from __future__ import annotations

import time

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import (
    SECRET_SESSION_KEY,
    format_hotp_value,
    hotp_value,
)
from django.test import Client

from accounts.models import User
from accounts.sign_in import devices
from imap.core.outbox.models import OutgoingMail
from tests.accounts.conftest import Mails
from tests.factories import PASSWORD, code_of, give_second_factor, make_member

LOGIN = "/en/accounts/login/"
FIREFOX = "Mozilla/5.0 (Windows NT 10.0; Win64; rv:115.0) Gecko/2010 Firefox/115.0"
CHROME = "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 Chrome/131.0.0.0"


def _sign_in(client: Client, user: User, code: str = "") -> None:
    credentials = {"login": user.email, "password": PASSWORD}
    client.post(LOGIN, credentials, HTTP_USER_AGENT=FIREFOX)
    if code:
        client.post("/en/accounts/2fa/authenticate/", {"code": code})
    assert "_auth_user_id" in client.session


def _subjects() -> list[str]:
    rows = OutgoingMail.objects.order_by("pk")
    return [
        subject.removeprefix("i-Map: ")
        for subject in rows.values_list("subject", flat=True)
    ]


def _confirm(client: Client) -> None:
    client.post("/en/accounts/reauthenticate/", {"password": PASSWORD})


def test_a_new_browser_is_told_and_a_known_one_is_not(mails: Mails) -> None:
    user = make_member(email="ada@ministry.example")
    own, other = Client(), Client()

    _sign_in(own, user)
    assert mails() == []  # the first sign-in of all
    own.post("/en/accounts/logout/")
    _sign_in(own, user)
    assert mails() == []
    _sign_in(other, user)

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
    _sign_in(Client(), ben)

    for user in (ada, ben, ada, ben):
        _sign_in(shared, user)
        shared.post("/en/accounts/logout/")

    assert [mail.to for mail in mails()] == ["ben@ministry.example"]


def test_a_made_up_cookie_makes_no_browser_known(mails: Mails) -> None:
    user = make_member()
    _sign_in(Client(), user)
    forger = Client()
    forger.cookies["device"] = "WyJ4Il0:1vN:x"

    _sign_in(forger, user)

    assert len(mails()) == 1


def test_the_notice_is_in_the_person_s_language(mails: Mails) -> None:
    user = make_member(language="ru")
    _sign_in(Client(), user)

    _sign_in(Client(), user)

    [mail] = mails()
    assert mail.language == "ru"
    assert "/ru/accounts/password/reset/" in mail.text


@pytest.mark.django_db(transaction=True)
def test_adding_and_removing_an_app_is_told(client: Client) -> None:
    user = make_member()
    _sign_in(client, user)
    _confirm(client)
    client.get("/en/accounts/2fa/totp/activate/")
    code = {"code": _shown_for(client.session[SECRET_SESSION_KEY])}
    client.post("/en/accounts/2fa/totp/activate/", code)

    client.post("/en/accounts/2fa/totp/deactivate/")

    assert not Authenticator.objects.filter(user=user).exists()
    assert _subjects() == [
        "an app was added to your sign-in",
        "the app was removed from your sign-in",
    ]


def _shown_for(secret: str) -> str:
    return format_hotp_value(hotp_value(secret, int(time.time()) // 30))


@pytest.mark.django_db(transaction=True)
def test_printed_codes_are_told_when_made_and_when_used(
    client: Client, mails: Mails
) -> None:
    user = make_member()
    give_second_factor(user)
    _sign_in(client, user, code_of(user))
    _confirm(client)
    client.post("/en/accounts/2fa/recovery-codes/generate/")
    sheet = Authenticator.objects.get(user=user, type="recovery_codes")
    code = RecoveryCodes(sheet).get_unused_codes()[0]
    client.post("/en/accounts/logout/")

    _sign_in(client, user, code)

    assert _subjects() == ["new printed codes were made", "a printed code was used"]
    assert "9 codes are left" in mails()[-1].text
    assert code not in mails()[-1].text


def test_a_printed_code_works_once(client: Client) -> None:
    user = make_member()
    give_second_factor(user)
    code = RecoveryCodes.activate(user).get_unused_codes()[0]
    _sign_in(client, user, code)
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
    _sign_in(client, user, code_of(user))
    sheet = "/en/accounts/2fa/recovery-codes/print/"

    asked = client.get(sheet)
    _confirm(client)
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
