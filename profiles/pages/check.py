"""What stands behind a paper: whose word it has, and whether that still holds.

Nothing of its text. A code cannot be guessed (55 bits), and whoever has one has the
paper, so that the page is open to everybody.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any

from django.db.models import QuerySet
from django.utils import timezone

from imap.core import language
from imap.reference.participants import country_names
from profiles.endorsement import check_code
from profiles.models import Edition, EditionFile, Publication, Submission
from profiles.pages.edition import endorsements

_SHA256 = re.compile(r"[0-9a-f]{64}")


class Verdict(StrEnum):
    CURRENT = "current"
    SUPERSEDED = "superseded"
    WITHDRAWN = "withdrawn"
    WAITING = "waiting"  # with the state, not published
    REPLACED = "replaced"  # taken back or closed: this text was never published


@dataclass(frozen=True)
class Paper:
    """What is told of a paper; `publication` is None for what never was published."""

    verdict: Verdict
    submission: Submission
    publication: Publication | None
    country: str
    newer: Edition | None
    withdrawn_on: date | None

    @property
    def edition(self) -> Edition:
        return self.submission.edition


def check_page(dialogue: str, typed: str, sha256: str) -> dict[str, Any]:
    """Return what is known; `problem` is "mistyped", "unknown", "other_file" or ""."""
    code = check_code.read(typed)
    submission, problem = None, ""
    if typed.strip():
        submission = _by_code(dialogue, code)
        problem = "" if submission else "unknown" if code else "mistyped"
    elif sha256:
        submission = _by_file(dialogue, sha256)
        problem = "" if submission else "other_file"
    paper = _paper(submission) if submission else None
    published = paper.publication if paper else None
    return {
        "typed": typed,
        "problem": problem,
        "paper": paper,
        "code": check_code.spelled(submission.code) if submission else "",
        "endorsements": endorsements(published) if published else [],
    }


def _submissions(dialogue: str) -> QuerySet[Submission]:
    return (
        Submission.objects.filter(edition__profile__dialogue=dialogue)
        .select_related("edition__profile__country", "publication")
        .defer("content", "publication__snapshot")
    )


def _by_code(dialogue: str, code: str) -> Submission | None:
    return _submissions(dialogue).filter(code=code).first() if code else None


def _by_file(dialogue: str, sha256: str) -> Submission | None:
    if not _SHA256.fullmatch(sha256):
        return None
    files = EditionFile.objects.filter(sha256=sha256)
    return _submissions(dialogue).filter(pk__in=files.values("submission")).first()


def _paper(submission: Submission) -> Paper:
    edition = submission.edition
    publication = getattr(submission, "publication", None)
    withdrawn_at = publication.withdrawn_at if publication else None
    is_old = edition.state == Edition.State.SUPERSEDED
    return Paper(
        verdict=_verdict(submission, publication),
        submission=submission,
        publication=publication,
        country=country_names(language.current())[edition.profile.country_id],
        newer=_newer(edition) if is_old else None,
        withdrawn_on=timezone.localdate(withdrawn_at) if withdrawn_at else None,
    )


def _verdict(submission: Submission, publication: Publication | None) -> Verdict:
    if publication is None:
        return Verdict.WAITING if submission.is_open else Verdict.REPLACED
    if publication.withdrawn_at is not None:
        return Verdict.WITHDRAWN
    is_old = submission.edition.state == Edition.State.SUPERSEDED
    return Verdict.SUPERSEDED if is_old else Verdict.CURRENT


def _newer(edition: Edition) -> Edition | None:
    return edition.profile.editions.filter(state=Edition.State.PUBLISHED).first()
