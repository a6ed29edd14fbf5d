"""The applicant's own page: how the request stands, and every step that is possible.

Each step is a POST that may be sent again; what is not possible any more says so.
"""

from __future__ import annotations

import uuid
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import (
    require_http_methods,
    require_POST,
    require_safe,
)

from accounts import offices
from accounts import registration as steps
from accounts.forms import AnswerForm, CorrectionForm, LetterForm
from accounts.models import Registration
from accounts.registration import applicant_page
from accounts.registration.resending import Resent
from accounts.registration.states import Step, may
from accounts.tokens import Purpose
from accounts.views.links import opens_request, typed

_opens = opens_request(Purpose.REQUEST, "key")


@require_safe
@_opens
def page(request: HttpRequest, row: Registration, token: str) -> HttpResponse:
    return _page(request, row, token)


@require_http_methods(["GET", "HEAD", "POST"])
@_opens
def correct(request: HttpRequest, row: Registration, token: str) -> HttpResponse:
    form = CorrectionForm(typed(request), row=row)
    if request.method == "POST" and form.is_valid():
        application = form.application()
        saved = steps.correct(row, application, version=form.cleaned_data["version"])
        if saved.version != row.version:
            messages.success(request, _("Your answers are saved."))
        else:
            messages.info(request, _("Nothing was changed."))
        return _back(row, token)
    if not may(Step.CORRECT, row.state):
        return _back(row, token)
    context = {"form": form, "registration": row, "token": token}
    return render(request, "accounts/request_correct.html", context)


@require_POST
@_opens
def answer(request: HttpRequest, row: Registration, token: str) -> HttpResponse:
    form = AnswerForm(request.POST)
    if not form.is_valid():
        return _page(request, row, token, answer_form=form)
    data = form.cleaned_data
    steps.answer(row, data["answer"], version=data["version"])
    messages.success(request, _("Your answer is with the Secretariat."))
    return _back(row, token)


@require_POST
@_opens
def attach(request: HttpRequest, row: Registration, token: str) -> HttpResponse:
    form = LetterForm(request.POST, request.FILES)
    if not form.is_valid():
        return _page(request, row, token, letter_form=form)
    steps.attach(row, form.upload)
    messages.success(request, _("The letter is with your request."))
    return _back(row, token)


@require_POST
@_opens
def detach(
    request: HttpRequest, row: Registration, token: str, key: uuid.UUID
) -> HttpResponse:
    if steps.detach(row, key).version != row.version:
        messages.success(request, _("The letter was removed."))
    else:
        messages.info(request, _("Nothing was changed."))
    return _back(row, token)


@require_POST
@_opens
def resend(request: HttpRequest, row: Registration, token: str) -> HttpResponse:
    resent = steps.resend(row)
    if resent is Resent.SENT:
        messages.success(request, _("The mail is on its way to you once more."))
    elif resent is Resent.TOO_MANY:
        messages.warning(
            request, _("Several mails have left already. Try again in an hour.")
        )
    else:
        messages.info(request, _("There is no mail to send at this stage."))
    return _back(row, token)


@require_http_methods(["GET", "HEAD", "POST"])
@_opens
def withdraw(request: HttpRequest, row: Registration, token: str) -> HttpResponse:
    if request.method == "POST":
        steps.withdraw(row)
        return _back(row, token)
    if not may(Step.WITHDRAW, row.state):
        return _back(row, token)
    context = {"registration": row, "token": token}
    return render(request, "accounts/request_withdraw.html", context)


@require_POST
@_opens
def reopen(request: HttpRequest, row: Registration, token: str) -> HttpResponse:
    steps.reopen(row)
    messages.success(request, _("Your request is open again."))
    return _back(row, token)


def _back(row: Registration, token: str) -> HttpResponse:
    return redirect("accounts:request", row.dialogue_id, token)


def _page(
    request: HttpRequest, row: Registration, token: str, **forms: Any
) -> HttpResponse:
    context = {
        "registration": row,
        "token": token,
        "office": offices.name_of(row),
        "standing": applicant_page.standing_of(row),
        "timeline": applicant_page.timeline_of(row),
        "letters": row.evidence.all(),
        "may": applicant_page.steps_of(row),
        "answer_form": AnswerForm(initial={"version": row.version}),
        "letter_form": LetterForm(),
    }
    return render(request, "accounts/request.html", context | forms)
