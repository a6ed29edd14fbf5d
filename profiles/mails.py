"""The mails about drafts: that something waits, and where; never what a draft says."""

from __future__ import annotations

from email.utils import formataddr
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.urls import reverse
from django.utils.translation import override

from imap.core.outbox import write
from imap.reference.participants import country_names
from profiles.models import Comment, Office

if TYPE_CHECKING:
    from accounts.models import User


def question(comment: Comment, to: User, asking: Office | None) -> None:
    """Tell somebody that a comment asks; `asking` is None for a contributor."""
    dialogue = comment.edition.profile.dialogue
    i_map = dialogue.names.text(to.language)
    write.write(
        "draft-question",
        to.email,
        language=to.language,
        dialogue=dialogue.pk,
        sender=formataddr((i_map, dialogue.mailbox)) if dialogue.mailbox else "",
        i_map=i_map,
        mailbox=dialogue.mailbox,
        person=to.full_name,
        link=_link(comment, to.language),
        **_facts(comment, asking, to.language),
    )


def _facts(comment: Comment, asking: Office | None, language: str) -> dict[str, Any]:
    """Return what the mail says of the draft: which one, which section, who asks."""
    profile = comment.edition.profile
    with override(language):
        return {
            "state": country_names(language)[profile.country_id],
            "kind": str(profile.get_kind_display()),
            "label": comment.edition.label,
            "code": comment.section.code,
            "title": comment.section.titles.text(language),
            "asking": str(asking.label) if asking else "",
        }


def _link(comment: Comment, language: str) -> str:
    profile = comment.edition.profile
    offered = settings.DIALOGUES[profile.dialogue_id]
    with override(language if language in offered else offered[0]):
        path = reverse(
            "profiles:edit-section",
            kwargs={
                "dialogue": profile.dialogue_id,
                "iso3": profile.country_id,
                "kind": profile.kind,
                "label": comment.edition.label,
                "code": comment.section.code,
                "language": comment.language,
            },
        )
    return f"{settings.SITE_URL}{path}#comments"
