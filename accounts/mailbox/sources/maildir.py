"""Read a Maildir in place: no file is moved, renamed or opened for writing."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

from django.conf import settings

from accounts.mailbox.config import Config
from accounts.mailbox.sources import HEAD_BYTES, RawLetter, SourceError

SENT = "Sent"


class Maildir:
    def __init__(self, config: Config, root: Path) -> None:
        self.config = config
        self.root = root

    def folders(self) -> Iterator[MaildirFolder]:
        if not (self.root / "cur").is_dir():
            raise SourceError(f"no Maildir at {self.root}")
        for name in self.config.folders:
            folder = self.root if name == "INBOX" else self.root / f".{name}"
            yield MaildirFolder(folder, self.config, is_sent=False)
        sent = self.root / f".{self.config.sent or SENT}"
        if sent.is_dir():
            yield MaildirFolder(sent, self.config, is_sent=True)


class MaildirFolder:
    validity = 0

    def __init__(self, folder: Path, config: Config, *, is_sent: bool) -> None:
        self.folder = folder
        self.since = config.since
        self.is_sent = is_sent
        self.place = f"maildir:{folder}"[-300:]
        self.paths: dict[str, Path] = {}

    def keys(self, after: int) -> list[str]:  # noqa: ARG002 - names bear no number
        """Return names without their flags, the first come first."""
        self.paths = {_key(path): path for path in self._files()}
        arrivals = ((_arrived(path), key) for key, path in self.paths.items())
        since = self.since
        return [
            key
            for moment, key in sorted(arrivals)
            if since is None or datetime.fromtimestamp(moment, UTC).date() >= since
        ]

    def fetch(self, key: str) -> RawLetter | None:
        try:
            return self._read(key)
        except FileNotFoundError:
            # A mail program marked it at this moment; the next run finds it again.
            return None

    def _read(self, key: str) -> RawLetter:
        path = self.paths[key]
        about = path.stat()
        is_large = about.st_size > settings.MAILBOX_MOST_BYTES
        with path.open("rb") as file:
            content = file.read(HEAD_BYTES if is_large else about.st_size)
        arrived = datetime.fromtimestamp(about.st_mtime, UTC)
        return RawLetter(key, about.st_size, arrived, content, is_large)

    def _files(self) -> Iterator[Path]:
        for name in ("new", "cur"):
            place = self.folder / name
            if place.is_dir():
                yield from (path for path in place.iterdir() if path.is_file())


def _arrived(path: Path) -> float:
    return path.stat().st_mtime if path.exists() else 0.0


def _key(path: Path) -> str:
    """Return what stays when a mail program marks the letter or moves it to cur."""
    return path.name.partition(":")[0]
