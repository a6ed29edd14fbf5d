"""What is typed to have a domain recognised, and what staff are shown of it."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

from accounts.models import DomainRequest, User
from accounts.queue import domains as shown
from imap.core.exceptions import TransitionError
from tests.accounts.conftest import Mails
from tests.accounts.domains import (
    DESK,
    DOMAIN,
    PAGE,
    ask,
    make_point,
    recognised,
    typed,
)
from tests.accounts.letters import PNG, letter
from tests.factories import (
    make_domain_request,
    make_member,
)


@pytest.fixture
def point() -> User:
    return make_point()


@pytest.fixture
def first() -> User:
    return make_member(role="secretariat")


@pytest.fixture
def second(first: User) -> User:
    return make_member(role="secretariat")


def test_words_of_a_look_alike_do_not_count_approvals_that_were_none(
    point: User, first: User, second: User
) -> None:
    recognised(point, DOMAIN, first, second)

    for domain in (
        "labour-rninistry.example",
        "labour-minstry.example",
        f"{DOMAIN}.other.example",
        "labourministry.example",
        "labour-ministry.com",
    ):
        make_domain_request(domain=domain)

    for each in shown.waiting("bmp"):
        [(severity, words)] = each.warnings
        assert severity == "second", words
        assert "recognised on request" in words
        assert "0 times" not in words


@pytest.mark.parametrize(
    ("text", "stored"),
    [
        ("MVD.example", "mvd.example"),
        (" mvd.example. ", "mvd.example"),
        ("www.mvd.example", "mvd.example"),
        ("мвд.бел", "xn--b1aew.xn--90ais"),
        ("XN--B1AEW.xn--90ais", "xn--b1aew.xn--90ais"),
        ("وزارة.مصر", "xn--mgbexc3i.xn--wgbh1c"),
    ],
)
def test_a_domain_is_stored_as_mail_writes_it(
    client: Client, point: User, text: str, stored: str
) -> None:
    client.force_login(point)

    client.post(PAGE, typed(domain=text))

    assert DomainRequest.objects.get().domain == stored


@pytest.mark.parametrize(
    "text",
    [
        "",
        "localhost",
        "am",
        "gov.am",
        "com.am",
        "հայ",
        "gmail.com",
        "mailinator.com",
        "anna@mfa.example",
        "https://mfa.example/",
        "10.0.0.1",
        "[127.0.0.1]",
        "mfa .example",
        "mfa\u202e.example",
        "mfa.exa\0mple",
        "xn--mfa-.example",  # decodes to plain letters
        "xn--mfa-7q0a.example",  # hides a sign that turns text round
        "-mfa.example",
        "a" * 64 + ".example",
        "<script>.example",
    ],
)
def test_what_is_no_ministrys_domain_is_refused_in_words(
    client: Client, point: User, text: str
) -> None:
    client.force_login(point)

    answer = client.post(PAGE, typed(domain=text))

    assert answer.status_code == 200
    assert "Error" in answer.content.decode()
    assert not DomainRequest.objects.exists()


def test_the_step_itself_refuses_them_too(point: User) -> None:
    for domain in ("gmail.com", "mailinator.com", "gov.am"):
        with pytest.raises(TransitionError):
            ask(point, domain)


@pytest.mark.parametrize(
    "file",
    [None, letter(b""), letter(b"MZ\x90"), letter(b"<svg onload='x()'/>", "a.svg")],
    ids=["none", "empty", "program", "svg"],
)
def test_a_letter_is_needed_and_checked_by_its_content(
    client: Client, point: User, file: Any
) -> None:
    client.force_login(point)

    fields = typed() | ({"letter": file} if file else {})
    if file is None:
        del fields["letter"]
    answer = client.post(PAGE, fields)

    assert answer.status_code == 200
    assert not DomainRequest.objects.exists()


def test_what_was_typed_is_text_on_the_page_and_in_the_mail(
    client: Client, point: User, first: User, mails: Mails
) -> None:
    client.force_login(point)
    words = "<b>x</b> {{ link }} http://evil.example"
    client.post(PAGE, typed(ministry=words, reason=words))
    client.force_login(first)

    page = client.get(DESK).content.decode()

    assert "<b>x</b>" not in page
    assert "{{ link }}" in page
    [mail] = mails("domain-asked")
    assert "{{ link }}" in mail.text
    assert 'href="http://evil' not in mail.html
    assert "<b>x</b>" not in mail.html


def test_a_letter_is_a_download_and_a_picture_may_be_looked_at(
    client: Client, point: User, first: User
) -> None:
    client.force_login(point)
    client.post(PAGE, typed())
    client.post(PAGE, typed(domain="b.example", letter=letter(PNG, "scan.png")))
    pdf, png = (row.key for row in DomainRequest.objects.order_by("pk"))
    client.force_login(first)

    answers = [
        client.get(f"{DESK}{key}/letter/{query}")
        for key, query in ((pdf, ""), (pdf, "?show"), (png, ""), (png, "?show"))
    ]

    kinds = [answer["Content-Disposition"].split(";")[0] for answer in answers]
    assert kinds == ["attachment", "attachment", "attachment", "inline"]
    assert all("sandbox" in answer["Content-Security-Policy"] for answer in answers)
    assert 'class="desk__letter"' in client.get(DESK).content.decode()


@pytest.mark.parametrize(
    ("domain", "words"),
    [
        ("xn--mf-8kc.example", "mixes Cyrillic and Latin letters"),
        ("xn--b1aew.xn--90ais", "written in Cyrillic letters: мвд.бел"),
        ("xn--mgbexc3i.xn--wgbh1c", "read from right to left"),
        ("mfa.gov.ge", "belongs to another state or area: Georgia"),
        ("mfa.gow.am", "differs by a slip or two from gov.am"),
    ],
)
def test_what_is_odd_about_a_domain_is_said_in_words(
    client: Client, point: User, first: User, domain: str, words: str
) -> None:
    ask(point, domain)
    client.force_login(first)

    assert words in client.get(DESK).content.decode()
