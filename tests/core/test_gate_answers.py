"""What the gate answers by itself, with the persons and the second step made up."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from types import SimpleNamespace

import pytest
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.test import RequestFactory

from imap.core import gate
from imap.core.access import Access, Role, SecondFactor, Standing

SIGN_IN = "/en/accounts/login/?next="
CONFIRM = "/en/accounts/reauthenticate/"
EXPIRED = Access(Standing.EXPIRED, until=date(2026, 1, 31))

Ask = Callable[..., HttpResponse]


@pytest.fixture
def said(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The messages that were left for the next page."""
    texts: list[str] = []
    monkeypatch.setattr(messages, "info", lambda _request, t: texts.append(t))
    return texts


@pytest.fixture
def ask(monkeypatch: pytest.MonkeyPatch, said: list[str]) -> Ask:
    """Ask for an address as somebody; a page that is reached answers 200."""
    monkeypatch.setattr(gate, "not_found", lambda _request: HttpResponse(status=404))
    monkeypatch.setattr(gate, "render", _told)

    def asking(
        path: str,
        access: Access | None = None,
        *,
        factor: SecondFactor = SecondFactor.FINE,
        answer: HttpResponse | None = None,
        is_superuser: bool = False,
        method: str = "GET",
        **headers: str,
    ) -> HttpResponse:
        monkeypatch.setattr(gate, "access_for", lambda _user, _d: access or Access())
        monkeypatch.setattr(gate, "second_factor", lambda *_asked: factor)
        request = RequestFactory().generic(method, path, headers=headers)
        known = access is not None or is_superuser
        request.user = SimpleNamespace(  # type: ignore[assignment]
            is_authenticated=known, is_superuser=is_superuser
        )
        page = HttpResponse("reached") if answer is None else answer
        return gate.GateMiddleware(lambda _request: page)(request)

    return asking


def _told(
    _request: HttpRequest, name: str, context: dict[str, object], status: int
) -> HttpResponse:
    return HttpResponse(
        f"{name} {context['standing']} {context['until']}", None, status
    )


def member(*roles: Role) -> Access:
    return Access(Standing.ACTIVE, frozenset(roles))


PLACES = {
    "/en/bmp/desk/": {Role.SECRETARIAT},
    "/en/bmp/state/": {Role.CONTACT_POINT},
    "/en/bmp/edit/": set(Role) - {Role.READER},
    "/en/bmp/map/": set(Role),
    "/bmp/data/x.json": set(Role),
    "/en/bmp/register/": set(Role),
}


@pytest.mark.parametrize("role", list(Role))
@pytest.mark.parametrize("path", PLACES)
def test_an_area_that_is_not_for_the_role_does_not_exist(
    ask: Ask, path: str, role: Role
) -> None:
    wanted = 200 if role in PLACES[path] else 404

    assert ask(path, member(role)).status_code == wanted


def test_a_stranger_reaches_the_public_pages_and_is_led_to_sign_in_elsewhere(
    ask: Ask,
) -> None:
    assert ask("/en/bmp/register/").content == b"reached"
    assert (
        ask("/en/bmp/map/?a=1")["Location"] == f"{SIGN_IN}%2Fen%2Fbmp%2Fmap%2F%3Fa%3D1"
    )
    assert ask("/en/bmp/map/", HX_Request="true").status_code == 403
    assert ask("/bmp/data/x.json").content == b'{"error": "no access"}'
    assert ask("/bmp/data/x.json").status_code == 403


def test_whoever_has_no_access_any_more_reads_why(ask: Ask) -> None:
    answer = ask("/en/bmp/map/", EXPIRED)

    assert answer.content == b"core/no_access.html expired 2026-01-31"
    assert answer.status_code == 403
    assert ask("/en/bmp/", EXPIRED).content == b"reached"


@pytest.mark.parametrize(
    ("path", "access"),
    [
        ("/en/bmp/desk/", member(Role.SECRETARIAT)),
        ("/en/bmp/state/", member(Role.CONTACT_POINT)),
        ("/en/bmp/edit/", member(Role.EDITOR)),
    ],
)
def test_where_one_writes_or_decides_the_second_step_is_asked_for(
    ask: Ask, said: list[str], path: str, access: Access
) -> None:
    new, unused = SecondFactor.NOT_SET_UP, SecondFactor.NOT_USED
    there = f"{CONFIRM}?next={path.replace('/', '%2F')}"

    assert ask(path, access, factor=new)["Location"] == "/en/accounts/2fa/"
    assert said == ["Your role asks for a second step of signing in. Set one up."]
    assert ask(path, access, factor=unused)["Location"] == there
    assert ask(path, access, factor=unused, method="HEAD")["Location"] == there
    assert ask(path, access, factor=unused, method="POST")["Location"] == CONFIRM
    for factor in (new, unused):
        assert ask(path, access, factor=factor, HX_Request="true").status_code == 403
    assert len(said) == 1


@pytest.mark.parametrize("path", ["/en/bmp/map/", "/en/bmp/"])
def test_where_one_reads_it_is_not_asked_for(ask: Ask, path: str) -> None:
    staff = member(Role.SECRETARIAT)

    assert ask(path, staff, factor=SecondFactor.NOT_USED).content == b"reached"


def test_the_admin_is_for_administrators_with_a_second_step(ask: Ask) -> None:
    unused = SecondFactor.NOT_USED

    assert ask("/admin/")["Location"] == f"{SIGN_IN}%2Fadmin%2F"
    assert ask("/admin/", member(Role.SECRETARIAT)).status_code == 404
    assert ask("/admin/", is_superuser=True).content == b"reached"
    assert ask("/admin/", is_superuser=True, factor=unused).status_code == 302
    assert ask("/en/", is_superuser=True, factor=unused).content == b"reached"


@pytest.mark.parametrize(
    ("path", "there"),
    [
        ("/ru/mtm/", "/en/mtm/"),
        ("/ru/mtm/map/?year=2020&a=%2F", "/en/mtm/map/?year=2020&a=%2F"),
        ("/ru/bmp/map/", ""),
        ("/ar/mtm/map/", ""),
        ("/mtm/data/x.json", ""),
    ],
)
def test_an_i_map_that_lacks_the_language_leads_to_its_first(
    ask: Ask, path: str, there: str
) -> None:
    assert ask(path, member(Role.READER)).get("Location", "") == there


def test_a_language_that_lacks_tells_a_stranger_nothing(ask: Ask) -> None:
    assert ask("/ru/mtm/map/")["Location"].startswith(SIGN_IN)


def _kept(answer: HttpResponse) -> set[str]:
    return set(answer.get("Cache-Control", "").replace(" ", "").split(",")) - {""}


NOWHERE = {"max-age=0", "no-cache", "no-store", "must-revalidate", "private"}


def test_no_cache_keeps_what_is_not_for_everyone(ask: Ask) -> None:
    reader = member(Role.READER)

    for path in ("/en/bmp/map/", "/en/bmp/", "/en/", "/me/"):
        assert _kept(ask(path, reader)) == NOWHERE
    assert _kept(ask("/en/bmp/map/")) == NOWHERE
    assert _kept(ask("/en/bmp/")) == set()
    assert _kept(ask("/en/")) == set()


def test_the_readers_own_browser_asks_again_whether_it_is_still_so(ask: Ask) -> None:
    marked = HttpResponse(headers={"ETag": '"1"', "Cache-Control": "max-age=9"})
    settled = HttpResponse(headers={"Cache-Control": "max-age=9"})
    reader = member(Role.READER)

    assert _kept(ask("/en/bmp/map/", reader, answer=marked)) == {
        *("max-age=9", "private", "no-cache")
    }
    assert _kept(ask("/en/bmp/map/", reader, answer=settled)) == {"max-age=9"}


def test_a_view_of_an_i_map_runs_only_behind_the_gate_of_that_i_map() -> None:
    lock = gate.GateMiddleware(lambda _request: HttpResponse()).process_view
    request = RequestFactory().get("/")

    def enter(**kwargs: str) -> None:
        lock(request, HttpResponse, (), kwargs)

    enter()
    with pytest.raises(Http404):
        enter(dialogue="bmp")
    request.dialogue = "bmp"  # type: ignore[attr-defined]
    enter(dialogue="bmp")
    for other in ("bmo", "mtm", "aaa"):
        with pytest.raises(Http404):
            enter(dialogue=other)


def test_a_view_finds_what_the_gate_let_through(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    access = member(Role.READER)
    monkeypatch.setattr(gate, "access_for", lambda _user, _dialogue: access)
    request = RequestFactory().get("/en/bmp/map/")
    request.user = SimpleNamespace(is_authenticated=True)  # type: ignore[assignment]

    gate.GateMiddleware(lambda _request: HttpResponse())(request)

    assert (request.dialogue, request.access) == ("bmp", access)  # type: ignore[attr-defined]
