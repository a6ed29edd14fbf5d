"""Who wrote a letter: what our own server says, and what is odd about the sender."""

from __future__ import annotations

import pytest
from pytest_django import Settings

from accounts.mailbox import authenticity
from accounts.mailbox.models import Letter
from accounts.models import KnownDomain
from tests.factories import make_member
from tests.mailbox.conftest import AUTHSERV, Box
from tests.mailbox.letters import confirmed, raw

pytestmark = pytest.mark.django_db

DOMAIN = "mfa-valdoria.example"


def take(box: Box, **headers: str) -> Letter:
    return box.take(raw(**headers))[-1].letters.get()


def codes(row: Letter) -> set[str]:
    return {mark["code"] for mark in row.flags}


@pytest.mark.parametrize(
    ("line", "verdict"),
    [
        (confirmed(DOMAIN), "passed"),
        (f"{AUTHSERV}; dkim=pass header.d={DOMAIN}", "passed"),
        (f"{AUTHSERV} 1; spf=pass (ok) smtp.mailfrom=x@{DOMAIN}", "passed"),
        (f"{AUTHSERV}; dmarc=fail header.from={DOMAIN}", "failed"),
        (f"{AUTHSERV}; spf=softfail smtp.mailfrom=x@{DOMAIN}", "failed"),
        (f"{AUTHSERV}; dkim=pass header.d=else.example", "unknown"),
        (f"{AUTHSERV}; spf=pass smtp.mailfrom=x@else.example", "unknown"),
        (f"{AUTHSERV}; none", "unknown"),
        (confirmed(DOMAIN, "mx.else.example"), "unknown"),
        (
            f"(x; {AUTHSERV};) mx.else.example; dmarc=pass header.from={DOMAIN}",
            "unknown",
        ),
        ("", "unknown"),
        (f"{AUTHSERV}; dmarc=pass header.from=example", "unknown"),
    ],
)
def test_only_our_own_server_and_only_for_the_shown_domain(
    box: Box, line: str, verdict: str
) -> None:
    letter = take(box, Authentication_Results=line)

    assert letter.authentication["verdict"] == verdict


def test_of_two_lines_in_our_name_the_upper_one_counts(box: Box) -> None:
    content = raw(Authentication_Results=f"{AUTHSERV}; dmarc=fail header.from={DOMAIN}")

    [enquiry] = box.take(content + b"", content.replace(b"From:", b"X-From:", 0))

    assert enquiry.letters.get().authentication["verdict"] == "failed"
    lower = f"Authentication-Results: {confirmed(DOMAIN)}\n".encode()
    head, _blank, body = raw(
        Authentication_Results=f"{AUTHSERV}; dmarc=fail header.from={DOMAIN}"
    ).partition(b"\n\n")
    [_first, second] = box.take(head + b"\n" + lower + b"\n" + body)
    assert second.letters.get().authentication["verdict"] == "failed"


def test_without_a_name_of_our_server_no_line_is_believed(
    box: Box, settings: Settings
) -> None:
    settings.MAILBOXES = {"bmp": {"maildir": box.root}}

    letter = take(box, Authentication_Results=confirmed(DOMAIN))

    assert letter.authentication["verdict"] == "unknown"
    assert "no check" in authenticity.say(letter.authentication)


def test_a_letter_in_our_own_name_is_flagged(box: Box) -> None:
    letter = take(box, From="Secretariat <bmp@icmpd.org>")

    assert "own_domain" in codes(letter)
    assert letter.enquiry is not None
    assert letter.enquiry.is_flagged


def test_a_confirmed_colleague_is_not_flagged(box: Box) -> None:
    letter = take(
        box,
        From="Colleague <x@icmpd.org>",
        Authentication_Results=confirmed("icmpd.org"),
    )

    assert not codes(letter)


def test_a_domain_of_members_needs_confirmation(box: Box) -> None:
    make_member("bmp", email=f"someone@{DOMAIN}")

    assert "known_unproven" in codes(take(box))
    box.take(raw(Authentication_Results=confirmed(DOMAIN)))
    assert not codes(Letter.objects.latest("pk"))


def test_members_of_the_other_i_map_are_not_known_here(box: Box) -> None:
    make_member("mtm", email=f"someone@{DOMAIN}")

    assert not codes(take(box))


def test_a_name_that_shows_another_address_is_flagged(box: Box) -> None:
    letter = take(box, From='"minister@gov.example" <eve@else.example>')

    assert "name_has_address" in codes(letter)


def test_answers_to_another_domain_are_flagged(box: Box) -> None:
    assert "reply_elsewhere" in codes(take(box, Reply_To="eve@else.example"))


def test_answers_to_the_same_office_are_not_flagged(box: Box) -> None:
    assert not codes(take(box, Reply_To=f"office@{DOMAIN}"))


def test_a_look_alike_of_a_known_domain_is_flagged(box: Box) -> None:
    KnownDomain.objects.create(dialogue_id="bmp", domain=DOMAIN, approvals=14)

    letter = take(box, From="Petar Dovin <p.dovin@mfa-va1doria.example>")

    assert "look_alike" in codes(letter)


@pytest.mark.parametrize(
    ("line", "key"),
    [
        ("p.dovin@mfa-valdoria.example (Petar)", "p.dovin@mfa-valdoria.example"),
        ('"a@b.example" <c@d.example>', "c@d.example"),
        ("=?utf-8?q?a=40b=2Eexample?= <c@d.example>", "c@d.example"),
        ("=?utf-8?q?=3Ca=40b=2Eexample=3E?= <c@d.example>", "c@d.example"),
        ("(<a@b.example>) c@d.example", "c@d.example"),
        ("c@d.example\u202e", ""),
        ("nobody", ""),
    ],
)
def test_the_address_is_the_one_that_mail_programs_answer(
    box: Box, line: str, key: str
) -> None:
    content = raw(From="").replace(b"To:", f"From: {line}\nTo:".encode(), 1)

    assert box.take(content)[0].sender_key == key
