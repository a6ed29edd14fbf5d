"""How each i-Map's mailbox is reached, from `settings.MAILBOXES`."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from django.conf import settings


@dataclass(frozen=True)
class Config:
    """One mailbox; `host` or `maildir` says where it is."""

    host: str = ""
    port: int = 993
    security: str = "ssl"  # ssl, starttls, none
    user: str = ""
    password: str = field(default="", repr=False)
    # Instead of a password: a file with a token, or a command that prints one.
    token_file: str = ""
    token_command: str = ""
    maildir: Path | None = None
    folders: tuple[str, ...] = ("INBOX",)
    # Empty: the folder that the server itself says is for sent letters.
    sent: str = ""
    since: date | None = None
    # The name under which the receiving server writes what it checked.
    authserv_id: str = ""
    aliases: tuple[str, ...] = ()
    # Whether a letter is answered at once by "we have it".
    answers_by_itself: bool = True
    timeout: int = 20

    @property
    def has_token(self) -> bool:
        return bool(self.token_file or self.token_command)


def configured() -> list[str]:
    """Return the i-Maps whose mailbox is read."""
    return list(settings.MAILBOXES)


def of(dialogue: str) -> Config:
    values: dict[str, Any] = settings.MAILBOXES.get(dialogue, {})
    return Config(**values)
