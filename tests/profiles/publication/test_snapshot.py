"""A page that is made again from its snapshot is the page that was published."""

from __future__ import annotations

import pytest

from imap.statistics.models import Observation
from profiles.models import (
    Publication,
    PublishedSection,
    SectionText,
    TemplateSection,
)
from profiles.publication import steps
from profiles.snapshot import canonical


@pytest.mark.usefixtures("editions")
def test_a_page_made_again_from_the_snapshot_is_the_same_after_every_later_change() -> (
    None
):
    publication = Publication.objects.get(edition__profile__country="ARM")
    sha256 = publication.sha256
    before = list(publication.sections.values_list("language", "code", "html"))

    SectionText.objects.update(body="<p>Other</p>")
    TemplateSection.objects.update(titles={"en": "Other"}, guidance={})
    Observation.objects.update(value=1)

    publication.refresh_from_db()
    again = [(s.language, s.code, s.html) for s in steps.sections(publication)]
    assert canonical.sha256(publication.snapshot) == sha256
    assert sorted(again) == sorted(before)
    assert PublishedSection.objects.filter(publication=publication).exists()
