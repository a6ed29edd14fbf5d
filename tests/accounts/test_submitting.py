from __future__ import annotations

import json
import re

import pytest
from django.test import Client
from django.utils import timezone

from accounts.models import Registration, User
from imap.core.audit.models import AuditEvent
from imap.core.legal import notice_version
from tests.accounts.conftest import Mails
from tests.accounts.forms import FORM, SENT, link_in, typed
from tests.factories import make_member, make_membership, make_registration

HOSTILE = [
    "{{ 7|add:1 }}",
    "{% load static %}",
    "<script>alert(1)</script>",
    "=HYPERLINK('x')",
    "' OR 1=1 --",
    "عربي ქართული Қазақ 中文 👩‍👩‍👧",
    "O’Neill-Ñandú",
]


def test_a_request_is_stored_with_all_that_was_typed(client: Client) -> None:
    response = client.post(FORM, typed())

    row = Registration.objects.get()
    assert response.status_code == 302
    assert response["Location"] == SENT
    assert row.state == Registration.State.LINK_SENT
    assert (row.name, row.email) == ("Anna Hakobyan", "anna.h@migration.example")
    assert (row.country_id, row.organisation_id) == ("ARM", None)
    assert row.purpose == "Preparing a meeting.\nReading profiles."
    assert row.notice_version == notice_version("bmp")
    assert row.number is None


def test_no_account_comes_of_a_request(client: Client) -> None:
    client.post(FORM, typed())

    assert not User.objects.exists()


def test_the_applicant_gets_a_link_and_nobody_else_hears_of_it(
    client: Client, mails: Mails
) -> None:
    make_member(role="secretariat")

    client.post(FORM, typed())

    [mail] = mails()
    assert mail.name == "registration-confirm"
    assert mail.to == "anna.h@migration.example"
    assert mail.sender == "BMP i-Map <bmp@icmpd.org>"
    assert link_in(mail).startswith("/en/bmp/register/confirm/")


def test_what_a_stranger_typed_is_not_in_the_first_mail(
    client: Client, mails: Mails
) -> None:
    client.post(FORM, typed(name="Win a prize at spam.example", ministry="Spam"))

    [mail] = mails()
    assert "spam" not in (mail.subject + mail.text + mail.html).lower()


def test_the_mail_is_in_the_language_that_was_chosen(
    client: Client, mails: Mails
) -> None:
    client.post(FORM, typed(language="ru"))

    [mail] = mails()
    assert mail.language == "ru"
    assert link_in(mail).startswith("/ru/bmp/register/confirm/")


def test_an_organisation_and_another_organisation_can_be_chosen(client: Client) -> None:
    client.post(FORM, typed(office="organisation:iom", email="a@a.example"))
    client.post(
        FORM,
        typed(office="other", other_organisation="Institute", email="b@b.example"),
    )

    first, second = Registration.objects.order_by("pk")
    assert first.organisation is not None
    assert first.organisation.code == "iom"
    assert (second.organisation, second.other_organisation) == (None, "Institute")


def test_pressing_the_button_twice_makes_one_request_and_one_mail(
    client: Client, mails: Mails
) -> None:
    form = typed()

    first = client.post(FORM, form)
    second = client.post(FORM, form)

    assert (first.status_code, first["Location"]) == (
        second.status_code,
        second["Location"],
    )
    assert Registration.objects.count() == 1
    assert len(mails()) == 1


def test_the_same_page_sent_again_with_the_address_corrected_is_a_new_request(
    client: Client, mails: Mails
) -> None:
    form = typed(email="anna.h@migratoin.example")

    client.post(FORM, form)
    client.post(FORM, form | {"email": "anna.h@migration.example"})

    assert [mail.to for mail in mails()] == [
        "anna.h@migratoin.example",
        "anna.h@migration.example",
    ]


def test_known_and_unknown_addresses_see_the_same_screen(client: Client) -> None:
    member = make_member(email="known@ministry.example")
    make_registration(email="waits@ministry.example")
    make_registration(state="link_sent", email="asked@ministry.example")
    make_registration(
        state="refused",
        email="refused@ministry.example",
        decided_by=member,
        decided_at=timezone.now(),
    )
    of_the_other = make_member("mtm", email="south@ministry.example")
    addresses = [
        "new@ministry.example",
        member.email,
        "waits@ministry.example",
        "asked@ministry.example",
        "refused@ministry.example",
        of_the_other.email,
    ]

    answers = [client.post(FORM, typed(email=address)) for address in addresses]
    screens = [client.get(answer["Location"]) for answer in answers]

    assert {answer.status_code for answer in answers} == {302}
    assert {answer["Location"] for answer in answers} == {SENT}
    assert len({screen.content for screen in screens}) == 1
    assert Registration.objects.count() == 3 + len(addresses)


def test_a_member_of_this_i_map_is_told_so_by_mail_only(
    client: Client, mails: Mails
) -> None:
    make_member(email="known@ministry.example")

    client.post(FORM, typed(email="Known@Ministry.example"))

    [mail] = mails()
    assert mail.name == "registration-known"
    assert "/confirm/" not in mail.text


@pytest.mark.parametrize("where", ["mtm", "expired"])
def test_a_member_of_the_other_i_map_or_of_the_past_gets_a_link_like_anybody(
    client: Client, mails: Mails, where: str
) -> None:
    user = make_member("mtm", email="south@ministry.example")
    if where == "expired":
        membership = make_membership(user, "bmp")
        membership.valid_until = membership.valid_from
        membership.save()

    client.post(FORM, typed(email="south@ministry.example"))

    assert [mail.name for mail in mails()] == ["registration-confirm"]


def test_the_event_in_the_audit_log_names_no_person(client: Client) -> None:
    client.post(FORM, typed())

    event = AuditEvent.objects.get(action="registration.submit")
    assert event.chain == "bmp"
    assert "anna" not in json.dumps([event.target, event.data, event.actor]).lower()


@pytest.mark.parametrize("text", HOSTILE)
def test_odd_text_stays_text(client: Client, mails: Mails, text: str) -> None:
    client.post(FORM, typed(name=text, ministry=text, post=text, purpose=text))

    row = Registration.objects.get()
    page = client.get(link_in(mails()[0])).content.decode()
    assert row.name == text
    assert "<script>alert" not in page
    assert "{{ 7|add:1 }}" in page or "add:1" not in text


@pytest.mark.parametrize(
    "text", ["a\0b", "a\x1bb", "a\u202eb", "a\u200bb", "a\u2028b", "a\nb", "\ud800"]
)
def test_invisible_and_control_characters_are_refused_with_a_message(
    client: Client, text: str
) -> None:
    name = text.encode("utf-8", "surrogatepass").decode("utf-8", "replace")

    response = client.post(FORM, typed(name=name))

    page = response.content.decode()
    if "\ufffd" not in name:
        assert response.status_code == 200
        assert "Remove the invisible or control characters" in page
        assert not Registration.objects.exists()


@pytest.mark.parametrize("field", ["name", "ministry", "post", "purpose", "email"])
def test_ten_thousand_characters_are_refused_and_kept(
    client: Client, field: str
) -> None:
    long = "a" * 10_000

    response = client.post(FORM, typed(**{field: long}))

    page = response.content.decode()
    assert response.status_code == 200
    assert 'class="error-summary"' in page
    assert f'href="#id_{field}"' in page
    assert long in page
    assert "Head of unit" in page or field == "post"
    assert not Registration.objects.exists()


@pytest.mark.parametrize(
    "address",
    [
        "anna.h(at)example",
        "a@b@c.example",
        "anna@",
        "anna@migration.example\r\nBcc: x@y.example",
        '"a b"@migration.example\nx',
        "anna@" + "a" * 70 + ".example",
        "anna@migration..example",
    ],
)
def test_an_address_that_cannot_be_one_is_refused(client: Client, address: str) -> None:
    response = client.post(FORM, typed(email=address))

    assert response.status_code == 200
    assert "error-summary" in response.content.decode()
    assert not Registration.objects.exists()


@pytest.mark.parametrize(
    ("address", "key"),
    [
        ("Anna.H@Migration.Example", "anna.h@migration.example"),
        ("anna.h@migration.example.", "anna.h@migration.example"),
        ("anna@mfa-gоv.example", "anna@xn--mfa-gv-0qf.example"),
        ("anna@münchen.example", "anna@xn--mnchen-3ya.example"),
        ("anna@mu\u0308nchen.example", "anna@xn--mnchen-3ya.example"),
    ],
)
def test_every_spelling_of_an_address_has_one_key(
    client: Client, address: str, key: str
) -> None:
    client.post(FORM, typed(email=address))

    assert Registration.objects.get().email_key == key


def test_unknown_states_and_made_up_fields_change_nothing(client: Client) -> None:
    refused = client.post(FORM, typed(office="ZZZ"))
    client.post(
        FORM,
        typed(state="approved", dialogue="mtm", is_staff="1", role="secretariat")
        | {"number": "7", "decided_by": "1"},
    )

    row = Registration.objects.get()
    assert refused.status_code == 200
    assert (row.state, row.dialogue_id, row.number) == ("link_sent", "bmp", None)


def test_empty_answers_are_listed_and_lead_to_their_fields(client: Client) -> None:
    response = client.post(FORM, {})

    page = response.content.decode()
    fields = ["name", "email", "office", "ministry", "post", "purpose", "notice"]
    assert response.status_code == 200
    assert re.findall(r'href="#id_(\w+)"', page) == [*fields[:6], "language", "notice"]
    assert "<title>Error" in page


def test_another_organisation_needs_its_name(client: Client) -> None:
    response = client.post(FORM, typed(office="other"))

    assert 'href="#id_other_organisation"' in response.content.decode()


def test_whoever_fills_the_hidden_field_sees_the_same_screen_and_is_ignored(
    client: Client, mails: Mails
) -> None:
    response = client.post(FORM, typed(website="http://spam.example"))

    assert response["Location"] == SENT
    assert not Registration.objects.exists()
    assert not mails()


def test_a_signed_in_person_is_not_asked_again_for_name_and_address(
    client: Client,
) -> None:
    user = make_member("mtm", full_name="Ada Lind", email="ada@ministry.example")
    client.force_login(user)

    page = client.get(FORM).content.decode()

    assert 'value="Ada Lind"' in page
    assert 'value="ada@ministry.example"' in page


def test_the_form_is_never_kept_by_caches(client: Client) -> None:
    assert "no-store" in client.get(FORM)["Cache-Control"]


@pytest.mark.parametrize("path", ["/ru/bmp/register/", "/fr/mtm/register/"])
def test_the_form_opens_in_the_languages_of_the_i_map(
    client: Client, path: str
) -> None:
    assert client.get(path).status_code == 200
