"""The answer that is being written: kept on the server, shared by the secretariat.

Whoever types tells colleagues by it, and a text is only replaced by somebody who has
seen it. It goes when an answer leaves.
"""

from __future__ import annotations

from dataclasses import dataclass

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.mailbox import steps
from accounts.mailbox.models import Draft, Enquiry, State
from accounts.models import User
from imap.core.exceptions import TransitionError


@dataclass(frozen=True)
class Typed:
    """What stands in the form; `version` is that of the draft it was begun with."""

    to: str
    language: str
    subject: str
    text: str
    version: int = 0

    @property
    def is_empty(self) -> bool:
        return not self.text.strip()


def of(enquiry: Enquiry) -> Draft | None:
    rows = Draft.objects.filter(enquiry=enquiry).exclude(text="")
    return rows.select_related("by").first()


@transaction.atomic
def save(enquiry: Enquiry, typed: Typed, *, by: User) -> Draft:
    """Keep what was typed, in any state of the enquiry; the same again is the same.

    An emptied text stays as an empty draft, so that its number goes on counting.
    """
    row = steps.take_up(enquiry, by, *State)
    steps.refuse_if_busy(row, by)
    draft = Draft.objects.filter(enquiry=row).select_related("by").first()
    if draft is None:
        draft = Draft(enquiry=row, version=0)
    elif _is_same(draft, typed):
        return draft
    elif draft.version != typed.version:
        raise TransitionError(_not_seen(draft))
    draft.to, draft.language = typed.to[:254], typed.language[:8]
    draft.subject, draft.text = typed.subject[:255], typed.text
    draft.by, draft.saved_at = by, timezone.now()
    draft.send_at = None  # another text than the one that was to leave
    draft.version += 1
    draft.save()
    if row.state != State.CLOSED and not typed.is_empty:
        steps.hold(row, by)
    return draft


def _is_same(draft: Draft, typed: Typed) -> bool:
    return (draft.to, draft.language, draft.subject, draft.text) == (
        typed.to[:254],
        typed.language[:8],
        typed.subject[:255],
        typed.text,
    )


def _not_seen(draft: Draft) -> str:
    at = timezone.localtime(draft.saved_at)
    return _(
        "%(name)s saved another text at %(time)s. Yours is not kept on the server: copy"
        " it, then open the enquiry anew."
    ) % {"name": draft.by or _("Somebody"), "time": at.strftime("%H:%M")}
