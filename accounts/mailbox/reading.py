"""Read the mailboxes: what is new in each folder, letter by letter.

A line that breaks stops one folder and is told; what was taken stays taken, and the
next run goes on from there.
"""

from __future__ import annotations

import logging
from dataclasses import dataclass
from datetime import timedelta

from django.conf import settings
from django.db import DatabaseError, transaction
from django.db.models import Q
from django.utils import timezone

from accounts.mailbox import config, intake, sources
from accounts.mailbox.models import Folder, Reading, Taken
from accounts.mailbox.sources import FolderSource, SourceError
from imap.reference.models import Dialogue

# The clock has more to do than to read letters.
_MOST_AT_ONCE = 200

logger = logging.getLogger(__name__)


@dataclass
class Outcome:
    """What one reading brought."""

    taken: int = 0
    error: str = ""
    left: int = 10**9

    @property
    def is_full(self) -> bool:
        return self.left <= 0


def read_due() -> int:
    """Read each mailbox that was not read for a while; for the clock."""
    due = [slug for slug in config.configured() if _claim(slug)]
    return sum(read(slug, most=_MOST_AT_ONCE).taken for slug in due)


def read(dialogue: str, *, most: int = 10**9) -> Outcome:
    """Take what is new in the mailbox of an i-Map; safe to run twice at once."""
    outcome = Outcome(left=most)
    Reading.objects.get_or_create(dialogue_id=dialogue)
    Reading.objects.filter(dialogue_id=dialogue).update(started_at=timezone.now())
    try:
        with sources.opened(dialogue) as source:
            for folder in source.folders():
                _read_folder(dialogue, folder, outcome)
    except SourceError as error:
        outcome.error = str(error)[:500]
        logger.warning("the mailbox of %s cannot be read", dialogue)
    Reading.objects.filter(dialogue_id=dialogue).update(
        finished_at=timezone.now(), error=outcome.error
    )
    return outcome


def _claim(dialogue: str) -> bool:
    """Let one process at a time read it, and not all the time."""
    if not Dialogue.objects.filter(pk=dialogue).exists():
        return False
    Reading.objects.get_or_create(dialogue_id=dialogue)
    long_ago = timezone.now() - timedelta(seconds=settings.MAILBOX_SECONDS)
    rows = Reading.objects.filter(dialogue_id=dialogue).filter(
        Q(started_at__isnull=True) | Q(started_at__lt=long_ago)
    )
    return rows.update(started_at=timezone.now()) == 1


def _read_folder(dialogue: str, source: FolderSource, outcome: Outcome) -> None:
    folder = _folder(dialogue, source)
    first_failed = 0
    highest = folder.last_uid
    for key in _new(folder, source):
        if outcome.is_full:
            return
        outcome.left -= 1
        if not _take(folder, source, key, outcome):
            first_failed = first_failed or _number(key)
        highest = max(highest, _number(key))
    done = first_failed - 1 if first_failed else highest
    Folder.objects.filter(pk=folder.pk, validity=folder.validity).update(last_uid=done)


def _take(folder: Folder, source: FolderSource, key: str, outcome: Outcome) -> bool:
    """Take one letter; one that fails is tried again next time."""
    raw = source.fetch(key)
    if raw is None:
        return True
    try:
        outcome.taken += intake.take(folder, raw, is_sent=source.is_sent)
    except DatabaseError:
        logger.exception("letter %s of folder %s", key, folder.pk)
        return False
    return True


@transaction.atomic
def _folder(dialogue: str, source: FolderSource) -> Folder:
    """Return how far the folder was read; numbered anew, it is read from the start."""
    Reading.objects.select_for_update().get(dialogue_id=dialogue)
    folder, _is_new = Folder.objects.get_or_create(
        dialogue_id=dialogue,
        place=source.place,
        defaults={"validity": source.validity},
    )
    if folder.validity != source.validity:
        folder.validity, folder.last_uid = source.validity, 0
        folder.save(update_fields=["validity", "last_uid"])
    return folder


def _new(folder: Folder, source: FolderSource) -> list[str]:
    keys = source.keys(folder.last_uid)
    if not keys:
        return []
    taken = Taken.objects.filter(folder=folder, validity=folder.validity)
    known = set(taken.values_list("key", flat=True))
    return [key for key in keys if key not in known]


def _number(key: str) -> int:
    """Return the number of a letter where the folder counts; else they stay at zero."""
    return int(key) if key.isdecimal() else 0
