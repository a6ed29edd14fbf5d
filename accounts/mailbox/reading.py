"""Read the mailboxes: what is new in each folder, letter by letter.

A line that breaks ends the run; a folder or a letter that cannot be had is listed and
tried again, and stops nothing. What was taken stays taken; the next run goes on.
"""

from __future__ import annotations

import logging
from dataclasses import dataclass
from datetime import timedelta

from django.conf import settings
from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from accounts.mailbox import config, faults, intake, sources
from accounts.mailbox.models import Folder, Reading, Taken
from accounts.mailbox.sources import (
    FolderError,
    FolderName,
    FolderSource,
    LetterError,
    RawLetter,
    Source,
    SourceError,
)
from imap.reference.models import Dialogue

# The clock has more to do than to read letters.
_MOST_AT_ONCE = 200

logger = logging.getLogger(__name__)


@dataclass
class Outcome:
    """What one reading brought; `failed` counts folders and letters left for later."""

    taken: int = 0
    failed: int = 0
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
    """Take what is new in the mailbox of an i-Map; safe to run twice at once.

    Whatever goes wrong is told in the outcome and on the page; it keeps neither the
    letters behind it nor the other i-Map's from being read.
    """
    outcome = Outcome(left=most)
    Reading.objects.get_or_create(dialogue_id=dialogue)
    reading = Reading.objects.filter(dialogue_id=dialogue)
    reading.update(started_at=timezone.now())
    try:
        with sources.opened(dialogue) as source:
            for name in source.folders():
                _try_folder(dialogue, source, name, outcome)
    except SourceError as error:
        outcome.error = str(error)[:500]
        logger.warning("the mailbox of %s cannot be read", dialogue)
    except Exception as error:  # the next mailbox must not pay for it
        outcome.error = type(error).__name__
        logger.exception("reading the mailbox of %s", dialogue)
    now = timezone.now()
    reading.update(finished_at=now, error=outcome.error)
    if not outcome.error:
        reading.update(succeeded_at=now)
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


def _try_folder(
    dialogue: str, source: Source, name: FolderName, outcome: Outcome
) -> None:
    try:
        _read_folder(dialogue, source.open(name), outcome)
    except FolderError as error:
        faults.note(dialogue, name.place, "", str(error))
        outcome.failed += 1
    else:
        faults.clear(dialogue, name.place)


def _read_folder(dialogue: str, source: FolderSource, outcome: Outcome) -> None:
    folder, place = _folder(dialogue, source), source.name.place
    keys = _new(folder, source)
    failed = faults.clear_gone(dialogue, place, keys)
    resting = faults.resting(dialogue, place)
    first_failed, highest = 0, folder.last_uid
    for key in keys:
        if outcome.is_full:
            break
        if key in resting or not _take(folder, source, key, outcome):
            first_failed = first_failed or _number(key)
        elif key in failed:
            faults.clear(dialogue, place, key)
        highest = max(highest, _number(key))
    done = first_failed - 1 if first_failed else highest
    Folder.objects.filter(pk=folder.pk, validity=folder.validity).update(last_uid=done)


def _take(folder: Folder, source: FolderSource, key: str, outcome: Outcome) -> bool:
    """Take one letter; one that fails is listed and tried again next time."""
    outcome.left -= 1
    try:
        raw = source.fetch(key)
    except LetterError as error:
        reason = str(error)
    else:
        reason = _intake(folder, raw, source, outcome) if raw else ""
    if reason:
        faults.note(folder.dialogue_id, folder.place, key, reason)
        outcome.failed += 1
    return not reason


def _intake(
    folder: Folder, raw: RawLetter, source: FolderSource, outcome: Outcome
) -> str:
    """Store a letter that was fetched; return why it could not be."""
    try:
        outcome.taken += intake.take(folder, raw, is_sent=source.name.is_sent)
    except Exception as error:  # those behind it must not wait for it
        logger.exception("letter %s of folder %s", raw.key, folder.pk)
        return type(error).__name__
    return ""


@transaction.atomic
def _folder(dialogue: str, source: FolderSource) -> Folder:
    """Return how far the folder was read; numbered anew, it is read from the start."""
    Reading.objects.select_for_update().get(dialogue_id=dialogue)
    folder, _is_new = Folder.objects.get_or_create(
        dialogue_id=dialogue,
        place=source.name.place,
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
