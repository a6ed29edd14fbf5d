"""A person named in a letter: sees which letter it is, accepts, sets a password."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from accounts import offices
from accounts import registration as steps
from accounts.forms import NoticeForm
from accounts.models import Registration
from accounts.registration import applicant_page
from accounts.tokens import Purpose
from accounts.views.links import GONE, door_of, opens_request, typed
from imap.core.legal import notice_version

State = Registration.State


@require_http_methods(["GET", "HEAD", "POST"])
@opens_request(Purpose.INVITED, "key")
def invited(request: HttpRequest, row: Registration, token: str) -> HttpResponse:
    if row.state == State.APPROVED:
        return _after(request, row)
    if row.state != State.INVITED:
        context = {"registration": row}
        return render(request, "accounts/invited_over.html", context, status=GONE)
    form = NoticeForm(typed(request))
    if request.method == "POST" and form.is_valid():
        version = notice_version(row.dialogue_id)
        return redirect(door_of(steps.accept(row, version)))
    told = {"form": form, "registration": row, "office": offices.name_of(row)}
    return render(request, "accounts/invited.html", told)


def _after(request: HttpRequest, row: Registration) -> HttpResponse:
    """Lead on whoever accepted already, as the access link would."""
    membership = applicant_page.membership_of(row)
    if membership is None:
        context = {"registration": row}
        return render(request, "accounts/invited_over.html", context, status=GONE)
    if request.method == "POST":
        return redirect(door_of(membership))
    return render(request, "accounts/access.html", {"membership": membership})
