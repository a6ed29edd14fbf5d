"""Refusals in the portal's own page, with a way back and in the other language."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import InterfaceError, OperationalError
from django.db.backends.utils import CursorWrapper
from django.template import Context
from django.test import Client, RequestFactory

from imap.core.templatetags.portal import in_language, url_before
from imap.settings import base
from tests.factories import make_dialogue, make_member

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
    assert base.DIALOGUES == {"bmp": ("en", "ru"), "mtm": ("en", "fr")}


@pytest.mark.parametrize(
    ("path", "words"),
    [
        ("/en/bmp/", "Away for a moment"),
        ("/ru/bmp/map/", "Временно недоступно"),
        ("/en/bmp/desk/", "Away for a moment"),
        ("/readyz", "Away for a moment"),
    ],
)
@pytest.mark.parametrize("error", [OperationalError, InterfaceError])
def test_a_database_that_is_away_is_told_in_the_language_of_the_reader(
    client: Client,
    monkeypatch: pytest.MonkeyPatch,
    path: str,
    words: str,
    error: type[Exception],
) -> None:
    client.force_login(make_member(role="secretariat"))
    client.raise_request_exception = False

    def away(*args: object) -> None:
        raise error("no connection to 10.0.0.5")

    monkeypatch.setattr(CursorWrapper, "execute", away)
    answer = client.get(path)

    assert answer.status_code == 503
    assert answer.headers["Retry-After"] == "60"
    assert words in answer.content.decode()
    assert "10.0.0.5" not in answer.content.decode()


def test_a_session_that_the_database_cannot_save_is_no_mistake_of_the_reader(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    staff = make_member("bmp", "secretariat")
    client.force_login(staff)
    # Left so long ago that the next page notes when the session was used.
    session = client.session
    session["used_at"] = 0
    session.save()
    client.raise_request_exception = False
    execute = CursorWrapper.execute

    def away(self: CursorWrapper, sql: str, params: Any = None) -> Any:
        if sql.startswith("UPDATE") and "django_session" in sql:
            raise OperationalError("server closed the connection")
        return execute(self, sql, params)

    monkeypatch.setattr(CursorWrapper, "execute", away)

    assert client.get("/en/bmp/").status_code == 503


def test_a_session_ended_meanwhile_is_a_request_not_understood(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    client.force_login(make_member("bmp", "secretariat"))
    session = client.session
    session["used_at"] = 0
    session.save()
    execute = CursorWrapper.execute

    def ended(self: CursorWrapper, sql: str, params: Any = None) -> Any:
        if sql.startswith("UPDATE") and "django_session" in sql:
            execute(self, "DELETE FROM django_session")
        return execute(self, sql, params)

    monkeypatch.setattr(CursorWrapper, "execute", ended)

    assert client.get("/en/bmp/").status_code == 400


def test_any_other_fault_stays_a_fault(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    client.raise_request_exception = False

    def broken(*args: object) -> None:
        raise RuntimeError

    monkeypatch.setattr(CursorWrapper, "execute", broken)

    assert client.get("/en/bmp/").status_code == 500
