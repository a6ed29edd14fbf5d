"""After a step-up: the form that was interrupted, ready to be sent on."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from accounts.sign_in import step_up


@never_cache
@login_required
@require_safe
def proceed(request: HttpRequest) -> HttpResponse:
    form = step_up.kept(request)
    if form is None:
        return redirect("me:home")
    return render(request, "accounts/step_up.html", {"kept": form})
