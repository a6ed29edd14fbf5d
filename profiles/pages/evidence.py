"""What stands behind an edition that is finished: read by those who worked on it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from imap.core.access import Access
from profiles import permissions
from profiles.editing.place import Place
from profiles.endorsement.standing import endorsements
from profiles.models import Edition, Publication
from profiles.pages.comments import comments_page
from profiles.pages.section import section_page
from profiles.pages.suggestion import suggestions_of

if TYPE_CHECKING:
    from accounts.models import User


def section_read(place: Place, access: Access, person: User) -> dict[str, Any]:
    """Return a section with its comments and suggestions, and nothing to fill in."""
    page = section_page(place, access)
    said = comments_page(place, access, person)
    threads = [*said["open_threads"], *said["resolved"]]
    return page | suggestions_of(place) | {"threads": threads}


def behind(publication: Publication, access: Access) -> dict[str, Any]:
    """Return what leads from a publication to its papers and to other editions."""
    edition = publication.edition
    may_read = permissions.may_read_scan(access, edition)
    return {
        "scans": list(endorsements(edition)) if may_read else [],
        "others": _others(edition),
    }


def _others(edition: Edition) -> list[Edition]:
    """Return what else was published of the profile, the newest first."""
    rows = Edition.objects.kept(edition.profile.dialogue_id).filter(
        profile=edition.profile_id, publication__isnull=False
    )
    return list(rows.exclude(pk=edition.pk).order_by("-publication__number"))
