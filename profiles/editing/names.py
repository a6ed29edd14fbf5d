"""Give a draft as it is now a name, and tell what has changed since."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext as _

from imap.core.exceptions import TransitionError
from profiles.editing.place import locked
from profiles.models import Edition, RevisionName, SectionText
from profiles.models.revisions import text_key

if TYPE_CHECKING:
    from accounts.models import User


@dataclass(frozen=True)
class Since:
    """A text that was saved after a state was named; `version` is the one of then."""

    text: SectionText
    version: int

    @property
    def saves(self) -> int:
        return self.text.version - self.version


@transaction.atomic
def name(edition: Edition, words: str, *, by: User) -> RevisionName:
    """Keep which version each text has now; a text that is with the state has one too.

    Raises TransitionError for a name that is given already, and where the edition is
    published.
    """
    if locked(edition).state not in Edition.IN_WORK:
        raise TransitionError(_("This edition is no longer a draft."))
    if edition.names.filter(name=words).exists():
        raise TransitionError(_("Another state of this draft has that name."))
    rows = edition.texts.order_by().values_list("section__code", "language", "version")
    versions = {text_key(code, language): version for code, language, version in rows}
    return RevisionName.objects.create(
        edition=edition, name=words, versions=versions, by=by
    )


def changed_since(row: RevisionName) -> list[Since]:
    """Return the texts that were saved since, in the order of the outline."""
    texts = row.edition.texts.filter(language__in=row.edition.written_languages)
    texts = texts.select_related("section", "saved_by").defer("body")
    since = [
        Since(text, row.version(text.section.code, text.language)) for text in texts
    ]
    return [each for each in since if each.saves > 0]
