"""From a letter in the mailbox to the list of the people whom it names."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from accounts.letter_list import LetterOfEnquiryForm
from accounts.mailbox import steps as mailbox
from accounts.mailbox.models import Enquiry
from accounts.nominations import steps
from accounts.nominations.forms import Choices, DefaultsForm
from imap.core.access import DialogueRequest


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def people(request: DialogueRequest, dialogue: str, number: int) -> HttpResponse:
    """Begin the dry run of the list import with what the letter holds."""
    enquiry = get_object_or_404(Enquiry.objects.of(dialogue), number=number)
    data = request.POST if request.method == "POST" else None
    form = LetterOfEnquiryForm(data, enquiry=enquiry, initial=_noted(enquiry))
    defaults = DefaultsForm(data, choices=Choices(dialogue))
    if data is not None and all([form.is_valid(), defaults.is_valid()]):
        values = form.cleaned_data
        letter = steps.Letter(
            values["reference"], values["received_on"], values["note"], values["letter"]
        )
        draft = steps.start(
            dialogue, letter, form.table, defaults.values(), by=request.user
        )
        mailbox.people_taken(enquiry, by=request.user)
        return redirect("accounts:desk-draft", dialogue, draft.key)
    context = {"enquiry": enquiry, "form": form, "defaults": defaults}
    return render(request, "mailbox/people.html", context)


def _noted(enquiry: Enquiry) -> dict[str, str]:
    said = _("Letter to the mailbox, enquiry %(number)s.") % {"number": enquiry.number}
    return {"note": said}
