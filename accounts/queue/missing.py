"""What a request still lacks, in words: what staff would otherwise look for."""

from __future__ import annotations

from django.utils.translation import gettext as _

from accounts.models import Registration
from accounts.queue.evidence import Evidence
from imap.core.access import Role, people


def missing(row: Registration, evidence: Evidence, *, needs_two: bool) -> list[str]:
    """Return what is not there, of what an ordinary request has; mostly nothing."""
    lacks = {
        _("a letter of nomination"): not evidence.files and row.nomination is None,
        _("the word of the contact point"): _lacks_word(row, evidence),
        _("a domain from which access was given before"): (
            evidence.address.known is None
        ),
        _("the legal notice, accepted"): not row.notice_version,
        _("an address that takes mail"): row.undelivered_at is not None,
        _("a second colleague"): needs_two,
    }
    return [words for words, is_lacking in lacks.items() if is_lacking]


def _lacks_word(row: Registration, evidence: Evidence) -> bool:
    """Say whether the state has a contact point, who has said nothing yet."""
    if row.country_id is None or evidence.recommendations:
        return False
    return any(people(row.dialogue_id, Role.CONTACT_POINT, row.country_id))
