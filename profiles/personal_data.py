"""What profiles keep about people: who began a draft, and who saved which text."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from imap.core import privacy
from imap.core.privacy import Entry, not_personal
from profiles.models import Autosave, Edition, Revision, SectionProgress, SectionText


def _names(text: str) -> tuple[str, ...]:
    return tuple(text.split())


_REASON = "text about a state, signed by no person"

not_personal("profiles.Template", _REASON, "kind")
not_personal(
    "profiles.TemplateSection",
    _REASON,
    "code titles guidance content indicators",
)
not_personal("profiles.Profile", _REASON, "kind")
not_personal("profiles.Listing", _REASON, "status source")

_WHY = _("So that a state can see who wrote what in its profile.")
_GROUND = _("Task of the project: profiles that governments endorse.")
_PERIOD = _("As long as the edition is kept.")
_WHO = _("Those who write the profile, and the Secretariat of that i-Map.")
_ERASURE = _("Only a number without a name stays.")

privacy.register(
    Entry(
        model="profiles.Edition",
        what=_("Drafts of profiles that you began"),
        why=_WHY,
        ground=_GROUND,
        period=_PERIOD,
        who=_WHO,
        erasure=_ERASURE,
        fields=_names(
            "profile template label state languages is_demonstration published_on"
            " due_on based_on started_at started_by"
        ),
        withheld=_names("template based_on started_by"),
        rows=lambda person: Edition.objects.filter(started_by=person.user),
    ),
    Entry(
        model="profiles.Revision",
        what=_("Texts of profiles that you saved: where and when"),
        why=_WHY,
        ground=_GROUND,
        period=_PERIOD,
        who=_WHO,
        erasure=_ERASURE,
        fields=_names("edition section language version body origin is_minor at by"),
        withheld=_names("body by"),
        rows=lambda person: Revision.objects.filter(by=person.user),
    ),
    Entry(
        model="profiles.Autosave",
        what=_("Words that you typed in a profile and did not save"),
        why=_("So that nothing is lost when a session or a connection ends."),
        ground=_GROUND,
        period=_("Thirty days; until they are saved or thrown away."),
        who=_("You alone."),
        erasure=_("Deleted."),
        fields=_names("edition section language by body version sequence at"),
        withheld=_names("by sequence"),
        rows=lambda person: Autosave.objects.filter(by=person.user),
    ),
    Entry(
        model="profiles.SectionText",
        what=_("Sections of profiles whose text you saved last"),
        why=_WHY,
        ground=_GROUND,
        period=_PERIOD,
        who=_WHO,
        erasure=_ERASURE,
        fields=_names(
            "edition section language version body in_step saved_at saved_by"
        ),
        withheld=_names("body in_step saved_by"),
        rows=lambda person: SectionText.objects.filter(saved_by=person.user),
    ),
    Entry(
        model="profiles.SectionProgress",
        what=_("Sections of profiles that you marked as ready"),
        why=_WHY,
        ground=_GROUND,
        period=_PERIOD,
        who=_WHO,
        erasure=_ERASURE,
        fields=_names("edition section state changed_at changed_by"),
        withheld=_names("changed_by"),
        rows=lambda person: SectionProgress.objects.filter(changed_by=person.user),
    ),
)
