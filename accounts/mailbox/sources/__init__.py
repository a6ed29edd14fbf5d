"""Where letters come from: an IMAP server or a Maildir. Both are only ever read."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

# Of a letter that is too large, so much of its head is read.
HEAD_BYTES = 64 * 1024


class SourceError(Exception):
    """The mailbox cannot be reached or read now: nothing more is read of it."""


class FolderError(Exception):
    """This folder cannot be opened; the others can."""


class LetterError(Exception):
    """This letter is not handed out; those behind it are."""


@dataclass(frozen=True)
class RawLetter:
    """A letter as it lies in the mailbox; of one that is too large only the head."""

    key: str
    size: int
    received_at: datetime | None
    content: bytes
    is_head_only: bool = False


@dataclass(frozen=True)
class FolderName:
    """A folder to read; `place` names it for good, `name` for whoever opens it."""

    name: str
    place: str
    is_sent: bool


class FolderSource(Protocol):
    name: FolderName
    validity: int

    def keys(self, after: int) -> list[str]:
        """Return the keys of letters, those numbered up to `after` left out.

        Raises FolderError, as `Source.open` does.
        """
        ...

    def fetch(self, key: str) -> RawLetter | None:
        """Return a letter, or None when it has gone meanwhile; raises LetterError."""
        ...


class Source(Protocol):
    def folders(self) -> list[FolderName]:
        """Name the folders to read, the sent letters last."""
        ...

    def open(self, name: FolderName) -> FolderSource: ...


@contextmanager
def opened(dialogue: str) -> Iterator[Source]:
    from accounts.mailbox import config
    from accounts.mailbox.sources import imap, maildir

    settings = config.of(dialogue)
    if settings.maildir is not None:
        yield maildir.Maildir(settings, settings.maildir)
        return
    with imap.connected(settings) as source:
        yield source
