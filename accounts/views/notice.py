"""Before the pages of an i-Map: a legal notice that has changed."""

from __future__ import annotations

from django.contrib.auth import REDIRECT_FIELD_NAME
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from accounts.forms import AcceptanceForm
from accounts.membership import notices
from accounts.views.links import typed
from imap.core import language
from imap.core.access import DialogueRequest
from imap.core.exceptions import TransitionError
from imap.core.legal import notices as versions_of
from imap.core.views import stale


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def notice(request: DialogueRequest, dialogue: str) -> HttpResponse:
    in_force = versions_of(dialogue)[0]
    form = AcceptanceForm(typed(request), initial={"version": in_force.version})
    if request.method == "POST" and form.is_valid():
        try:
            notices.accept(dialogue, form.cleaned_data["version"], by=request.user)
        except TransitionError as error:
            return stale(request, error.message)
        return redirect(_wanted(request, dialogue))
    context = {
        "form": form,
        "notice": in_force,
        "sections": in_force.sections(language.current()),
    }
    return render(request, "accounts/notice.html", context)


def _wanted(request: HttpRequest, dialogue: str) -> str:
    wanted = request.GET.get(REDIRECT_FIELD_NAME, "")
    is_ours = url_has_allowed_host_and_scheme(
        wanted, allowed_hosts={request.get_host()}, require_https=request.is_secure()
    )
    return wanted if is_ours else reverse("map:page", args=[dialogue])
