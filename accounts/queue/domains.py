"""What staff look at before they recognise a domain: whose it is, and what is odd."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass

from django.utils.translation import gettext as _

from accounts import flags, offices
from accounts.flags import Case
from accounts.flags.domains import readable, script
from accounts.flags.facts import Severity
from accounts.flags.words import script_names
from accounts.models import DomainRequest, EvidenceFile
from accounts.registration import assessment, recognising

_LEFTWARDS = {"R", "AL"}


@dataclass(frozen=True)
class Waiting:
    """One request, with the warnings in words: grave ones ask for a closer look."""

    row: DomainRequest
    readable: str
    state: str
    warnings: list[tuple[str, str]]
    letter: EvidenceFile | None


def waiting(dialogue: str) -> list[Waiting]:
    """Return what waits, the oldest first."""
    rows = recognising.waiting(dialogue)
    known = assessment.known_domains(dialogue) if rows else []
    names = offices.names()
    return [
        Waiting(
            row,
            readable(row.domain),
            names.get(row.country_id, row.country_id),
            _warnings(row, known, names),
            recognising.letter_of(row),
        )
        for row in rows
    ]


def _warnings(
    row: DomainRequest, known: list[flags.Known], names: dict[str, str]
) -> list[tuple[str, str]]:
    case = Case(
        name="", email_key=f"@{row.domain}", country=row.country_id, known=known
    )
    found, warnings = flags.domain_flag(case), []
    if found is not None and not found.is_note:
        warnings.append((found.severity.value, flags.say(found, names)))
    written = script(row.domain)
    if written.is_international and not written.is_mixed and not written.latin_twin:
        words = _(
            "The domain is written in %(scripts)s letters: %(readable)s, which is"
            " %(domain)s."
        ) % {
            "scripts": script_names(written.names),
            "readable": written.readable,
            "domain": row.domain,
        }
        warnings.append((Severity.REASON.value, words))
    if _turns(written.readable):
        words = _(
            "Parts of it are read from right to left: on screen they may stand in"
            " another order than in mail."
        )
        warnings.append((Severity.REASON.value, words))
    return warnings


def _turns(text: str) -> bool:
    return any(unicodedata.bidirectional(each) in _LEFTWARDS for each in text)
