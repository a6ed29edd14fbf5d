"""Load the words to answer with; what somebody changed since stays as changed.

{register}, {reset} and {front} become addresses of the i-Map's own pages when a
reply is taken; nothing else in these texts is ever filled in.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from django.conf import settings

from accounts.mailbox.models import ReplyTemplate
from imap.reference.models import Dialogue

_REPLIES = Path(__file__).parent / "data" / "replies.json"


def load() -> None:
    kinds: dict[str, Any] = json.loads(_REPLIES.read_text(encoding="utf-8"))
    rows = [
        (dialogue, kind, reply, language)
        for dialogue in Dialogue.objects.filter(pk__in=settings.DIALOGUES)
        for kind, replies in kinds.items()
        for reply in replies
        for language in settings.DIALOGUES[dialogue.pk]
    ]
    for dialogue, kind, reply, language in rows:
        ReplyTemplate.objects.get_or_create(
            dialogue=dialogue,
            code=reply["code"],
            language=language,
            defaults={
                "kind": kind,
                "name": reply["names"][language],
                "text": reply["texts"][language],
            },
        )
