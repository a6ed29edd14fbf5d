"""The list of letters with more of them than are counted."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from pytest_django import Settings

from accounts.mailbox import queue
from accounts.mailbox.models import Enquiry
from accounts.models import User
from tests.mailbox.rows import make_enquiry, make_letter

pytestmark = pytest.mark.django_db

LIST = "/en/bmp/desk/mailbox/?view=all"


@pytest.fixture
def desk(client: Client, staff: User, settings: Settings) -> Client:
    settings.MFA_REQUIRED = False
    client.force_login(staff)
    return client


def page(staff: User, words: str, number: int = 1) -> queue.EnquiryPage:
    return queue.EnquiryPage(queue.select("bmp", queue.ALL, staff), words, number)


def numbers(page: queue.EnquiryPage) -> list[int]:
    return [row.number for row in page.rows]


def test_a_word_that_many_letters_have_keeps_their_order(
    staff: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    for index in range(70):
        make_enquiry(search_key="ministry" if index % 2 else "office")
    plain = [numbers(page(staff, "minist", number)) for number in (1, 2)]
    monkeypatch.setattr(queue, "MOST", 30)
    monkeypatch.setattr(queue, "_WINDOW", 4)

    first, last = page(staff, "minist"), page(staff, "minist", 9)

    assert [numbers(first), numbers(last)] == plain
    assert (first.pages, first.is_more) == (2, True)
    assert (last.number, last.following) == (2, None)


def test_counts_stop_where_nobody_reads_on(
    desk: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    for _index in range(28):
        make_enquiry()
    monkeypatch.setattr(queue, "MOST", 26)

    shown = desk.get(f"{LIST}&page=2").content.decode()

    assert "<b>26+</b> to be answered" in shown
    assert "2 of 2" in shown
    assert "There are more." in shown


@pytest.mark.parametrize("words", ["un", "UN", "u", "about un", "(un"])
def test_two_letters_are_found_where_a_word_begins(staff: User, words: str) -> None:
    found = make_enquiry(search_key="a letter about (un) posts")
    make_enquiry(search_key="a letter about fundamental things")

    assert numbers(page(staff, words)) == [found.number]


def test_more_rows_take_no_more_queries(desk: Client) -> None:
    def asked() -> int:
        with CaptureQueriesContext(connection) as queries:
            assert "Sender not genuine" in desk.get(LIST).content.decode()
        return len(queries)

    flags = [{"code": "failed", "params": {"domain": "x.example"}}]
    make_letter(make_enquiry(), flags=flags)
    of_one = asked()
    for _index in range(20):
        make_letter(make_enquiry(), flags=flags)

    assert asked() == of_one
    assert Enquiry.objects.count() == 21
