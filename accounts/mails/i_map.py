"""A mail of one i-Map: from its address, in the reader's language, with its links."""

from __future__ import annotations

from email.utils import formataddr
from typing import Any

from django.conf import settings
from django.db.models import Model
from django.urls import reverse
from django.utils.translation import override

from imap.core.audit.log import target_id
from imap.core.outbox import write
from imap.core.outbox.models import OutgoingMail
from imap.core.outbox.write import Thread
from imap.reference.models import Dialogue


def write_from(
    kind: str,
    to: str,
    dialogue: Dialogue,
    language: str,
    *,
    about: Model | None = None,
    **context: Any,
) -> OutgoingMail:
    i_map = dialogue.names.text(language)
    return write.write(
        kind,
        to,
        language=language,
        dialogue=dialogue.pk,
        sender=formataddr((i_map, dialogue.mailbox)) if dialogue.mailbox else "",
        i_map=i_map,
        mailbox=dialogue.mailbox,
        thread=Thread(about=target_id(about) if about else ""),
        **context,
    )


def link_to(view: str, dialogue: Dialogue, language: str, **kwargs: object) -> str:
    offered = settings.DIALOGUES[dialogue.pk]
    with override(language if language in offered else offered[0]):
        path = reverse(view, kwargs={"dialogue": dialogue.pk, **kwargs})
    return f"{settings.SITE_URL}{path}"
