"""Read a Maildir in place: no file is moved, renamed or opened for writing."""

from __future__ import annotations

import os
from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path

from django.conf import settings

from accounts.mailbox.config import Config
from accounts.mailbox.sources import (
    HEAD_BYTES,
    FolderError,
    FolderName,
    LetterError,
    RawLetter,
    SourceError,
)

SENT = "Sent"


class Maildir:
    def __init__(self, config: Config, root: Path) -> None:
        self.config = config
        self.root = root

    def folders(self) -> list[FolderName]:
        if not (self.root / "cur").is_dir():
            raise SourceError(f"no Maildir at {self.root}")
        names = [self._named(name, is_sent=False) for name in self.config.folders]
        sent = self.config.sent or SENT
        if self.config.sent or self._folder(sent).is_dir():
            names.append(self._named(sent, is_sent=True))
        return names

    def open(self, name: FolderName) -> MaildirFolder:
        folder = self._folder(name.name)
        if not folder.is_dir():
            raise FolderError(f"no folder {name.name}")
        return MaildirFolder(folder, self.config, name)

    def _folder(self, name: str) -> Path:
        return self.root if name == "INBOX" else self.root / f".{name}"

    def _named(self, name: str, *, is_sent: bool) -> FolderName:
        return FolderName(name, f"maildir:{self._folder(name)}"[-300:], is_sent)


class MaildirFolder:
    validity = 0

    def __init__(self, folder: Path, config: Config, name: FolderName) -> None:
        self.folder = folder
        self.since = config.since
        self.name = name
        # As text: of a mailbox of years a path object each would fill the memory.
        self.paths: dict[str, str] = {}

    def keys(self, after: int) -> list[str]:  # noqa: ARG002 - names bear no number
        """Return names without their flags, the first come first."""
        try:
            self.paths = {_key(path): path for path in self._files()}
        except OSError as error:
            raise FolderError(f"{type(error).__name__}: {error.strerror}") from error
        arrivals = {key: _arrived(path) for key, path in self.paths.items()}
        since = self.since
        return [
            key
            for key in sorted(self.paths, key=lambda key: (arrivals[key], key))
            if since is None or _day(arrivals[key]) >= since
        ]

    def fetch(self, key: str) -> RawLetter | None:
        try:
            return self._read(key)
        except FileNotFoundError:
            # A mail program marked it at this moment; the next run finds it again.
            return None
        except OSError as error:
            raise LetterError(f"{type(error).__name__}: {error.strerror}") from error

    def _read(self, key: str) -> RawLetter:
        path = Path(self.paths[key])
        about = path.stat()
        is_large = about.st_size > settings.MAILBOX_MOST_BYTES
        with path.open("rb") as file:
            content = file.read(HEAD_BYTES if is_large else about.st_size)
        arrived = datetime.fromtimestamp(about.st_mtime, UTC)
        return RawLetter(key, about.st_size, arrived, content, is_large)

    def _files(self) -> Iterator[str]:
        for name in ("new", "cur"):
            place = self.folder / name
            if place.is_dir():
                with os.scandir(place) as entries:
                    yield from (each.path for each in entries if each.is_file())


def _arrived(path: str) -> float:
    try:
        return os.stat(path).st_mtime  # noqa: PTH116 - paths are text here
    except FileNotFoundError:
        return 0.0


def _day(moment: float) -> date:
    return datetime.fromtimestamp(moment, UTC).date()


def _key(path: str) -> str:
    """Return what stays when a mail program marks the letter or moves it to cur."""
    return os.path.basename(path).partition(":")[0]  # noqa: PTH119
