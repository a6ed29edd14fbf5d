"""Where a text stands: one section of one edition in one language."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext as _

from imap.core.exceptions import TransitionError
from profiles.models import Edition, Revision, SectionText, TemplateSection


@dataclass(frozen=True)
class Place:
    """One section of one edition in one language."""

    edition: Edition
    section: TemplateSection
    language: str

    def text(self) -> SectionText | None:
        texts = SectionText.objects.filter(
            edition=self.edition, section=self.section, language=self.language
        )
        return texts.select_related("saved_by").first()

    def revision(self, version: int) -> Revision | None:
        """Return a version as it was saved; None for one that never was."""
        return Revision.objects.filter(
            edition=self.edition,
            section=self.section,
            language=self.language,
            version=version,
        ).first()


def lock(place: Place) -> None:
    """Wait for other writers of the edition; versions then count up without a gap.

    Raises TransitionError where the edition is no draft any more.
    """
    lock_edition(place.edition)


def lock_edition(edition: Edition) -> None:
    if not locked(edition).is_open:
        raise TransitionError(_("This edition is no longer a draft."))


def locked(edition: Edition) -> Edition:
    """Wait for whoever changes the edition, and return it as it is then."""
    editions = Edition.objects.select_for_update(of=("self",))
    return editions.select_related("profile", "template").get(pk=edition.pk)
