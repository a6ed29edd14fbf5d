"""The mails about drafts: that something waits, and where; never what a draft says."""

from __future__ import annotations

from email.utils import formataddr
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.urls import reverse
from django.utils.translation import override

from imap.core.outbox import write
from imap.reference.participants import country_names
from profiles.models import Comment, Edition, Office, Suggestion

if TYPE_CHECKING:
    from accounts.models import User


def question(
    comment: Comment, to: User, asking: Office | None, *, is_reviewer: bool
) -> None:
    """Tell somebody that a comment asks; contributors and reviewers hold no office."""
    where = {"code": comment.section.code, "language": comment.language}
    with override(to.language):
        office = str(asking.label) if asking else ""
    of_edition(
        "draft-question",
        to,
        comment.edition,
        link_to(comment.edition, to.language, "section", **where) + "#comments",
        code=comment.section.code,
        title=comment.section.titles.text(to.language),
        asking=office,
        is_reviewer=is_reviewer,
    )


def decided(suggestion: Suggestion, to: User) -> None:
    """Tell the author of a suggestion that it is decided, and where to read how."""
    row = suggestion
    where = {"code": row.section.code, "language": row.language, "number": str(row.pk)}
    of_edition(
        "draft-suggestion",
        to,
        row.edition,
        link_to(row.edition, to.language, "suggestion", **where),
        code=row.section.code,
        title=row.section.titles.text(to.language),
        is_accepted=row.state == Suggestion.State.ACCEPTED,
    )


def of_edition(name: str, to: User, edition: Edition, link: str, **said: Any) -> None:
    """Write a mail about an edition from its i-Map, in the language of the person."""
    profile, language = edition.profile, to.language
    dialogue = profile.dialogue
    i_map = dialogue.names.text(language)
    with override(language):
        kind = str(profile.get_kind_display())
    write.write(
        name,
        to.email,
        language=language,
        dialogue=dialogue.pk,
        sender=formataddr((i_map, dialogue.mailbox)) if dialogue.mailbox else "",
        i_map=i_map,
        mailbox=dialogue.mailbox,
        person=to.full_name,
        state=country_names(language)[profile.country_id],
        kind=kind,
        label=edition.label,
        link=link,
        **said,
    )


def link_to(edition: Edition, language: str, page: str, /, **where: str) -> str:
    """Return the address of an editors' page of an edition, as a mail has it."""
    profile = edition.profile
    offered = settings.DIALOGUES[profile.dialogue_id]
    with override(language if language in offered else offered[0]):
        path = reverse(
            f"profiles:edit-{page}",
            kwargs={
                "dialogue": profile.dialogue_id,
                "iso3": profile.country_id,
                "kind": profile.kind,
                "label": edition.label,
                **where,
            },
        )
    return f"{settings.SITE_URL}{path}"
