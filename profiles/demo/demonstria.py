"""Profiles of a fictitious state in each state of the workflow, for trying it out.

`imap.reference.demo` has the state and `accounts.demo` its people, who take the steps
that anybody takes. The days are those of the load: the day of a publication is part of
its citation and of its hash. A profile that is there is left as people made it.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils import timezone

from imap.core.access import Role, people
from imap.core.uploads import check_bytes
from imap.reference.demo import DIALOGUE, STATE
from profiles.demo.texts import DATA, read
from profiles.editing import (
    autosave,
    comments,
    drafts,
    languages,
    names,
    responsibility,
    saving,
    suggestions,
)
from profiles.editing.place import Place
from profiles.endorsement import steps as endorsement
from profiles.endorsement.steps import Paper
from profiles.models import (
    Edition,
    Endorsement,
    Kind,
    Profile,
    SectionProgress,
    Submission,
)
from profiles.publication.steps import publish

if TYPE_CHECKING:
    from accounts.models import User

LANGUAGES = ("en", "ru")
DUE_IN = timedelta(days=60)
# Of the draft: nothing is left to do in these.
READY = ("0.2", "0.3", "C2.1", "F1")
# Of what is with the state: its word on these was checked; that on the others waits.
ENDORSED = ("L0", "L1", "L2", "L4")
RECORDED = ("L9",)


@dataclass(frozen=True)
class People:
    editor: User
    contact_point: User
    staff: User
    colleague: User
    reviewer: User


@transaction.atomic
def load() -> None:
    for kind, make in ((Kind.EXTENDED, _extended), (Kind.LIGHT, _light)):
        profile, is_new = Profile.objects.get_or_create(
            dialogue_id=DIALOGUE, country_id=STATE, kind=kind
        )
        if is_new:
            make(profile, _people())


def _people() -> People:
    editor, *_others = people(DIALOGUE, Role.EDITOR, STATE)
    contact_point, *_others = people(DIALOGUE, Role.CONTACT_POINT, STATE)
    staff, colleague, *_others = people(DIALOGUE, Role.SECRETARIAT)
    reviewer, *_others = people(DIALOGUE, Role.REVIEWER, STATE)
    return People(editor, contact_point, staff, colleague, reviewer)


def _extended(profile: Profile, cast: People) -> None:
    """Publish an edition, another in its place, and begin the next."""
    for label in ("2021", "2023"):
        edition = drafts.begin(profile, label, LANGUAGES, by=cast.editor)
        _write_all(edition, label, by=cast.editor)
        submission = _submit(edition, cast)
        record = _record(submission, submission.sections, label, by=cast.contact_point)
        endorsement.confirm(record, by=cast.staff)
        publish(submission, by=cast.colleague)
    _draft(profile, cast)


def _draft(profile: Profile, cast: People) -> None:
    """Leave a draft in the middle of its work, by two people."""
    due_on = timezone.localdate() + DUE_IN
    edition = drafts.begin(profile, "2026", LANGUAGES, by=cast.editor, due_on=due_on)
    _write_all(edition, "2026", by=cast.editor)
    names.name(edition, "First reading", by=cast.staff)
    for code, body in read(_name(edition, "2026-unsaved"), "en").items():
        place = _place(edition, code, "en")
        version = _version(place)
        autosave.keep(place, body, version=version, sequence=1, by=cast.editor)
    # What the editor has typed stands on an older version from here on.
    _write(edition, "2026-reviewed", "en", by=cast.staff, is_minor=True)
    _write(edition, "2026-again", "en", by=cast.editor)
    _mark_ready(edition, READY, by=cast.editor)
    _discuss(edition, due_on, cast)


def _discuss(edition: Edition, due_on: date, cast: People) -> None:
    """Name who writes a section, ask about it, and suggest another text."""
    place = _place(edition, "F3", "en")
    responsibility.assign(edition, place.section, cast.editor, due_on)
    question = "Is the strategy adopted by now, or still a draft?"
    comments.comment(place, "", question, [], by=cast.contact_point)
    addition = "<p>No office is named that reports on it.</p>"
    text = place.text()
    suggestions.suggest(
        place,
        f"{text.body if text else ''}{addition}",
        version=_version(place),
        reason="The reader should know who follows it up.",
        by=cast.reviewer,
    )


def _light(profile: Profile, cast: People) -> None:
    """Leave a profile with its state, which has answered for a part of it."""
    edition = drafts.begin(profile, "2026", LANGUAGES, by=cast.editor)
    _write_all(edition, "2026", by=cast.editor)
    submission = _submit(edition, cast)
    record = _record(submission, ENDORSED, "2026/1", by=cast.contact_point)
    endorsement.confirm(record, by=cast.staff)
    _record(submission, RECORDED, "2026/2", by=cast.staff)


def _write_all(edition: Edition, name: str, *, by: User) -> None:
    """Save texts in each language; those that are in all of them say the same."""
    written = [_write(edition, name, language, by=by) for language in LANGUAGES]
    for code in set.intersection(*written):
        languages.settle(_place(edition, code, LANGUAGES[0]))


def _write(
    edition: Edition, name: str, language: str, *, by: User, is_minor: bool = False
) -> set[str]:
    """Save texts in one language, and return the codes of their sections."""
    bodies = read(_name(edition, name), language)
    for code, body in bodies.items():
        place = _place(edition, code, language)
        version = _version(place)
        saving.save(place, body, version=version, by=by, is_minor=is_minor)
    return set(bodies)


def _mark_ready(edition: Edition, codes: Iterable[str], *, by: User) -> None:
    for code in codes:
        saving.mark(_place(edition, code, "en"), SectionProgress.State.READY, by=by)


def _submit(edition: Edition, cast: People) -> Submission:
    codes = edition.texts.values_list("section__code", flat=True)
    _mark_ready(edition, set(codes), by=cast.editor)
    return endorsement.submit(edition, by=cast.contact_point)


def _record(
    submission: Submission, codes: Iterable[str], number: str, *, by: User
) -> Endorsement:
    scan = check_bytes((DATA / "XAA.letter.pdf").read_bytes(), "Demonstration.pdf")
    paper = Paper(
        basis=Endorsement.Basis.LETTER,
        office="Office of Demonstria for Migration (fictitious)",
        signed_on=timezone.localdate(),
        reference=f"Demonstration letter {number}",
        scan=scan,
    )
    return endorsement.record(submission, submission.sha256, list(codes), paper, by=by)


def _place(edition: Edition, code: str, language: str) -> Place:
    return Place(edition, edition.template.sections.get(code=code), language)


def _version(place: Place) -> int:
    text = place.text()
    return text.version if text else 0


def _name(edition: Edition, name: str) -> str:
    return f"{STATE}.{edition.profile.kind}-{name}"
