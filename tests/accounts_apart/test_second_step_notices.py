"""Mails about the second step, which are sent once the change is committed."""

from __future__ import annotations

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import SECRET_SESSION_KEY
from django.test import Client

from tests.accounts.conftest import Mails
from tests.accounts.signing_in import confirm, shown_for, sign_in, subjects
from tests.factories import code_of, give_second_factor, make_member

pytestmark = pytest.mark.django_db(transaction=True)


def test_adding_and_removing_an_app_is_told(client: Client) -> None:
    user = make_member()
    sign_in(client, user)
    confirm(client)
    client.get("/en/accounts/2fa/totp/activate/")
    code = {"code": shown_for(client.session[SECRET_SESSION_KEY])}
    client.post("/en/accounts/2fa/totp/activate/", code)

    client.post("/en/accounts/2fa/totp/deactivate/")

    assert not Authenticator.objects.filter(user=user).exists()
    assert subjects() == [
        "an app was added to your sign-in",
        "the app was removed from your sign-in",
    ]


def test_printed_codes_are_told_when_made_and_when_used(
    client: Client, mails: Mails
) -> None:
    user = make_member()
    give_second_factor(user)
    sign_in(client, user, code_of(user))
    confirm(client)
    client.post("/en/accounts/2fa/recovery-codes/generate/")
    sheet = Authenticator.objects.get(user=user, type="recovery_codes")
    code = RecoveryCodes(sheet).get_unused_codes()[0]
    client.post("/en/accounts/logout/")

    sign_in(client, user, code)

    assert subjects() == ["new printed codes were made", "a printed code was used"]
    assert "9 codes are left" in mails()[-1].text
    assert code not in mails()[-1].text
