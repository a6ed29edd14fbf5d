"""A second step that is added, changed or removed ends the person's other sessions."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import SECRET_SESSION_KEY
from django.test import Client

from accounts.models import User
from imap.core.audit.models import AuditEvent
from tests.accounts.signing_in import confirm, shown_for, sign_in
from tests.factories import code_of, give_second_factor, make_member

pytestmark = pytest.mark.django_db(transaction=True)

APP = "/en/accounts/2fa/totp/activate/"


def _add(client: Client) -> None:
    client.get(APP)
    client.post(APP, {"code": shown_for(client.session[SECRET_SESSION_KEY])})


def _remove(client: Client) -> None:
    client.post("/en/accounts/2fa/totp/deactivate/")


def _print_anew(client: Client) -> None:
    client.post("/en/accounts/2fa/recovery-codes/generate/")


def _is_in(client: Client) -> bool:
    return client.get("/en/me/").status_code == 200


def _session(user: User, code: str = "") -> Client:
    client = Client()
    sign_in(client, user, code)
    return client


def _recorded() -> set[tuple[str, str]]:
    events = AuditEvent.objects.filter(action__startswith="account.factor")
    return {(each.action, each.data["kind"]) for each in events}


def test_adding_a_second_step_ends_what_a_password_alone_opened() -> None:
    user = make_member()
    here, elsewhere = _session(user), _session(user)
    stranger = _session(make_member())
    confirm(here)

    _add(here)

    assert Authenticator.objects.filter(user=user, type="totp").exists()
    assert [_is_in(each) for each in (here, elsewhere, stranger)] == [True, False, True]
    assert ("account.factor_added", "totp") in _recorded()


@pytest.mark.parametrize(
    ("change", "record"),
    [
        (_remove, ("account.factor_removed", "totp")),
        (_print_anew, ("account.factor_reset", "recovery_codes")),
    ],
)
def test_changing_or_removing_one_ends_the_others_too(
    change: Callable[[Client], None], record: tuple[str, str]
) -> None:
    user = make_member()
    elsewhere = _session(user)
    give_second_factor(user)
    here = _session(user, code_of(user))
    confirm(here)

    change(here)

    assert [_is_in(here), _is_in(elsewhere)] == [True, False]
    assert record in _recorded()
