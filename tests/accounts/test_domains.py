"""A contact point asks to have a domain recognised; two members of staff decide."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from accounts.flags import Code
from accounts.models import DomainRequest, KnownDomain, Registration, User
from accounts.privacy import erasure
from accounts.registration import assessment, recognising
from imap.core import desk, privacy, retention
from imap.core.audit.models import AuditEvent
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
from tests.accounts.letters import PDF
from tests.factories import (
    make_domain_request,
    make_member,
    make_registration,
)

State = DomainRequest.State


@pytest.fixture
def point() -> User:
    return make_point()


@pytest.fixture
def first() -> User:
    return make_member(role="secretariat")


@pytest.fixture
def second(first: User) -> User:
    return make_member(role="secretariat")


# --- from one end to the other ---


def test_a_contact_point_asks_and_the_staff_are_told(
    client: Client, point: User, first: User, second: User, mails: Mails
) -> None:
    client.force_login(point)

    answer = client.post(PAGE, typed(domain="Labour-Ministry.EXAMPLE"))

    row = DomainRequest.objects.get()
    assert answer.status_code == 302
    assert (row.domain, row.country_id, row.state) == (DOMAIN, "ARM", State.WAITING)
    assert row.evidence.get().file.read() == PDF
    assert {mail.to for mail in mails("domain-asked")} == {first.email, second.email}
    page = client.get(PAGE).content.decode()
    assert "Waiting for the Secretariat" in page
    assert "letter.pdf" in page
    client.force_login(first)
    assert "Nare Point" in client.get(DESK).content.decode()


def test_it_is_known_once_two_of_the_staff_agreed(
    client: Client, point: User, first: User, second: User, mails: Mails
) -> None:
    row = ask(point)
    for by in (first, first, second, second):
        client.force_login(by)
        client.post(f"{DESK}{row.key}/agree/")
        is_last = by == second
        assert KnownDomain.objects.exists() == is_last

    row.refresh_from_db()
    known = KnownDomain.objects.get()
    assert (row.state, row.first_by, row.decided_by) == (
        State.RECOGNISED,
        first,
        second,
    )
    assert (known.domain, known.country_id, known.approvals) == (DOMAIN, "ARM", 0)
    assert known.recognised_by == second
    assert [mail.to for mail in mails("domain-asked")[2:]] == [second.email]
    assert [mail.to for mail in mails("domain-recognised")] == [point.email]
    steps = AuditEvent.objects.filter(action__startswith="domain.", chain="bmp")
    assert list(steps.order_by("number").values_list("action", flat=True)) == [
        "domain.ask",
        "domain.agree",
        "domain.recognise",
    ]


def test_both_pages_say_that_it_is_recognised(
    client: Client, point: User, first: User, second: User
) -> None:
    recognised(point, DOMAIN, first, second)
    client.force_login(second)
    table = client.get(DESK).content.decode()
    client.force_login(point)
    page = client.get(PAGE).content.decode()

    assert "recognised on request" in table
    assert "Asked to be recognised" not in table
    assert f"{DomainRequest.objects.get().key}/letter/" in table
    assert "Recognised" in page
    assert "Waiting now: 0 of at most 5." in page


@pytest.mark.parametrize("domain", [DOMAIN, f"sub.{DOMAIN}"])
def test_flags_of_open_requests_from_there_are_found_anew_at_once(
    point: User, first: User, second: User, domain: str
) -> None:
    row = make_registration(
        country_id="ARM", other_organisation="", email=f"anna@{domain}"
    )
    row.domain, row.email_key = domain, f"anna@{domain}"
    assessment.refresh(row)
    row.save()
    assert Code.UNSEEN in _codes(row)

    recognised(point, DOMAIN, first, second)

    assert not _codes(row) & {Code.UNSEEN, Code.NEW_DOMAIN}


def _codes(row: Registration) -> set[str]:
    row.refresh_from_db()
    return {flag["code"] for flag in row.flags}


def test_it_is_known_for_that_state_alone_and_guards_against_look_alikes(
    point: User, first: User, second: User
) -> None:
    recognised(point, DOMAIN, first, second)

    def flags_of(domain: str, country: str) -> list[Any]:
        row = make_registration(
            country_id=country,
            other_organisation="",
            email=f"{country}@{domain}".lower(),
        )
        row.email_key, row.domain = f"a@{domain}", domain
        return assessment.refresh(row)

    own, other = flags_of(DOMAIN, "ARM"), flags_of(DOMAIN, "GEO")
    [near] = [f for f in flags_of("labour-rninistry.example", "ARM") if not f.is_note]
    assert Code.OTHER_STATE in {flag.code for flag in other}
    assert not {Code.UNSEEN, Code.NEW_DOMAIN, Code.OTHER_STATE} & {
        flag.code for flag in own
    }
    assert near.code == Code.VISUAL


def test_what_is_known_stays_and_counts_on(
    point: User, first: User, second: User
) -> None:
    row = ask(point)
    earlier = timezone.now() - timedelta(days=9)
    KnownDomain.objects.create(
        dialogue_id="bmp",
        domain=DOMAIN,
        country_id="ARM",
        approvals=4,
        first_at=earlier,
        last_at=earlier,
    )

    for each in (first, second):
        recognising.agree(row, by=each)

    known = KnownDomain.objects.get()
    assert (known.approvals, known.first_at, known.last_at) == (4, earlier, earlier)
    assert known.recognised_at is not None


def test_an_approval_after_it_counts_as_the_first(
    client: Client, point: User, first: User, second: User
) -> None:
    recognised(point, DOMAIN, first, second)
    row = make_registration(country_id="ARM", other_organisation="", decided_by=first)
    row.domain = DOMAIN

    assessment.learn(row)

    assert KnownDomain.objects.get().approvals == 1
    client.force_login(first)
    assert "recognised on request" not in client.get(DESK).content.decode()


def test_a_returned_request_says_why_and_may_be_made_again(
    client: Client, point: User, first: User, second: User, mails: Mails
) -> None:
    row = ask(point)
    client.force_login(first)

    empty = client.post(f"{DESK}{row.key}/return/", {"reason": ""})
    for _press in range(2):
        client.post(f"{DESK}{row.key}/return/", {"reason": "The letter is unsigned."})

    assert "Write why you return it." in empty.content.decode()
    [mail] = mails("domain-returned")
    assert (mail.to, "unsigned" in mail.text) == (point.email, True)
    with pytest.raises(TransitionError):
        recognising.agree(row, by=second)
    client.force_login(point)
    assert "The letter is unsigned." in client.get(PAGE).content.decode()
    client.post(PAGE, typed())
    assert DomainRequest.objects.filter(state=State.WAITING).count() == 1


def test_whoever_agreed_first_may_think_again(
    point: User, first: User, second: User
) -> None:
    row = recognising.agree(ask(point), by=first)

    assert recognising.send_back(row, "No.", by=first).state == State.RETURNED


def test_a_request_is_withdrawn_while_it_waits(
    client: Client, point: User, first: User, second: User
) -> None:
    row = ask(point)
    client.force_login(point)
    address = f"{PAGE}{row.key}/withdraw/"

    assert [client.post(address).status_code for _press in range(2)] == [302, 302]

    with pytest.raises(TransitionError):
        recognising.agree(row, by=first)
    done = recognised(point, DOMAIN, first, second)
    assert client.post(f"{PAGE}{done.key}/withdraw/").status_code == 409
    assert KnownDomain.objects.exists()


# --- once is once, and not too many ---


def test_a_second_press_makes_no_second_request(
    client: Client, point: User, first: User, mails: Mails
) -> None:
    client.force_login(point)

    for _press in range(2):
        assert client.post(PAGE, typed()).status_code == 302

    assert DomainRequest.objects.get().evidence.count() == 1
    assert len(mails("domain-asked")) == 1


def test_a_colleague_who_asks_for_the_same_is_told(client: Client, point: User) -> None:
    ask(point)
    client.force_login(make_member(role="contact_point", country="ARM"))

    page = client.post(PAGE, typed()).content.decode()

    assert "Another contact point of your state has asked" in page
    assert DomainRequest.objects.count() == 1


def test_two_states_may_ask_for_the_same(point: User) -> None:
    other = make_member(role="contact_point", country="GEO")

    assert ask(point) != ask(other, country="GEO")


@pytest.mark.parametrize("domain", [DOMAIN, f"mail.{DOMAIN}"])
def test_a_known_domain_is_said_to_be_known(
    client: Client, point: User, domain: str
) -> None:
    KnownDomain.objects.create(
        dialogue_id="bmp", domain=DOMAIN, country_id="ARM", approvals=1
    )
    client.force_login(point)

    page = client.post(PAGE, typed(domain=domain)).content.decode()

    assert "This domain is known for your state already." in page
    assert not DomainRequest.objects.exists()


def test_what_another_state_or_the_other_i_map_knows_is_not_told(
    client: Client, point: User
) -> None:
    for dialogue, country in (("bmp", "GEO"), ("mtm", "ARM")):
        KnownDomain.objects.create(
            dialogue_id=dialogue, domain=DOMAIN, country_id=country, approvals=1
        )
    client.force_login(point)

    assert DOMAIN not in client.get(PAGE).content.decode()
    assert client.post(PAGE, typed()).status_code == 302


def test_as_many_wait_at_once_as_the_page_says(
    client: Client, point: User, settings: Any
) -> None:
    settings.DOMAIN_REQUESTS_OPEN = 1
    row = ask(point)
    client.force_login(point)

    page = client.get(PAGE).content.decode()
    refused = client.post(PAGE, typed(domain="other.example"))
    recognising.withdraw(row, by=point)
    accepted = client.post(PAGE, typed(domain="other.example"))

    assert "Waiting now: 1 of at most 1." in page
    assert "Ask the Secretariat" not in page
    assert refused.status_code == 200
    assert accepted.status_code == 302


# --- what waits, and what is kept ---


def test_what_waits_is_counted_on_the_first_page(point: User, first: User) -> None:
    row = ask(point)
    make_domain_request("mtm", "TUN")
    ask(point, "b.example")
    recognising.send_back(ask(point, "c.example"), "No.", by=first)

    [card] = [
        c for c in desk.cards("bmp", first) if c.title == "Domains to be recognised"
    ]

    assert (card.waiting, card.oldest) == (2, row.asked_at)


def test_a_letter_goes_with_a_decided_request_and_the_domain_stays(
    point: User, first: User, second: User, django_capture_on_commit_callbacks: Any
) -> None:
    done = recognised(point, DOMAIN, first, second)
    waits = ask(point, "b.example")
    path = Path(done.evidence.get().file.path)
    DomainRequest.objects.update(asked_at=timezone.now() - timedelta(days=800))

    with django_capture_on_commit_callbacks(execute=True):
        retention.carry_out()

    assert list(DomainRequest.objects.all()) == [waits]
    assert not path.exists()
    assert KnownDomain.objects.filter(domain=DOMAIN).exists()


def test_who_asks_takes_it_all_along_and_the_domain_stays(
    point: User, first: User, second: User, django_capture_on_commit_callbacks: Any
) -> None:
    path = Path(recognised(point, DOMAIN, first, second).evidence.get().file.path)
    ask(point, "b.example")
    person = erasure.person_of(point)
    told = privacy.everything_of(person)["accounts.DomainRequest"]
    assert [row["domain"] for row in told] == [DOMAIN, "b.example"]
    assert [file.content for file in privacy.files_of(person)] == [PDF, PDF]

    with django_capture_on_commit_callbacks(execute=True):
        assert erasure.carry_out(point)

    assert not DomainRequest.objects.exists()
    assert not path.exists()
    assert KnownDomain.objects.filter(domain=DOMAIN).exists()
