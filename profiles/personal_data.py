"""What profiles keep about people: who began, wrote, commented and endorsed what."""

from __future__ import annotations

from collections.abc import Sequence

from django.db.models import Model, QuerySet
from django.utils.translation import gettext_lazy as _

from imap.core import privacy, retention
from imap.core.privacy import Entry, Person, Room, Words, not_personal
from profiles.models import (
    Autosave,
    Comment,
    DeskVisit,
    DraftFile,
    Edition,
    Endorsement,
    Publication,
    Revision,
    RevisionName,
    SectionProgress,
    SectionText,
    Submission,
    Suggestion,
)

_REASON = "text about a state, signed by no person"

not_personal("profiles.Template", _REASON, "kind")
not_personal(
    "profiles.TemplateSection", _REASON, "code titles guidance content indicators"
)
not_personal("profiles.Profile", _REASON, "kind")
not_personal("profiles.Submission", _REASON, "content sha256 code reminded_at_days")
not_personal("profiles.EditionFile", _REASON, "language content sha256")
not_personal("profiles.DraftFile", _REASON, "language content mark state")
not_personal("profiles.Endorsement", _REASON, "key scan_sha256")
not_personal("profiles.Publication", _REASON, "snapshot sha256 head")
not_personal(
    "profiles.PublishedSection", _REASON, "language code title html packed entry"
)
not_personal("profiles.Listing", _REASON, "status source")

_PLACE = ("edition", "section", "language")
_GROUND = _("Task of the project: profiles that governments endorse.")


def _trace(
    model: type[Model], by: str, what: Words, fields: str, withheld: str
) -> Entry:
    """Return the entry of rows that say who did something; they stay with the text."""
    return Entry(
        model=model._meta.label,
        what=what,
        why=_("So that a state can see who wrote what in its profile."),
        ground=_GROUND,
        period=_("As long as the edition is kept."),
        who=_("Those who write the profile, and the Secretariat of that i-Map."),
        erasure=_("Only a number without a name stays."),
        fields=(*fields.split(), by),
        withheld=(*withheld.split(), by),
        rows=lambda person: model._default_manager.filter(**{by: person.user}),
    )


def _erase(person: Person, _ids: frozenset[str]) -> None:
    """Delete what is the person's alone; the account stays as a number."""
    Autosave.objects.filter(by=person.user).delete()
    DeskVisit.objects.filter(user=person.user).delete()


def _old_files(place: str) -> QuerySet[DraftFile]:
    return DraftFile.objects.filter(
        edition__profile__dialogue=place,
        asked_at__lt=retention.before("drafts_as_pdf"),
    ).defer("content")


def _drop_files(files: Sequence[DraftFile]) -> None:
    DraftFile.objects.filter(pk__in=[file.pk for file in files]).delete()


privacy.plug(Room(erase=_erase))
retention.rows("drafts as PDFs", _old_files, _drop_files)
privacy.register(
    _trace(
        Edition,
        "started_by",
        _("Drafts of profiles that you began"),
        "profile template label state languages working_language is_demonstration"
        " published_on due_on based_on started_at",
        "template based_on",
    ),
    _trace(
        Revision,
        "by",
        _("Texts of profiles that you saved: where and when"),
        "edition section language version body origin is_minor at",
        "body",
    ),
    _trace(
        RevisionName,
        "by",
        _("States of drafts that you gave a name"),
        "edition name versions at",
        "versions",
    ),
    _trace(
        SectionText,
        "saved_by",
        _("Sections of profiles whose text you saved last"),
        "edition section language version body in_step saved_at",
        "body in_step",
    ),
    _trace(
        SectionProgress,
        "changed_by",
        _("Sections of profiles that you marked as ready"),
        "edition section state changed_at",
        "",
    ),
    _trace(
        Comment,
        "by",
        _("Comments that you made on drafts of profiles"),
        "edition section language paragraph quote passage body at answers asked",
        "quote passage answers",
    ),
    _trace(
        Comment,
        "resolved_by",
        _("Comments on drafts of profiles that you resolved"),
        "edition section resolved_at",
        "",
    ),
    _trace(
        Suggestion,
        "by",
        _("Texts that you suggested for profiles"),
        "edition section language version body reason at state answer revision",
        "body revision",
    ),
    _trace(
        Suggestion,
        "decided_by",
        _("Suggestions for profiles that you decided on"),
        "edition section state decided_at",
        "",
    ),
    _trace(
        SectionProgress,
        "responsible",
        _("Sections of profiles that you are to write"),
        "edition section due_on",
        "",
    ),
    _trace(
        Submission,
        "submitted_by",
        _("Drafts of profiles that you laid before a state"),
        "edition number submitted_at answer_by outcome sections",
        "sections",
    ),
    _trace(
        Submission,
        "closed_by",
        _("Submitted profiles that you took back or closed"),
        "edition number closed_at outcome reason",
        "",
    ),
    _trace(
        Endorsement,
        "recorded_by",
        _("Endorsements of states that you recorded"),
        "submission sections basis office signed_on reference scan scan_name"
        " scan_type state recorded_at",
        "sections scan",
    ),
    _trace(
        Endorsement,
        "checked_by",
        _("Endorsements of states that you checked"),
        "submission state checked_at refusal",
        "",
    ),
    _trace(
        Publication,
        "published_by",
        _("Profiles that you published"),
        "edition submission dialogue number basis published_at",
        "submission",
    ),
    _trace(
        Publication,
        "withdrawn_by",
        _("Published profiles that you withdrew"),
        "edition withdrawn_at withdrawal",
        "",
    ),
    Entry(
        model="profiles.DeskVisit",
        what=_("When you last looked at the editors' desk"),
        why=_("So that the desk can say what is new since then."),
        ground=_GROUND,
        period=_("Until the account is erased; only the last two visits."),
        who=_("You alone."),
        erasure=_("Deleted."),
        fields=("user", "dialogue", "at", "before"),
        withheld=("user",),
        rows=lambda person: DeskVisit.objects.filter(user=person.user),
    ),
    Entry(
        model="profiles.Autosave",
        what=_("Words that you typed in a profile and did not save"),
        why=_("So that nothing is lost when a session or a connection ends."),
        ground=_GROUND,
        period=_(
            "Thirty days in which the draft is written; until they are saved or "
            "thrown away."
        ),
        who=_("You alone."),
        erasure=_("Deleted."),
        fields=(*_PLACE, "by", "window", "body", "version", "sequence", "at"),
        withheld=("by", "window", "sequence"),
        rows=lambda person: Autosave.objects.filter(by=person.user),
    ),
)
