"""Step-up: what matters most asks for a recent proof that it is still the same person.

    @require_POST
    @step_up.required("decide")
    def approve(request, dialogue, number): ...

`"decide"` is for the secretariat's decisions: a proof serves for 15 minutes, and each
decision prolongs it. `"roles"` is for roles, exports and changes of address: 5 minutes
from the proof itself. The minutes are `STEP_UP_MINUTES`. Signing in is a proof, and so
is a password, a passkey or a code typed again; a new password set from a mail is none.

Put it below `require_POST` or `require_safe`, on pages inside the gate or below
`login_required`. When the proof is too old the person confirms and comes back: to the
page after a GET; after a POST to a page that holds every field as it was typed, one
press away from being sent again to the same address, where all is checked anew. Files
are not kept: put the decorator on the page with the form as well, so that who uploads
has confirmed before.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from functools import wraps
from typing import TYPE_CHECKING, Any, Literal, cast
from urllib.parse import urlsplit

from allauth.account.adapter import get_adapter
from allauth.account.authentication import get_authentication_records
from django.conf import settings
from django.contrib.auth import REDIRECT_FIELD_NAME, logout
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.http import urlencode

from accounts.sign_in import factors

if TYPE_CHECKING:
    from accounts.models import User

Kind = Literal["decide", "roles"]
View = Callable[..., HttpResponse]

_DECIDED_AT = "step_up_decided_at"
_KEPT = "step_up_kept"
_WANTS_FACTOR = "step_up_wants_factor"
_KEPT_SECONDS = 60 * 60
# Reading a mail is no proof for what matters: whoever holds the mailbox could.
_NO_PROOF = {"password_reset"}


def required(kind: Kind) -> Callable[[View], View]:
    """Let the view run only with a recent proof of identity (see above)."""

    def decorate(view: View) -> View:
        @wraps(view)
        def checked(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            if not is_fresh(request, kind):
                return ask(request, kind)
            if request.method == "POST":
                _pass(request, kind)
            return view(request, *args, **kwargs)

        return checked

    return decorate


def is_fresh(request: HttpRequest, kind: Kind) -> bool:
    moment = proved_at(request, by_factor=_needs_factor(request, kind))
    if kind == "decide":
        moment = max(moment, request.session.get(_DECIDED_AT, 0))
    return time.time() - moment < settings.STEP_UP_MINUTES[kind] * 60


def kept(request: HttpRequest) -> dict[str, Any] | None:
    """Return the form that was interrupted: path, fields, whether it had files."""
    form: dict[str, Any] | None = request.session.get(_KEPT)
    if form is None or time.time() - form["at"] > _KEPT_SECONDS:
        return None
    return form


def proved_at(request: HttpRequest, *, by_factor: bool = False) -> float:
    """Return when this session last proved who sits there; 0 where it never did."""
    records = get_authentication_records(request, request.user)
    proofs = [
        each
        for each in records
        if each.get("method") not in _NO_PROOF
        and (each.get("method") == "mfa" or not by_factor)
    ]
    return max((each["at"] for each in proofs), default=0)


def wants_factor(request: HttpRequest) -> bool:
    """Say whether the password is no answer to what this session was asked last."""
    return bool(request.session.get(_WANTS_FACTOR))


def _needs_factor(request: HttpRequest, kind: Kind) -> bool:
    return kind == "roles" and factors.are_set_up(cast("User", request.user))


def _pass(request: HttpRequest, kind: Kind) -> None:
    if kind == "decide":
        request.session[_DECIDED_AT] = time.time()
    form = request.session.get(_KEPT)
    if form is not None and form["path"] == request.get_full_path():
        del request.session[_KEPT]


def ask(request: HttpRequest, kind: Kind = "decide") -> HttpResponse:
    """Lead to a proof, and back; what was sent with a form is kept."""
    request.session[_WANTS_FACTOR] = _needs_factor(request, kind)
    target = request.get_full_path()
    if request.method == "POST":
        request.session[_KEPT] = _form(request)
        target = reverse("account_step_up")
    ways = get_adapter().get_reauthentication_methods(request.user)
    if not ways:  # signed in by a mailed code, without a password: sign in anew
        logout(request)
    page = ways[0]["url"] if ways else reverse("account_login")
    address = f"{page}?{urlencode({REDIRECT_FIELD_NAME: target})}"
    if request.headers.get("HX-Request"):
        return HttpResponse(status=204, headers={"HX-Redirect": address})
    return HttpResponseRedirect(address)


def _form(request: HttpRequest) -> dict[str, Any]:
    fields = [
        [name, value]
        for name, values in request.POST.lists()
        if name != "csrfmiddlewaretoken"
        for value in values
    ]
    return {
        "at": time.time(),
        "path": request.get_full_path(),
        "back": _page_before(request),
        "fields": fields,
        "had_files": bool(request.FILES),
    }


def _page_before(request: HttpRequest) -> str:
    before = urlsplit(request.headers.get("Referer", ""))
    return before.path if before.netloc == request.get_host() else ""
