"""The history of a section in one language: who saved what, and what changed."""

from __future__ import annotations

from typing import Any

from django.utils.translation import override

from imap.core.access import Access
from profiles import permissions
from profiles.editing.place import Place
from profiles.language_names import LANGUAGE_NAMES
from profiles.lookup import stored
from profiles.models import Revision
from profiles.pages.draft import frame
from profiles.text.differences import Paragraph, differences
from profiles.text.tree import parse


def revisions(place: Place) -> list[Revision]:
    """Return the revisions of a section in a language, newest first, without texts."""
    rows = Revision.objects.filter(
        edition=place.edition, section=place.section, language=place.language
    )
    return list(rows.select_related("by").defer("body").order_by("-version"))


def revision(place: Place, version: int) -> Revision | None:
    rows = Revision.objects.filter(
        edition=place.edition,
        section=place.section,
        language=place.language,
        version=version,
    )
    return rows.select_related("by").first()


def history_page(place: Place, access: Access, version: int | None) -> dict[str, Any]:
    """Return the list, and one revision beside the one before it: the last, if none."""
    listed = revisions(place)
    newest = listed[0].version if listed else 0
    row = revision(place, newest if version is None else version)
    before = revision(place, row.version - 1) if row else None
    return {
        **frame(place.edition),
        "section": place.section,
        "title": place.section.titles.text(),
        "language": place.language,
        "language_name": LANGUAGE_NAMES[place.language],
        "revisions": listed,
        "revision": row,
        "before": before,
        "newest": newest,
        "paragraphs": _paragraphs(before or row, row),
        "may_write": place.edition.is_open
        and permissions.may_write(access, place.edition, place.section.code),
    }


def _paragraphs(before: Revision | None, row: Revision | None) -> list[Paragraph]:
    """Return what changed; the first revision of all is shown as it is."""
    if before is None or row is None:
        return []
    trees = parse(before.body), parse(row.body)
    with override(row.language):
        return differences(*trees, stored(trees).figure)
