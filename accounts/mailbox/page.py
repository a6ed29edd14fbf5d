"""What the mailbox's pages show: the list, and one thread with all that is known."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils.functional import Promise
from django.utils.timesince import timesince
from django.utils.translation import gettext_lazy as _

from accounts.mailbox import (
    authenticity,
    config,
    drafts,
    faults,
    folding,
    marks,
    missing,
    queue,
    steps,
)
from accounts.mailbox.forms import AnswerForm, AssignForm, KindForm, number
from accounts.mailbox.models import (
    Attachment,
    Enquiry,
    EnquiryEvent,
    Kind,
    Letter,
    State,
)
from accounts.mailbox.work_forms import LinkForm, NoteForm, PutOffForm
from accounts.models import Membership, Registration, User
from imap.core.access import DialogueRequest
from imap.reference.models import Dialogue

VIEWS: list[tuple[str, str | Promise]] = [
    (queue.OPEN, _("To be answered")),
    (queue.UNASSIGNED, _("Nobody’s yet")),
    (queue.MINE, _("Mine")),
    (queue.LATER, _("Later")),
    (queue.ANSWERED, _("Answered")),
    (queue.CLOSED, _("Closed")),
    (queue.ALL, _("All letters")),
]
_STEPS = {
    "claim": _("begins an answer"),
    "release": _("puts the answer aside"),
    "reply": _("answers"),
    "other": _("names the other i-Map’s address and closes"),
    "people": _("begins the list of the people named"),
    "convert": _("fills in a request for the sender to confirm"),
    "sort": _("changes the kind"),
    "assign": _("hands over"),
    "put_off": _("puts it off to a day"),
    "bring_back": _("brings it back"),
    "due": _("The day came to which it was put off"),
    "schedule": _("lets an answer leave later"),
    "unschedule": _("keeps the answer back"),
    "stopped": _("Something came before: the answer did not leave"),
    "note": _("leaves a note"),
    "link": _("has the link sent to the address on file"),
    "close": _("closes"),
    "reopen": _("opens again"),
    "again": _("A new letter opened it again"),
    "elsewhere": _("Answered from a mail program"),
    "bounce": _("An answer came back undelivered"),
}


@dataclass(frozen=True)
class File:
    attachment: Attachment
    problem: str


@dataclass(frozen=True)
class Shown:
    """One letter of the thread, in words."""

    letter: Letter
    subject: str
    pieces: list[folding.Piece]
    suspicions: list[str]
    notes: list[str]
    authentication: str
    files: list[File]


@dataclass(frozen=True)
class Happened:
    at: datetime
    who: User | None
    words: str | Promise


def listing(request: DialogueRequest, dialogue: str) -> dict[str, Any]:
    view = request.GET.get("view", queue.OPEN)
    kind = request.GET.get("kind", "")
    words = request.GET.get("q", "")[:100]
    rows = queue.select(dialogue, view, request.user, kind=kind)
    page = queue.EnquiryPage(rows, words, number(request.GET.get("page")))
    oddities = _oddities(page.rows)
    return {
        "counters": queue.counters(dialogue, request.user),
        "reading": queue.last_reading(dialogue),
        "is_read": dialogue in config.configured(),
        "faults": [(row, _folder_name(row.place)) for row in faults.of(dialogue)],
        "view": view,
        "views": VIEWS,
        "kind": kind,
        "kinds": Kind.choices,
        "words": words,
        "page": page,
        "most": queue.MOST,
        "rows": [(row, _brief(oddities[row.pk]), _age(row)) for row in page.rows],
        "is_waiting": view in (queue.OPEN, queue.UNASSIGNED, queue.MINE),
    }


def thread(request: DialogueRequest, enquiry: Enquiry) -> dict[str, Any]:
    """Return one enquiry with its letters and what this i-Map knows of the sender."""
    letters = list(enquiry.letters.select_related("by", "mail"))
    dialogue = enquiry.dialogue_id
    form, draft = answer_form(enquiry, letters), drafts.of(enquiry)
    is_mine = enquiry.is_being_answered and enquiry.answering_by_id == request.user.pk
    return {
        "enquiry": enquiry,
        "letters": [_shown(letter, enquiry.subject) for letter in letters],
        "events": [_happened(event) for event in enquiry.events.select_related("by")],
        "requests": _requests(enquiry),
        "memberships": _memberships(enquiry),
        "kind_form": KindForm(initial={"kind": enquiry.kind}),
        "assign_form": AssignForm(
            initial={"to": str(enquiry.assigned_to_id or "")}, dialogue=dialogue
        ),
        "notes": list(enquiry.notes.select_related("by")),
        "put_off_form": PutOffForm(),
        "note_form": NoteForm(dialogue=dialogue),
        "link_form": LinkForm(initial={"address": enquiry.sender}),
        "answer": form.with_draft(draft) if form else None,
        "draft": draft,
        "leaves": bool(draft and draft.is_for(enquiry)),
        "missing": missing.of(enquiry),
        "has_open_request": steps.has_open_request(enquiry),
        "is_mine": is_mine,
        "is_busy": enquiry.is_being_answered and not is_mine,
        "is_open": enquiry.state != State.CLOSED,
        "other": Dialogue.objects.exclude(pk=dialogue).exclude(mailbox="").first(),
    }


def answer_form(
    enquiry: Enquiry, letters: list[Letter] | None = None, data: Any = None
) -> AnswerForm | None:
    """Return the form to answer with; nothing where there is nobody to write to."""
    if letters is None:
        letters = list(enquiry.letters.all())
    written = [each for each in letters if each.is_from_outside and each.from_key]
    people = [each for each in written if each.nature == Letter.Nature.LETTER]
    newest = next(reversed(people or written), None)
    return AnswerForm(data, enquiry=enquiry, newest=newest) if newest else None


def _folder_name(place: str) -> str:
    """Return INBOX for imap://user@host/INBOX: what staff know the folder by."""
    return place.rpartition("/")[2]


def _shown(letter: Letter, subject: str) -> Shown:
    codes = {mark["code"] for mark in letter.flags}
    is_checked = letter.is_from_outside and marks.Mark.FORWARDED not in codes
    return Shown(
        letter=letter,
        subject="" if _is_the_same(letter.subject, subject) else letter.subject,
        pieces=folding.pieces(letter.text),
        suspicions=[
            marks.say(mark) for mark in letter.flags if mark["code"] in marks.SUSPICIOUS
        ],
        notes=[
            marks.say(mark)
            for mark in letter.flags
            if mark["code"] not in marks.SUSPICIOUS
        ],
        authentication=authenticity.say(letter.authentication) if is_checked else "",
        files=[
            File(each, marks.say_problem(each.problem))
            for each in letter.attachments.all()
        ],
    )


def _is_the_same(subject: str, of_thread: str) -> bool:
    """Say whether a subject only repeats the thread's, with a sign of answering."""
    return subject in ("", of_thread) or subject.endswith(f": {of_thread}")


def _age(enquiry: Enquiry) -> str:
    return timesince(enquiry.waiting_since, depth=1)


def _oddities(enquiries: list[Enquiry]) -> dict[int, list[marks.Stored]]:
    """Return what is odd about each enquiry's letters, asked for all at once."""
    found: dict[int, list[marks.Stored]] = {row.pk: [] for row in enquiries}
    letters = Letter.objects.filter(enquiry__in=list(found)).exclude(flags=[])
    # Within an enquiry in the order of its letters: what came first is said first.
    for enquiry, flags in letters.values_list("enquiry", "flags"):
        found[enquiry] += flags
    return found


def _brief(oddities: list[marks.Stored]) -> list[str]:
    """Say the gravest of what is odd in a few words, for the list."""
    said = [mark for mark in oddities if marks.say_briefly(mark)]
    said.sort(key=lambda mark: mark["code"] not in marks.SUSPICIOUS)
    return list(dict.fromkeys(marks.say_briefly(mark) for mark in said))[:2]


def _happened(event: EnquiryEvent) -> Happened:
    return Happened(event.at, event.by, _STEPS.get(event.step, event.step))


def _requests(enquiry: Enquiry) -> list[Registration]:
    if not enquiry.sender_key:
        return []
    rows = Registration.objects.of(enquiry.dialogue_id).confirmed()
    return list(rows.filter(email_key=enquiry.sender_key).order_by("-pk")[:5])


def _memberships(enquiry: Enquiry) -> list[Membership]:
    if not enquiry.sender_key:
        return []
    rows = Membership.objects.of(enquiry.dialogue_id)
    return list(rows.filter(user__email=enquiry.sender_key)[:5])
