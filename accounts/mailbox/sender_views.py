"""The page of whoever wrote a letter, behind a signed link."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from accounts import tokens
from accounts.mailbox import passing_on

GONE = 410


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def pass_on(request: HttpRequest, dialogue: str, token: str) -> HttpResponse:
    """Let the sender of a letter say that it may go to the other i-Map."""
    try:
        forwarding = passing_on.behind(dialogue, token)
    except tokens.BadLinkError:
        return render(request, "mailbox/dead_link.html", status=404)
    except tokens.OldLinkError:
        return render(request, "mailbox/dead_link.html", status=GONE)
    if request.method == "POST":
        forwarding = passing_on.agree(forwarding)
    context = {"forwarding": forwarding, "other": forwarding.to_dialogue}
    return render(request, "mailbox/pass_on.html", context)
