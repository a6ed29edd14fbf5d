"""Cards on the secretariat's first page: requests for access, and for domains."""

from __future__ import annotations

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accounts.models import DomainRequest, Registration, User
from accounts.queue.listing import counters
from imap.core import desk
from imap.core.desk import Card


@desk.card(10)
def requests(dialogue: str, user: User) -> Card:
    counted = counters(dialogue, user)
    waiting = Registration.objects.of(dialogue).confirmed().waiting()
    oldest = waiting.order_by("confirmed_at", "pk").first()
    notes = []
    if counted.late:
        late = ngettext("%(count)s is late.", "%(count)s are late.", counted.late)
        notes.append(late % {"count": counted.late})
    return Card(
        title=_("Registrations"),
        address=reverse("accounts:desk-registrations", args=[dialogue]),
        waiting=counted.waiting,
        nothing=_("Every request is decided."),
        oldest=oldest.confirmed_at if oldest else None,
        notes=tuple(notes),
    )


@desk.card(15)
def domains(dialogue: str, _user: User) -> Card:
    rows = DomainRequest.objects.filter(
        dialogue=dialogue, state=DomainRequest.State.WAITING
    )
    oldest = rows.order_by("asked_at", "pk").first()
    return Card(
        title=_("Domains to be recognised"),
        address=reverse("accounts:desk-domains", args=[dialogue]),
        waiting=rows.count(),
        nothing=_("No domain waits."),
        oldest=oldest.asked_at if oldest else None,
    )
