"""A draft on its way to its state: what is missing, what is there, what is said."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from imap.core.access import Access
from profiles import permissions
from profiles.editing.languages import behind
from profiles.endorsement import check_code
from profiles.endorsement.standing import endorsements, standing
from profiles.language_names import LANGUAGE_NAMES
from profiles.lookup import unresolved
from profiles.models import Edition, Endorsement, SectionProgress, Submission
from profiles.pages.board import GROUP
from profiles.pages.draft import frame
from profiles.publication.steps import basis, obstacle
from profiles.text.tree import parse

if TYPE_CHECKING:
    from accounts.models import User

STANDING = Submission.STANDING
DONE = (SectionProgress.State.READY, SectionProgress.State.AGREED)


@dataclass(frozen=True)
class Readiness:
    """What somebody should know before a draft is laid before its state.

    `lacking` has the codes of sections by the name of the language they lack; `behind`
    and `unfinished` are codes, `unresolved` references that lead nowhere.
    """

    written: int
    total: int
    lacking: dict[str, list[str]]
    behind: list[str]
    unfinished: list[str]
    unresolved: list[str]

    @property
    def is_clear(self) -> bool:
        return not (
            any(self.lacking.values())
            or self.behind
            or self.unfinished
            or self.unresolved
        )


@dataclass(frozen=True)
class RecordRow:
    endorsement: Endorsement
    may_check: bool
    # Of the sections of the record, those that still say what was endorsed.
    holds: list[str]
    void: list[str]


def submission_page(edition: Edition, access: Access, person: User) -> dict[str, Any]:
    submissions = list(
        edition.submissions.select_related("submitted_by", "closed_by").defer("content")
    )
    stands = next((each for each in submissions if each.outcome in STANDING), None)
    current = stands if stands and stands.is_open else None
    if current is not None:
        current.edition = edition
    endorsed = standing(current) if current else None
    return {
        **frame(edition),
        "current": current,
        "code": check_code.spelled(current.code) if current else "",
        "published": stands if stands and not stands.is_open else None,
        "published_code": check_code.spelled(stands.code) if stands else "",
        "earlier": [each for each in submissions if each != stands],
        "readiness": readiness(edition) if edition.is_open else None,
        "standing": endorsed,
        "obstacle": obstacle(current, endorsed) if current and endorsed else "",
        "will_be": basis(current, endorsed).label if current and endorsed else "",
        "may_publish": permissions.may_publish(access),
        "titles": titles(edition),
        "records": _records(edition, stands, access, person),
        "may_read_scan": permissions.may_read_scan(access, edition),
        "may_submit": permissions.may_submit(access, edition),
        "may_close": permissions.may_close(access),
        "address": edition.get_absolute_url(),
    }


def titles(edition: Edition) -> dict[str, str]:
    return {each.code: str(each.titles) for each in edition.template.sections.all()}


def readiness(edition: Edition) -> Readiness:
    """Look through all texts of a draft."""
    sections = {
        each.pk: each.code for each in edition.template.sections.exclude(content=GROUP)
    }
    rows = edition.texts.filter(language__in=edition.written_languages)
    texts = [text for text in rows if text.body.strip()]
    written = {text.section_id for text in texts}
    have = {(text.section_id, text.language) for text in texts}
    progress = dict(edition.progress.order_by().values_list("section_id", "state"))
    late = {section for section, _language in behind(edition)}
    return Readiness(
        written=len(written & set(sections)),
        total=len(sections),
        lacking={
            LANGUAGE_NAMES[code]: [
                name
                for pk, name in sections.items()
                if pk in written and (pk, code) not in have
            ]
            for code in edition.languages
        },
        behind=[name for pk, name in sections.items() if pk in late],
        unfinished=[
            name
            for pk, name in sections.items()
            if pk in written and progress.get(pk) not in DONE
        ],
        unresolved=unresolved([parse(text.body) for text in texts]),
    )


def _records(
    edition: Edition, stands: Submission | None, access: Access, person: User
) -> list[RecordRow]:
    now = stands.sections if stands else None
    rows = []
    for each in endorsements(edition):
        holds = each.covers(now if now is not None else each.sections)
        is_open = edition.is_in_work and each.state == Endorsement.State.RECORDED
        each.submission.edition = edition
        rows.append(
            RecordRow(
                endorsement=each,
                may_check=is_open and permissions.may_check(access, each, person),
                holds=[code for code in each.sections if code in holds],
                void=[code for code in each.sections if code not in holds],
            )
        )
    return rows
