"""Beginning a draft: one a profile, copied forward or empty."""

from __future__ import annotations

import re

import pytest

from accounts.models import User
from imap.core.audit.models import AuditEvent
from imap.core.exceptions import TransitionError
from profiles.editing import drafts, languages, saving
from profiles.editing.place import Place
from profiles.models import Edition, Kind, Profile, Revision, SectionText, Template

pytestmark = pytest.mark.usefixtures("listed")


NAME = re.compile(r' data-p="\w{10}"')


def published(profile: Profile) -> Edition:
    edition = Edition.objects.create(
        profile=profile,
        template=Template.objects.get(kind=Kind.EXTENDED),
        label="2011",
        state=Edition.State.PUBLISHED,
        languages=["en", "ru"],
        is_demonstration=True,
    )
    for code, language in (("C4", "en"), ("C4", "ru"), ("A", "en")):
        SectionText.objects.create(
            edition=edition,
            section=edition.template.sections.get(code=code),
            language=language,
            body=f"<p>{code} {language}</p>",
        )
    return edition


def test_a_draft_is_copied_forward_and_the_edition_stays_as_it_is(
    profile: Profile, editor: User
) -> None:
    base = published(profile)

    draft = drafts.begin(profile, "2031", ["en"], by=editor)

    texts = sorted(draft.texts.values_list("section__code", "body"))
    assert [(code, NAME.sub("", body)) for code, body in texts] == [
        ("A", "<p>A en</p>"),
        ("C4", "<p>C4 en</p>"),
    ]
    assert all(NAME.search(body) for _code, body in texts)
    assert set(draft.revisions.values_list("origin", "version")) == {
        (Revision.Origin.COPIED, 1)
    }
    assert draft.based_on == base
    assert draft.is_demonstration
    base.refresh_from_db()
    assert base.state == Edition.State.PUBLISHED
    assert base.texts.count() == 3


def test_a_draft_from_the_template_is_empty(profile: Profile, editor: User) -> None:
    published(profile)

    draft = drafts.begin(profile, "2031", ["en"], by=editor, is_copy=False)

    assert not draft.texts.exists()
    assert draft.based_on is None


def test_a_profile_has_one_draft_at_most(profile: Profile, editor: User) -> None:
    drafts.begin(profile, "2031", ["en"], by=editor)

    with pytest.raises(TransitionError, match="a draft of this profile already"):
        drafts.begin(profile, "2032", ["en"], by=editor)


def test_an_edition_of_that_name_is_not_begun_again(
    profile: Profile, editor: User
) -> None:
    published(profile)

    with pytest.raises(TransitionError, match="of that name already"):
        drafts.begin(profile, "2011", ["en"], by=editor)


def test_the_record_says_who_began_it(profile: Profile, editor: User) -> None:
    drafts.begin(profile, "2031", ["en"], by=editor)

    event = AuditEvent.objects.get(action="edition.begin")
    assert event.chain == "bmp"
    assert event.actor_id == str(editor.pk)


def test_languages_copied_together_are_in_step_until_one_changes(
    profile: Profile, editor: User
) -> None:
    published(profile)
    draft = drafts.begin(profile, "2031", ["en", "ru"], by=editor)
    assert languages.behind(draft) == {}

    place = Place(draft, draft.template.sections.get(code="C4"), "en")
    saving.save(place, "<p>Another text</p>", version=1, by=editor)

    assert languages.behind(draft) == {(place.section.pk, "ru"): ["en"]}
