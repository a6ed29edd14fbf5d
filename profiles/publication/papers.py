"""The PDFs of editions: made once and kept, byte for byte as somebody has them."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from datetime import date

from django.conf import settings
from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override

from imap.core.dates import spelled
from imap.core.texts import Texts
from profiles.endorsement import check_code
from profiles.models import Edition, EditionFile, Endorsement, Publication, Submission
from profiles.publication.pdf import Imprint, make
from profiles.publication.snapshot import address
from profiles.snapshot import canonical
from profiles.snapshot.canonical import Content


def published(publication: Publication, language: str) -> EditionFile:
    """Return the PDF of what was published; it is made the first time."""
    kept = publication.files.filter(language=language).first()
    if kept is not None:
        return kept
    snapshot = canonical.read(publication.snapshot)
    with override(language):
        imprint = Imprint(
            stage="published",
            day=timezone.localdate(publication.published_at),
            address=snapshot["addresses"][language],
            check_code=check_code.spelled(publication.submission.code),
            check_address=_check_address(publication.dialogue_id),
            sha256=publication.sha256,
            citation=snapshot["citations"][language],
            endorsements=tuple(_lines(snapshot["endorsements"])),
            notices=(
                *_notices(publication.edition),
                *_unendorsed(snapshot, language),
            ),
        )
    made = make(snapshot["content"], language, imprint)
    return _kept(publication.submission, publication, language, made)


def for_signature(submission: Submission, language: str) -> EditionFile:
    """Return the PDF that a state signs; it is made the first time."""
    kept = submission.files.filter(language=language, publication=None).first()
    if kept is not None:
        return kept
    with override(language):
        imprint = Imprint(
            stage="submitted",
            day=timezone.localdate(submission.submitted_at),
            address=address(submission.edition, language),
            check_code=check_code.spelled(submission.code),
            check_address=_check_address(submission.edition.profile.dialogue_id),
            sha256=submission.sha256,
            notices=_notices(submission.edition),
        )
    made = make(canonical.read(submission.content), language, imprint)
    return _kept(submission, None, language, made)


def of_draft(edition: Edition, text: Content, language: str) -> bytes:
    """Return a draft that says `text`, marked as one on every page."""
    with override(language):
        imprint = Imprint(
            stage="draft",
            day=timezone.localdate(),
            address=address(edition, language),
            notices=_notices(edition),
        )
    return make(text, language, imprint)


def make_all(publication: Publication) -> None:
    for language in publication.edition.languages:
        published(publication, language)


def _kept(
    submission: Submission,
    publication: Publication | None,
    language: str,
    made: bytes,
) -> EditionFile:
    """Keep a file, or return the one that somebody else has kept meanwhile."""
    with transaction.atomic():
        Submission.objects.select_for_update().get(pk=submission.pk)
        file, _is_new = EditionFile.objects.get_or_create(
            submission=submission,
            publication=publication,
            language=language,
            defaults={"content": made, "sha256": hashlib.sha256(made).hexdigest()},
        )
    return file


def _check_address(dialogue: str) -> str:
    path = reverse("profiles:check", kwargs={"dialogue": dialogue})
    return settings.SITE_URL.rstrip("/") + path


def _lines(papers: Iterable[Content]) -> Iterable[str]:
    for paper in papers:
        yield _("%(sections)s: %(office)s, %(basis)s, %(reference)s, %(day)s") % {
            "sections": ", ".join(paper["sections"]),
            "office": paper["office"],
            "basis": Endorsement.Basis(paper["basis"]).label,
            "reference": paper["reference"],
            "day": spelled(date.fromisoformat(paper["signed_on"])),
        }


def _notices(edition: Edition) -> tuple[str, ...]:
    """Say of a fictitious state what it is, before anything else is said."""
    if not edition.profile.country.is_fictitious:
        return ()
    return (_("Demonstration: this state does not exist."),)


def _unendorsed(snapshot: Content, language: str) -> tuple[str, ...]:
    if snapshot["basis"] != Publication.Basis.UNENDORSED:
        return ()
    names = snapshot["content"]["countries"][snapshot["content"]["country"]]
    words = _(
        "Text prepared by the secretariat from public sources. "
        "It has not been endorsed by %(state)s. Date of submission: %(day)s."
    ) % {
        "state": Texts(names).text(language),
        "day": spelled(date.fromisoformat(snapshot["submitted_on"])),
    }
    return (words,)
