"""Two published editions, a draft, and one of the other kind that is with its state."""

from __future__ import annotations

from datetime import date

from imap.core.uploads import Upload
from imap.reference.models import Country
from profiles.endorsement import steps
from profiles.endorsement.steps import Paper
from profiles.kinds import main_kind
from profiles.models import (
    Comment,
    Edition,
    Endorsement,
    Kind,
    Listing,
    Profile,
    SectionText,
    Suggestion,
    Template,
)
from profiles.publication import papers
from tests.factories import make_member
from tests.profiles.publishing import publish

# A few sections are enough to tell: all of them would be typeset for each test.
WRITTEN = ("A", "C4", "L1", "M3")
# Stands in texts of drafts, which readers of the same i-Map never see either.
DRAFT = "Rohrdommel"


def make_profiles(dialogue: str, country: Country, word: str) -> Endorsement:
    """Make the editions, and return what is recorded of the submitted one."""
    profile = _profile(dialogue, country, Kind.EXTENDED)
    Listing.objects.get_or_create(
        profile=_profile(dialogue, country, main_kind(dialogue)),
        as_of=date(2011, 6, 30),
        defaults={
            "status": Listing.Status.PREPARATION,
            "source": {"en": "A list"},  # public
        },
    )
    for label in ("2007", "2011"):
        papers.make_all(publish(_edition(profile, label, f"{word} {label}")))
    draft = _edition(profile, "2031", f"{word} {DRAFT}")
    _comment(draft, f"{word} {DRAFT}")
    _suggestion(draft, f"{word} {DRAFT}")
    draft.names.create(name=f"{word} {DRAFT}", versions={"C4/en": 1})
    draft.draft_files.create(
        language="en", state="ready", content=f"%PDF-1.7 {word} {DRAFT}".encode()
    )
    light = _profile(dialogue, country, Kind.LIGHT)
    waiting = _edition(light, "2032", f"{word} {DRAFT}")
    return _submitted(waiting, f"{word} {DRAFT}")


def _profile(dialogue: str, country: Country, kind: Kind) -> Profile:
    profile, _is_new = Profile.objects.get_or_create(
        dialogue_id=dialogue, country=country, kind=kind
    )
    return profile


def _edition(profile: Profile, label: str, text: str) -> Edition:
    template = Template.objects.filter(kind=profile.kind).latest("version")
    edition = Edition.objects.create(
        profile=profile,
        template=template,
        label=label,
        state=Edition.State.DRAFTING,
        languages=["en"],
    )
    for section in template.sections.filter(code__in=WRITTEN):
        SectionText.objects.create(
            edition=edition, section=section, language="en", body=f"<p>{text}</p>"
        )
    return edition


def _comment(edition: Edition, text: str) -> None:
    """Comment on the section that the table of addresses names."""
    Comment.objects.create(
        edition=edition,
        section=edition.template.sections.get(code="C4"),
        language="en",
        paragraph="0123456789",
        quote=text,
        body=text,
        by=make_member(edition.profile.dialogue_id, role="secretariat"),
    )


def _suggestion(edition: Edition, text: str) -> None:
    """Suggest a text for the section that the table of addresses names."""
    Suggestion.objects.create(
        edition=edition,
        section=edition.template.sections.get(code="C4"),
        language="en",
        version=0,
        body=f"<p>{text}</p>",
        reason=text,
        by=make_member(edition.profile.dialogue_id, role="secretariat"),
    )


def _submitted(edition: Edition, text: str) -> Endorsement:
    staff = make_member(edition.profile.dialogue_id, role="secretariat")
    submission = steps.submit(edition, by=staff)
    # Visitors take back what they make, so that each would have it made anew.
    papers.for_signature(submission, "en")
    paper = Paper(
        basis=Endorsement.Basis.LETTER,
        office=text,
        signed_on=date(2026, 11, 3),
        reference=text,
        scan=Upload(f"{text}.pdf", "application/pdf", f"%PDF-1.7 {text}".encode()),
    )
    codes = list(submission.sections)
    return steps.record(submission, submission.sha256, codes, paper, by=staff)
