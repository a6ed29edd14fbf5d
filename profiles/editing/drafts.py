"""Begin a draft: copied forward from an edition, or empty from the template."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from imap.core.audit.log import record
from imap.core.exceptions import TransitionError
from profiles.editing.place import locked
from profiles.models import (
    Edition,
    Profile,
    Revision,
    SectionProgress,
    SectionText,
    Template,
    TemplateSection,
)
from profiles.text.ids import with_names

if TYPE_CHECKING:
    from accounts.models import User


def last_edition(profile: Profile) -> Edition | None:
    """Return what a new draft is copied from: the newest that readers have seen."""
    read = [Edition.State.PUBLISHED, Edition.State.SUPERSEDED]
    return profile.editions.filter(state__in=read).order_by("-label").first()


@transaction.atomic
def begin(
    profile: Profile,
    label: str,
    languages: Sequence[str],
    *,
    by: User,
    is_copy: bool = True,
    due_on: date | None = None,
) -> Edition:
    """Return a new draft, the only one of its profile.

    One of the languages may be none of the i-Map: the ministry's own, not published.
    A copy of a demonstration stays one: text made up is never the word of a state.
    Raises TransitionError where there is a draft already, or an edition of that label.
    """
    # Whoever begins one at the same time waits here, and then finds this one.
    profile = Profile.objects.select_for_update(of=("self",)).get(pk=profile.pk)
    if profile.editions.filter(state__in=Edition.IN_WORK).exists():
        raise TransitionError(_("There is a draft of this profile already."))
    if profile.editions.filter(label=label).exists():
        raise TransitionError(_("There is an edition of that name already."))
    base = last_edition(profile) if is_copy else None
    published, own = _split(profile.dialogue_id, languages)
    edition = Edition.objects.create(
        profile=profile,
        template=_newest_template(profile),
        label=label,
        state=Edition.State.DRAFTING,
        languages=published,
        working_language=own,
        is_demonstration=bool(base and base.is_demonstration),
        based_on=base,
        due_on=due_on,
        started_at=timezone.now(),
        started_by=by,
    )
    if base is not None:
        _copy(base, edition, by)
    _write_down(edition, by)
    return edition


def _write_down(edition: Edition, by: User) -> None:
    left_out = [section.code for section in without_place(edition)]
    data = {"left_out": left_out} if left_out else {}
    chain = edition.profile.dialogue_id
    record("edition.begin", edition, by=by, chain=chain, **data)


def without_place(edition: Edition) -> list[TemplateSection]:
    """Return the sections whose texts were not copied, in the order they had.

    The outline has changed since the edition before, where they go on being read.
    """
    base = edition.based_on
    if base is None or base.template_id == edition.template_id:
        return []
    written = base.texts.filter(language__in=edition.written_languages)
    written = written.exclude(body="").exclude(section__code__in=_places(edition))
    return list(base.template.sections.filter(pk__in=written.values("section")))


@transaction.atomic
def plan(
    edition: Edition, languages: Sequence[str], due_on: date | None, *, by: User
) -> Edition:
    """Change the languages of a draft and its day; no text goes.

    Texts in a language that is taken out are kept, and come back with it. Raises
    TransitionError where the edition is no draft any more.
    """
    edition = locked(edition)
    if not edition.is_open:
        raise TransitionError(_("This edition is no longer a draft."))
    before = _planned(edition)
    published, own = _split(edition.profile.dialogue_id, languages)
    edition.languages, edition.working_language = published, own
    edition.due_on = due_on
    after = _planned(edition)
    if after != before:
        edition.save(update_fields=["languages", "working_language", "due_on"])
        chain = edition.profile.dialogue_id
        record("edition.plan", edition, by=by, chain=chain, before=before, after=after)
    return edition


def _planned(edition: Edition) -> dict[str, Any]:
    return {
        "languages": list(edition.languages),
        "working_language": edition.working_language,
        "due_on": edition.due_on.isoformat() if edition.due_on else "",
    }


def _split(dialogue: str, languages: Sequence[str]) -> tuple[list[str], str]:
    """Return the languages of publication, and the ministry's own or none."""
    published = settings.DIALOGUES[dialogue]
    own = next((code for code in languages if code not in published), "")
    return [code for code in languages if code in published], own


def _newest_template(profile: Profile) -> Template:
    return Template.objects.filter(kind=profile.kind).latest("version")


def _places(edition: Edition) -> dict[str, TemplateSection]:
    """Return the sections that have a text of their own, by code; a group has none."""
    sections = edition.template.sections.exclude(content=TemplateSection.Content.GROUP)
    return {each.code: each for each in sections}


def _copy(base: Edition, edition: Edition, by: User) -> None:
    """Take the texts over by the code of their section, paragraphs with names."""
    sections = _places(edition)
    written = edition.written_languages
    texts = [
        SectionText(
            edition=edition,
            section=sections[text.section.code],
            language=text.language,
            body=with_names(text.body),
            saved_at=edition.started_at,
            saved_by=by,
        )
        for text in base.texts.select_related("section")
        if text.section.code in sections and text.language in written
    ]
    for text in texts:
        # The edition before was in step, as far as anybody knows.
        text.in_step = {code: 1 for code in written if code != text.language}
    SectionText.objects.bulk_create(texts)
    Revision.objects.bulk_create(_copied(text, by) for text in texts)
    SectionProgress.objects.bulk_create(
        SectionProgress(
            edition=edition,
            section=section,
            state=SectionProgress.State.DRAFTING,
            changed_by=by,
        )
        for section in dict.fromkeys(text.section for text in texts)
    )


def _copied(text: SectionText, by: User) -> Revision:
    return Revision(
        edition=text.edition,
        section=text.section,
        language=text.language,
        version=text.version,
        body=text.body,
        origin=Revision.Origin.COPIED,
        by=by,
    )
