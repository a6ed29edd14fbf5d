"""Read an IMAP mailbox without a trace: EXAMINE and BODY.PEEK, nothing else."""

from __future__ import annotations

import imaplib
import re
import shlex
import ssl
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, datetime
from pathlib import Path

from django.conf import settings
from imap_tools.errors import ImapToolsError
from imap_tools.mailbox import (
    BaseMailBox,
    MailBox,
    MailBoxStartTls,
    MailBoxUnencrypted,
)

from accounts.mailbox.config import Config
from accounts.mailbox.sources import (
    HEAD_BYTES,
    FolderError,
    FolderName,
    LetterError,
    RawLetter,
    SourceError,
)

_SIZE = re.compile(rb"RFC822\.SIZE (\d+)")
_ARRIVED = re.compile(rb'INTERNALDATE "([^"]+)"')
_FAULTS = (ImapToolsError, imaplib.IMAP4.error, OSError, subprocess.SubprocessError)


@contextmanager
def connected(config: Config) -> Iterator[ImapSource]:
    """Sign in; whatever goes wrong on the line is a SourceError."""
    try:
        box = _box(config)
        try:
            _sign_in(box, config)
            yield ImapSource(box, config)
        finally:
            with suppress(*_FAULTS):
                box.logout()
    except _FAULTS as error:
        raise SourceError(_short(error)) from error


def _box(config: Config) -> BaseMailBox:
    if config.security == "none":
        return MailBoxUnencrypted(config.host, config.port, config.timeout)
    # Left alone, imaplib would believe any certificate.
    checked = ssl.create_default_context()
    kind = MailBoxStartTls if config.security == "starttls" else MailBox
    return kind(config.host, config.port, config.timeout, ssl_context=checked)


def _sign_in(box: BaseMailBox, config: Config) -> None:
    if config.has_token:
        box.xoauth2(config.user, _token(config), initial_folder=None)
    elif (config.user + config.password).isascii():
        box.login(config.user, config.password, initial_folder=None)
    else:
        # LOGIN takes no letters beyond ASCII.
        box.login_utf8(config.user, config.password, initial_folder=None)


def _token(config: Config) -> str:
    if config.token_file:
        return Path(config.token_file).read_text(encoding="ascii").strip()
    # The command stands in the environment, beside the passwords.
    done = subprocess.run(  # noqa: S603
        shlex.split(config.token_command),
        capture_output=True,
        check=True,
        text=True,
        timeout=config.timeout,
    )
    return done.stdout.strip()


class ImapSource:
    def __init__(self, box: BaseMailBox, config: Config) -> None:
        self.box = box
        self.config = config

    def folders(self) -> list[FolderName]:
        names = [self._named(name, is_sent=False) for name in self.config.folders]
        sent = self.config.sent or self._sent()
        return [*names, self._named(sent, is_sent=True)] if sent else names

    def open(self, name: FolderName) -> ImapFolder:
        try:
            self.box.folder.set(name.name, readonly=True)
        except ImapToolsError as error:
            raise FolderError(_short(error)) from error
        return ImapFolder(self.box, self.config, name)

    def _named(self, name: str, *, is_sent: bool) -> FolderName:
        place = f"imap://{self.config.user}@{self.config.host}/{name}"[:300]
        return FolderName(name, place, is_sent)

    def _sent(self) -> str:
        """Return the folder that the server marks as the one for sent letters."""
        marked = (row.name for row in self.box.folder.list() if "\\Sent" in row.flags)
        return next(marked, "")


class ImapFolder:
    """A folder, opened for reading alone."""

    def __init__(self, box: BaseMailBox, config: Config, name: FolderName) -> None:
        self.box = box
        self.since = config.since
        self.name = name
        _kind, answer = box.client.response("UIDVALIDITY")
        self.validity = int(str(answer[0] or b"0", "ascii")) if answer else 0

    def keys(self, after: int) -> list[str]:
        criteria = f"UID {after + 1}:*"
        if self.since:
            criteria += f" SINCE {self.since:%d-%b-%Y}"
        try:
            uids = [int(uid) for uid in self.box.uids(criteria, charset=None)]
        except ImapToolsError as error:
            raise FolderError(_short(error)) from error
        # "7:*" names the last letter even where its number is lower.
        return [str(uid) for uid in sorted(uids) if uid > after]

    def fetch(self, key: str) -> RawLetter | None:
        about = self._fetch(key, "(RFC822.SIZE INTERNALDATE)")
        if about is None:
            return None
        size = _SIZE.search(about)
        length = int(size[1]) if size else 0
        is_large = length > settings.MAILBOX_MOST_BYTES
        part = f"HEADER]<0.{HEAD_BYTES}>" if is_large else _whole()
        content = self._fetch(key, f"(BODY.PEEK[{part})", is_literal=True)
        if content is None:
            raise LetterError("FETCH: no content")
        return RawLetter(
            key, length or len(content), _arrival(about), content, is_large
        )

    def _fetch(self, key: str, parts: str, *, is_literal: bool = False) -> bytes | None:
        try:
            status, answer = self.box.client.uid("FETCH", key, parts)
        except imaplib.IMAP4.abort:
            raise  # the line broke: the next letter would fare no better
        except imaplib.IMAP4.error as error:
            raise LetterError(_short(error)) from error
        if status != "OK":
            raise LetterError(f"FETCH: {status}")
        if is_literal:
            return next((row[1] for row in answer if isinstance(row, tuple)), None)
        rows = (row[0] if isinstance(row, tuple) else row for row in answer)
        return next((row for row in rows if row), None)


def _short(error: Exception) -> str:
    return f"{type(error).__name__}: {error}"


def _whole() -> str:
    """Name the whole letter, but no more than a letter may have."""
    return f"]<0.{settings.MAILBOX_MOST_BYTES}>"


def _arrival(about: bytes) -> datetime | None:
    match = _ARRIVED.search(about)
    if match is None:
        return None
    text = match[1].decode("ascii", "replace").strip()
    try:
        return datetime.strptime(text, "%d-%b-%Y %H:%M:%S %z").astimezone(UTC)
    except ValueError:
        return None
