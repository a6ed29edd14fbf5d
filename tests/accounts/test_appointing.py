from __future__ import annotations

from io import StringIO
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.test import Client

from accounts.models import Membership, User
from imap.core.access import Role, access_for
from imap.core.audit.models import AuditEvent
from tests.accounts.conftest import Mails
from tests.accounts.forms import link_in

EMAIL = "Jana@icmpd.example"


def _appoint(email: str = EMAIL, **options: Any) -> str:
    out = StringIO()
    options = {"dialogue": "bmp", "role": "secretariat"} | options
    call_command("appoint", email, stdout=out, **options)
    return out.getvalue()


def test_the_first_member_of_staff_is_appointed_recorded_and_mailed(
    client: Client, mails: Mails
) -> None:
    _appoint(name="Jana Novotná", language="ru")

    user = User.objects.get()
    [mail] = mails()
    event = AuditEvent.objects.get(action="membership.appoint")
    assert (user.email, user.full_name) == ("jana@icmpd.example", "Jana Novotná")
    assert access_for(user, "bmp").roles == {Role.SECRETARIAT}
    assert (event.chain, event.actor) == ("bmp", "")
    assert (mail.name, mail.language) == ("registration-approved", "ru")
    assert client.get(link_in(mail)).status_code == 200


def test_a_second_time_changes_nothing(mails: Mails) -> None:
    _appoint()
    said = _appoint(email=EMAIL.lower())

    assert "already" in said
    assert Membership.objects.count() == 1
    assert len(mails()) == 1
    assert AuditEvent.objects.filter(action="membership.appoint").count() == 1


def test_the_link_can_be_mailed_once_more(mails: Mails) -> None:
    _appoint()
    _appoint(again=True)

    assert len(mails()) == 2


@pytest.mark.parametrize(
    "wrong",
    [
        {"email": "no address"},
        {"language": "fr"},
        {"role": "editor"},
        {"role": "contact_point", "country": "EGY"},
    ],
)
def test_what_cannot_be_is_said(wrong: dict[str, str]) -> None:
    with pytest.raises(CommandError):
        _appoint(**wrong)

    assert not Membership.objects.exists()
