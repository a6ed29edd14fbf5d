"""Beginning a draft: one a profile, copied forward or empty."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from django.test import Client

from accounts.models import User
from imap.core.audit.models import AuditEvent
from imap.core.exceptions import TransitionError
from profiles.editing import drafts, languages, saving
from profiles.editing.place import Place
from profiles.models import (
    Edition,
    Kind,
    Profile,
    Revision,
    SectionText,
    Template,
    TemplateSection,
)
from tests.profiles.pages import words

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


def newer_outline() -> Template:
    """Make a second version of the outline: C4 is a group there, and A is gone."""
    newer = Template.objects.create(kind=Kind.EXTENDED, version=2)
    old = Template.objects.get(kind=Kind.EXTENDED, version=1)
    for section in old.sections.filter(parent=None).exclude(code="A"):
        section.pk, section.template = None, newer
        section.save()
    group = TemplateSection.Content.GROUP
    TemplateSection.objects.create(
        template=newer, code="C4", position=99, titles={"en": "Money"}, content=group
    )
    return newer


def test_sections_without_a_place_in_a_newer_outline_are_told_with_a_link(
    profile: Profile, editor: User, signed_in: Callable[[User], Client]
) -> None:
    base = published(profile)
    newer_outline()
    client = signed_in(editor)

    answer = client.post(
        "/en/bmp/edit/ARM/extended/",
        {"label": "2031", "languages": ["en"], "begins_with": "copy"},
        follow=True,
    )

    assert (
        "The outline of this draft has no place for these sections of 2011. "
        "Their texts were not copied; they are still read there: "
    ) in words(answer)
    for section in base.template.sections.filter(code__in=["A", "C4"]):
        told = f'#{section.code}">{section.code} {section.titles.text()}</a>'
        assert f'href="{base.get_absolute_url()}{told}' in answer.content.decode()
    event = AuditEvent.objects.get(action="edition.begin")
    assert event.data == {"left_out": ["A", "C4"]}
    assert not Edition.objects.get(label="2031").texts.exists()
    assert base.texts.count() == 3


def test_where_every_text_has_its_place_nothing_is_said_of_it(
    profile: Profile, editor: User, signed_in: Callable[[User], Client]
) -> None:
    published(profile)
    drafts.begin(profile, "2031", ["en"], by=editor)

    page = signed_in(editor).get("/en/bmp/edit/ARM/extended/2031/")

    assert "Their texts were not copied" not in words(page)
    assert AuditEvent.objects.get(action="edition.begin").data == {}


def test_a_copy_of_a_demonstration_stays_one_and_a_draft_without_copy_is_none(
    profile: Profile, editor: User
) -> None:
    published(profile)

    copy = drafts.begin(profile, "2031", ["en"], by=editor)
    assert copy.is_demonstration
    Edition.objects.filter(pk=copy.pk).update(state=Edition.State.WITHDRAWN)

    real = drafts.begin(profile, "2032", ["en"], by=editor, is_copy=False)
    assert not real.is_demonstration


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
