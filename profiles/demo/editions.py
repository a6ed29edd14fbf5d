"""Demonstration editions of two states, written for trying the portal out.

Their texts are in `data`, one file a state and language, a `<section>` for each
code of the Extended template. A section that is not there has no text: it needs facts
that the portal does not hold. They go through the publication that any edition goes
through. Safe to repeat: they are published anew where their texts or figures changed.
"""

from __future__ import annotations

from functools import partial

from django.db import transaction

from profiles.demo.texts import read
from profiles.endorsement.steps import freeze
from profiles.models import (
    Edition,
    Kind,
    Profile,
    Publication,
    SectionText,
    Template,
    TemplateSection,
)
from profiles.publication.papers import make_all
from profiles.publication.steps import publish as publish_submission
from profiles.snapshot import canonical
from profiles.snapshot.content import content
from profiles.text.cleaning import clean

DIALOGUE = "bmp"
COUNTRIES = ("ARM", "UKR")
LANGUAGES = ("en", "ru")
LABEL = "2011"


def load() -> None:
    template = Template.objects.get(kind=Kind.EXTENDED, version=1)
    sections = {section.code: section for section in template.sections.all()}
    for iso3 in COUNTRIES:
        edition = _edition(iso3, template)
        for language in LANGUAGES:
            _load_texts(edition, sections, language, read(iso3, language))
        publish(edition)


@transaction.atomic
def publish(edition: Edition) -> None:
    """Publish a demonstration in place of what was published of it before.

    One that was withdrawn, or that another edition took the place of, is left alone.
    """
    if edition.state != Edition.State.PUBLISHED:
        return
    frozen = canonical.sha256(canonical.written(content(edition)))
    for publication in Publication.objects.filter(edition=edition):
        if publication.submission.sha256 == frozen:
            transaction.on_commit(partial(make_all, publication))
            return
        publication.delete()
        publication.submission.delete()
    publish_submission(freeze(edition, by=None), by=None)


def _edition(iso3: str, template: Template) -> Edition:
    profile, _created = Profile.objects.get_or_create(
        dialogue_id=DIALOGUE, country_id=iso3, kind=Kind.EXTENDED
    )
    said = {
        "template": template,
        "languages": list(LANGUAGES),
        "is_demonstration": True,
    }
    edition, _created = Edition.objects.update_or_create(
        profile=profile,
        label=LABEL,
        defaults=said,
        create_defaults=said | {"state": Edition.State.PUBLISHED},
    )
    return edition


def _load_texts(
    edition: Edition,
    sections: dict[str, TemplateSection],
    language: str,
    bodies: dict[str, str],
) -> None:
    for code, body in bodies.items():
        SectionText.objects.update_or_create(
            edition=edition,
            section=sections[code],
            language=language,
            defaults={"body": clean(body)},
        )
    written = [sections[code] for code in bodies]
    edition.texts.filter(language=language).exclude(section__in=written).delete()
