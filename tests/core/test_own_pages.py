"""Refusals in the portal's own page, with a way back and in the other language."""

from __future__ import annotations

import pytest
from django.template import Context
from django.test import Client, RequestFactory

from imap.core.templatetags.portal import in_language, url_before
from imap.settings import base
from tests.factories import make_dialogue

pytestmark = pytest.mark.django_db
BROWSER = {"accept": "text/html,*/*"}


@pytest.mark.parametrize(
    ("language", "words"),
    [("en", "belongs to a button of another page"), ("ru", "Ничего не изменено")],
)
def test_a_refused_method_has_a_page_and_says_what_is_allowed(
    client: Client, language: str, words: str
) -> None:
    make_dialogue("bmp")

    answer = client.post(f"/{language}/bmp/", headers=BROWSER)

    assert answer.status_code == 405
    assert "GET" in answer["Allow"]
    assert words in answer.content.decode()
    assert "default-src" in answer["Content-Security-Policy"]


def test_a_script_is_refused_without_a_page(client: Client) -> None:
    make_dialogue("bmp")

    answer = client.post("/en/bmp/", headers={"accept": "application/json"})

    assert (answer.status_code, answer.content) == (405, b"")


@pytest.mark.parametrize(
    ("referer", "wanted"),
    [
        ("http://testserver/en/bmp/desk/registrations/9/?state=all", "/ru/bmp/desk/"),
        ("http://elsewhere.example/en/bmp/", "/ru/bmp/desk/registrations/9/approve/"),
        ("", "/ru/bmp/desk/registrations/9/approve/"),
    ],
)
def test_after_a_step_the_other_language_leads_to_a_page_that_can_be_read(
    referer: str, wanted: str
) -> None:
    request = RequestFactory().post(
        "/en/bmp/desk/registrations/9/approve/", headers={"referer": referer}
    )

    assert in_language(Context({"request": request}), "ru").startswith(wanted)


@pytest.mark.parametrize(
    "referer", ["http://evil.example/en/bmp/", "http://testserver//evil.example/"]
)
def test_the_way_back_never_leaves_the_portal(referer: str) -> None:
    request = RequestFactory().post("/en/bmp/", headers={"referer": referer})

    assert url_before(Context({"request": request})) == "/en/"


def test_a_language_is_offered_only_where_its_texts_are_complete() -> None:
    assert base.DIALOGUES == {"bmp": ("en", "ru"), "mtm": ("en",)}
