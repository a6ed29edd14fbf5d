"""The mails around domains that a contact point asks to have recognised."""

from __future__ import annotations

from django.conf import settings
from django.utils import timezone
from django.utils.translation import override

from accounts import offices
from accounts.flags.domains import readable
from accounts.mails.i_map import link_to, write_from
from accounts.models import DomainRequest
from imap.core.access import Role, people


def waiting(row: DomainRequest) -> None:
    """Ask every member of staff who may still agree."""
    took_part = (row.asked_by_id, row.first_by_id)
    for user in people(row.dialogue_id, Role.SECRETARIAT):
        if user.pk not in took_part:
            write_from(
                "domain-asked",
                user.email,
                row.dialogue,
                user.language,
                about=row,
                asked_by=str(row.asked_by),
                first_by=str(row.first_by) if row.first_by else "",
                link=link_to("accounts:desk-domains", row.dialogue, user.language),
                **_about(row, user.language),
            )


def alone(row: DomainRequest) -> None:
    """Tell the i-Map's mailbox of a domain for which nobody else could agree."""
    dialogue = row.dialogue
    if dialogue.mailbox:
        language = settings.DIALOGUES[dialogue.pk][0]
        write_from(
            "domain-alone",
            dialogue.mailbox,
            dialogue,
            language,
            about=row,
            first_by=str(row.first_by),
            asked_by=str(row.asked_by),
            effective_on=timezone.localdate(row.effective_at),
            **_about(row, language),
        )


def recognised(row: DomainRequest) -> None:
    _answer("domain-recognised", row)


def returned(row: DomainRequest) -> None:
    _answer("domain-returned", row)


def _answer(kind: str, row: DomainRequest) -> None:
    user = row.asked_by
    write_from(
        kind,
        user.email,
        row.dialogue,
        user.language,
        about=row,
        reason=row.note,
        link=link_to("accounts:contact-domains", row.dialogue, user.language),
        **_about(row, user.language),
    )


def _about(row: DomainRequest, language: str) -> dict[str, str]:
    """Name the domain as people read it, with what mail writes."""
    text = readable(row.domain)
    with override(language):
        state = offices.names().get(row.country_id, row.country_id)
    return {
        "domain": row.domain if text == row.domain else f"{text} ({row.domain})",
        "ministry": row.ministry,
        "state": state,
    }
