"""Turn the URLs of the environment into Django's settings of outside services."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any
from urllib.parse import SplitResult, unquote, urlsplit

import environ
from django.core.exceptions import ImproperlyConfigured

MAIL_PORT = 25
_IMAP = {
    "imaps": ("ssl", 993),
    "imap+starttls": ("starttls", 143),
    "imap": ("none", 143),
}
_HERE = {"localhost", "127.0.0.1", "::1"}


def database_from(env: environ.Env, var_dir: Path) -> dict[str, Any]:
    """Return the database of DATABASE_URL, or SQLite in `var_dir`."""
    default = f"sqlite:///{var_dir / 'portal.sqlite3'}"
    url = env.str("DATABASE_URL", default="") or default
    database: dict[str, Any] = env.db_url_config(url)
    if database["ENGINE"].endswith("sqlite3"):
        # Writers queue up instead of failing half-way through a transaction.
        database.setdefault("OPTIONS", {}).update(
            transaction_mode="IMMEDIATE",
            timeout=20,
            init_command="PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL;",
        )
    else:
        database.update(CONN_MAX_AGE=60, CONN_HEALTH_CHECKS=True)
    return database


def mail_from(env: environ.Env) -> dict[str, Any]:
    """Return how to reach the mail server of EMAIL_URL; empty when none is named."""
    if not env.str("EMAIL_URL", default=""):
        return {}
    parts = env.email_url("EMAIL_URL")
    return {
        "host": parts["EMAIL_HOST"],
        "port": parts.get("EMAIL_PORT") or MAIL_PORT,
        "username": parts.get("EMAIL_HOST_USER") or "",
        "password": parts.get("EMAIL_HOST_PASSWORD") or "",
        "use_tls": parts.get("EMAIL_USE_TLS", False),
        "use_ssl": parts.get("EMAIL_USE_SSL", False),
        "timeout": env.int("EMAIL_TIMEOUT", default=20),
    }


def mailbox_from(env: environ.Env, prefix: str) -> dict[str, Any]:
    """Return how to read an i-Map's mailbox, as accounts.mailbox.config takes it.

    PREFIX_IMAP_URL or PREFIX_MAILDIR say where it is; without them it is not read.
    """
    url, maildir = _text(env, prefix, "IMAP_URL"), _text(env, prefix, "MAILDIR")
    if not url and not maildir:
        return {}
    place = _imap(urlsplit(url), prefix) if url else {"maildir": Path(maildir)}
    since = _text(env, prefix, "MAILBOX_SINCE")
    return place | {
        "token_file": _text(env, prefix, "IMAP_TOKEN_FILE"),
        "token_command": _text(env, prefix, "IMAP_TOKEN_COMMAND"),
        "folders": tuple(env.list(f"{prefix}_MAILBOX_FOLDERS", default=["INBOX"])),
        "sent": _text(env, prefix, "MAILBOX_SENT"),
        "since": date.fromisoformat(since) if since else None,
        "authserv_id": _text(env, prefix, "AUTHSERV_ID"),
        "aliases": tuple(env.list(f"{prefix}_MAILBOX_ALIASES", default=[])),
        "answers_by_itself": env.bool(f"{prefix}_MAILBOX_RECEIPTS", default=True),
    }


def _imap(parts: SplitResult, prefix: str) -> dict[str, Any]:
    if parts.scheme not in _IMAP or not parts.hostname:
        raise ImproperlyConfigured(
            f"{prefix}_IMAP_URL begins with imaps:// or imap+starttls://."
        )
    security, port = _IMAP[parts.scheme]
    if security == "none" and parts.hostname not in _HERE:
        raise ImproperlyConfigured(
            f"{prefix}_IMAP_URL would send a password in the clear; use imaps://."
        )
    return {
        "host": parts.hostname,
        "port": parts.port or port,
        "security": security,
        "user": unquote(parts.username or ""),
        "password": unquote(parts.password or ""),
    }


def _text(env: environ.Env, prefix: str, name: str) -> str:
    value: str = env.str(f"{prefix}_{name}", default="")
    return value
