"""Put together what is published: the text as submitted, and who endorsed what of it.

    {"format": 1, "number", "basis", "published_on", "submitted_on",
     "addresses": {language: …}, "citations": {language: …},
     "endorsements": [{"sections", "basis", "office", "signed_on", "reference",
                       "scan_sha256"}],
     "content": as `profiles/snapshot/content.py` describes it}

Only endorsements that hold are in it, each with the sections that it holds for.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override

from imap.core.dates import spelled
from imap.core.texts import Texts
from profiles.endorsement.standing import Standing
from profiles.models import Edition, Endorsement, Submission
from profiles.snapshot import canonical
from profiles.snapshot.canonical import Content

FORMAT = 1


def snapshot(
    submission: Submission, standing: Standing, *, number: int, basis: str, day: date
) -> Content:
    edition = submission.edition
    content = canonical.read(submission.content)
    addresses = {code: address(edition, code) for code in edition.languages}
    return {
        "format": FORMAT,
        "number": number,
        "basis": basis,
        "published_on": day.isoformat(),
        "submitted_on": timezone.localdate(submission.submitted_at).isoformat(),
        "addresses": addresses,
        "citations": {
            code: _citation(edition, content, code, number, day)
            for code in edition.languages
        },
        "endorsements": list(_endorsements(standing)),
        "content": content,
    }


def address(edition: Edition, code: str) -> str:
    """Return the permanent address of an edition in one language."""
    with override(code):
        return settings.SITE_URL.rstrip("/") + edition.get_absolute_url()


def _citation(
    edition: Edition, content: Content, code: str, number: int, day: date
) -> str:
    """Name state, kind, edition, i-Map, number, day and address, in one language."""
    profile = edition.profile
    with override(code):
        return _(
            "%(country)s: %(kind)s %(label)s. %(i_map)s, publication %(number)s, "
            "%(day)s. %(address)s"
        ) % {
            "country": Texts(content["countries"][profile.country_id]).text(code),
            "kind": profile.get_kind_display(),
            "label": edition.label,
            "i_map": profile.dialogue.names.text(code),
            "number": number,
            "day": spelled(day),
            "address": address(edition, code),
        }


def _endorsements(standing: Standing) -> Iterable[Content]:
    by_paper: dict[int, tuple[Endorsement, list[str]]] = {}
    for code, endorsement in standing.endorsed.items():
        by_paper.setdefault(endorsement.pk, (endorsement, []))[1].append(code)
    order = list(standing.sections)
    for _pk, (endorsement, codes) in sorted(by_paper.items()):
        yield {
            "sections": sorted(codes, key=order.index),
            "basis": endorsement.basis,
            "office": endorsement.office,
            "signed_on": endorsement.signed_on.isoformat(),
            "reference": endorsement.reference,
            "scan_sha256": endorsement.scan_sha256,
        }
