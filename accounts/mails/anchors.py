"""The head of an i-Map's audit log, once a day to its secretariat: a copy outside."""

from __future__ import annotations

from collections.abc import Iterator

from django.conf import settings
from django.utils import timezone

from accounts.mails.i_map import write_from
from imap.core.access import Role, people
from imap.core.audit import anchor
from imap.core.outbox.models import OutgoingMail
from imap.reference.models import Dialogue

KIND = "audit-anchor"


def daily() -> int:
    """Write today's mails that are not written yet; return how many."""
    key = anchor.signing_key()
    if key is None:
        return 0
    written = 0
    for dialogue in Dialogue.objects.filter(pk__in=settings.DIALOGUES):
        if _is_written(dialogue):
            continue
        line = anchor.line(key, dialogue.pk)
        for to, language in _readers(dialogue):
            write_from(
                KIND,
                to,
                dialogue,
                language,
                day=timezone.localdate(),
                line=line,
                key=anchor.spelled(key.public_key()),
            )
            written += 1
    return written


def _is_written(dialogue: Dialogue) -> bool:
    begun = timezone.localtime().replace(hour=0, minute=0, second=0, microsecond=0)
    mails = OutgoingMail.objects.filter(name=KIND, dialogue=dialogue.pk)
    return mails.filter(created_at__gte=begun).exists()


def _readers(dialogue: Dialogue) -> Iterator[tuple[str, str]]:
    """Return the mailbox of the secretariat, or each member where there is none."""
    if dialogue.mailbox:
        yield dialogue.mailbox, settings.DIALOGUES[dialogue.pk][0]
        return
    for person in people(dialogue.pk, Role.SECRETARIAT):
        yield person.email, person.language
