"""Drafts as PDFs: asked for in a request, made by the worker, each kept for a day.

A file is asked for once: who asks while it is made, or as long as the draft says the
same, gets that one. The row is the work; a task of the queue only wakes whoever does
it.
"""

from __future__ import annotations

import logging
from functools import partial

from django.db import transaction
from django.utils import timezone

from imap.core.worker import wake
from profiles.editing.place import lock_edition
from profiles.models import DraftFile, Edition
from profiles.publication import papers
from profiles.snapshot import canonical
from profiles.snapshot.canonical import Content
from profiles.snapshot.content import content

State = DraftFile.State
# By its name: the task stands above this room.
TASK = "profiles.tasks.make_drafts"

logger = logging.getLogger(__name__)


def ask(edition: Edition, language: str) -> DraftFile:
    """Return the file if it is kept for just this text; otherwise have it made.

    Raises TransitionError where the edition is no draft any more.
    """
    now = mark(edition)
    with transaction.atomic():
        lock_edition(edition)
        files = DraftFile.objects.select_for_update().defer("content")
        file, _is_new = files.get_or_create(edition=edition, language=language)
        if file.is_in_work:
            _wake()
        elif file.state != State.READY or file.mark != now:
            _restart(file)
            _wake()
    return file


def kept(edition: Edition, language: str) -> DraftFile | None:
    """Return what became of the file, without its bytes; None where nobody asked."""
    return edition.draft_files.filter(language=language).defer("content").first()


def mark(edition: Edition) -> str:
    """Return what names all that the draft says now, figures included."""
    return _mark(content(edition))


def drain() -> int:
    """Make every file that is waited for; return how many were made."""
    made = 0
    while (file := _claim()) is not None:
        made += _make(file)
    return made


def _mark(text: Content) -> str:
    return canonical.sha256(canonical.written(text))


def _restart(file: DraftFile) -> None:
    file.state, file.asked_at = State.WAITING, timezone.now()
    file.begun_at, file.made_at, file.mark, file.content = None, None, "", b""
    file.save()


def _wake() -> None:
    transaction.on_commit(partial(wake, TASK))


@transaction.atomic
def _claim() -> DraftFile | None:
    waiting = DraftFile.objects.filter(
        state=State.WAITING, edition__state__in=Edition.OPEN
    )
    free = waiting.select_for_update(of=("self",), skip_locked=True)
    file = free.defer("content").order_by("asked_at", "pk").first()
    if file is None:
        return None
    file.state, file.begun_at = State.MAKING, timezone.now()
    file.save(update_fields=["state", "begun_at"])
    return file


def _make(file: DraftFile) -> int:
    """Make one file; what goes wrong with it keeps no other from being made."""
    try:
        text = content(file.edition)
        made = papers.of_draft(file.edition, text, file.language)
    except Exception:
        logger.exception("the PDF of draft %s was not made", file.edition_id)
        return _end(file, state=State.FAILED)
    now = timezone.now()
    return _end(file, state=State.READY, mark=_mark(text), content=made, made_at=now)


def _end(file: DraftFile, **fields: object) -> int:
    """Write the end down, unless the file was given up or taken away meanwhile."""
    ours = DraftFile.objects.filter(
        pk=file.pk, state=State.MAKING, begun_at=file.begun_at
    )
    return ours.update(**fields)
