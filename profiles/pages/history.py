"""The history of a section in one language: who saved what, and what changed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.contrib.auth import get_user_model
from django.core.paginator import Page, Paginator
from django.db.models import QuerySet
from django.utils.translation import override

from imap.core.access import Access
from profiles import permissions
from profiles.editing.place import Place
from profiles.language_names import LANGUAGE_NAMES
from profiles.lookup import stored
from profiles.models import Revision, RevisionName
from profiles.pages.draft import frame
from profiles.text.differences import Paragraph, differences
from profiles.text.tree import parse

if TYPE_CHECKING:
    from accounts.models import User

# A text may have thousands of versions.
ON_A_PAGE = 50


@dataclass(frozen=True)
class Filter:
    """Which versions are listed: of one person, of one origin, minor ones or not."""

    by: int = 0
    origin: str = ""
    is_major: bool = False

    @property
    def is_narrow(self) -> bool:
        return bool(self.by or self.origin or self.is_major)


@dataclass(frozen=True)
class Asked:
    """What of a history is looked at; `compared` is the version to compare with.

    None stands for the newest version, and for the one before the one shown.
    """

    version: int | None = None
    compared: int | None = None
    page: int = 1
    filter: Filter = Filter()


@dataclass(frozen=True)
class Line:
    """A version in the list; `marks` are the named states of the draft it was in."""

    revision: Revision
    marks: Sequence[RevisionName]


def revisions(place: Place) -> QuerySet[Revision]:
    return Revision.objects.filter(
        edition=place.edition, section=place.section, language=place.language
    ).order_by("-version")


def revision(place: Place, version: int) -> Revision | None:
    return revisions(place).filter(version=version).select_related("by").first()


def people(place: Place) -> QuerySet[User]:
    """Return who has saved the text, by name."""
    savers = revisions(place).order_by().values("by").distinct()
    return get_user_model().objects.filter(pk__in=savers).order_by("full_name", "pk")


def history_page(place: Place, access: Access, asked: Asked) -> dict[str, Any]:
    """Return the list, and one version beside another, in a fixed number of queries."""
    newest = revisions(place).values_list("version", flat=True).first() or 0
    row = revision(place, newest if asked.version is None else asked.version)
    before = _before(place, row, asked.compared) if row else None
    page = _listed(place, asked)
    return {
        **frame(place.edition),
        "section": place.section,
        "title": place.section.titles.text(),
        "language": place.language,
        "language_name": LANGUAGE_NAMES[place.language],
        "page": page,
        "lines": _marked(place, page),
        "asked": asked,
        "is_narrow": asked.filter.is_narrow,
        "revision": row,
        "before": before,
        "newest": newest,
        "paragraphs": _paragraphs(before or row, row),
        "may_write": place.edition.is_open
        and permissions.may_write(access, place.edition, place.section.code),
    }


def _before(place: Place, row: Revision, compared: int | None) -> Revision | None:
    """Return what a version is compared with; there is nothing before the first."""
    return revision(place, row.version - 1 if compared is None else compared)


def _listed(place: Place, asked: Asked) -> Page[Revision]:
    """Return a page of the list, newest first, without texts."""
    rows = revisions(place)
    if asked.filter.by:
        rows = rows.filter(by=asked.filter.by)
    if asked.filter.origin:
        rows = rows.filter(origin=asked.filter.origin)
    if asked.filter.is_major:
        rows = rows.filter(is_minor=False)
    rows = rows.select_related("by", "suggestion__by")
    rows = rows.defer("body", "suggestion__body")
    return Paginator(rows, ON_A_PAGE).get_page(asked.page)


def _marked(place: Place, page: Page[Revision]) -> list[Line]:
    """Return the versions of a page, each with the named states that it was in."""
    marks: dict[int, list[RevisionName]] = {}
    for row in place.edition.names.all():
        version = row.version(place.section.code, place.language)
        marks.setdefault(version, []).append(row)
    return [Line(row, marks.get(row.version, ())) for row in page]


def _paragraphs(before: Revision | None, row: Revision | None) -> list[Paragraph]:
    """Return what changed; the first revision of all is shown as it is."""
    if before is None or row is None:
        return []
    trees = parse(before.body), parse(row.body)
    with override(row.language):
        return differences(*trees, stored(trees).figure)
