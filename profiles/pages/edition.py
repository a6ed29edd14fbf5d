"""A published edition as a page: contents by code, sections, what it stands on."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from django.db.models import QuerySet
from django.utils.safestring import mark_safe

from imap.core import language
from imap.core.compression import Stretch
from profiles.endorsement import check_code
from profiles.language_names import LANGUAGE_NAMES
from profiles.listings import current_listings
from profiles.models import Edition, Endorsement, Kind, Listing, Publication
from profiles.pages.country import participant

# Stands in a page where the text comes, which was compressed when it was published.
TEXT = "<!--text-->"


def edition_page(publication: Publication) -> dict[str, Any]:
    """Return the page of what was published, in the language of the reader.

    The text itself is no part of it: `stretches` are put in the place of `mark`.
    """
    edition = publication.edition
    code = text_language(edition)
    outline = list(publication.sections.filter(language=code).values())
    return {
        **standing(publication),
        "earlier": earlier(publication).defer("snapshot").first(),
        # Cleaned and escaped when made.
        "entries": mark_safe("".join(each["entry"] for each in outline)),  # noqa: S308
        "stretches": [
            Stretch(each["html"].encode(), bytes(each["packed"])) for each in outline
        ],
        "mark": mark_safe(TEXT),  # noqa: S308
        "left_out": _left_out(edition, outline),
        "text_language": code,
        "text_languages": [(each, LANGUAGE_NAMES[each]) for each in edition.languages],
        "pdf": f"{edition.get_absolute_url().rstrip('/')}.pdf",
        "citation": publication.head["citations"][code],
        "code": check_code.spelled(publication.submission.code),
    }


def earlier(publication: Publication) -> QuerySet[Publication]:
    """Return what was published of the profile before and stands, newest first."""
    rows = Publication.objects.filter(
        edition__profile=publication.edition.profile_id,
        number__lt=publication.number,
        withdrawn_at=None,
    )
    return rows.select_related("edition__profile").order_by("-number")


def standing(publication: Publication) -> dict[str, Any]:
    """Return what tells which edition this is and how it stands today."""
    return {
        **head(publication),
        "listing": _listing(publication),
        "newer": _newer(publication.edition),
    }


def head(publication: Publication) -> dict[str, Any]:
    """Return what tells which edition this is and what it stands on."""
    profile = publication.edition.profile
    return {
        "publication": publication,
        "edition": publication.edition,
        "country": participant(profile.dialogue_id, profile.country_id),
        "endorsements": endorsements(publication),
        "submitted_on": date.fromisoformat(publication.head["submitted_on"]),
    }


def endorsements(publication: Publication) -> list[dict[str, Any]]:
    """Return the papers that hold, in words and dates; `is_whole` for all sections."""
    papers = publication.head["endorsements"]
    is_whole = publication.basis == Publication.Basis.ENDORSED and len(papers) == 1
    return [
        {
            "basis": Endorsement.Basis(paper["basis"]).label,
            "office": paper["office"],
            "signed_on": date.fromisoformat(paper["signed_on"]),
            "reference": paper["reference"],
            "sections": paper["sections"],
            "is_whole": is_whole,
        }
        for paper in papers
    ]


def _left_out(edition: Edition, outline: Iterable[Mapping[str, object]]) -> list[str]:
    """Return the codes a demonstration leaves out; an edition lists its own gaps."""
    if not edition.is_demonstration:
        return []
    return [
        str(each["code"])
        for each in outline
        if not each["is_covered"] and not each["is_in_gap"]
    ]


def text_language(edition: Edition) -> str:
    """Return the language of the page, or the first one of the edition."""
    here = language.current()
    return here if here in edition.languages else next(iter(edition.languages), here)


def _listing(publication: Publication) -> Listing | None:
    """Return what the list says of the profile; only a demonstration shows it."""
    if publication.basis != Publication.Basis.DEMONSTRATION:
        return None
    profile = publication.edition.profile
    listings = current_listings(profile.dialogue_id, Kind(profile.kind))
    return listings.get(profile.country_id)


def _newer(edition: Edition) -> Edition | None:
    """Return the edition that took the place of this one, if one did."""
    if edition.state != Edition.State.SUPERSEDED:
        return None
    return (
        Edition.objects.filter(profile=edition.profile, state=Edition.State.PUBLISHED)
        .select_related("profile")
        .first()
    )
