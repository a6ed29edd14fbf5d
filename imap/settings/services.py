"""Turn the URLs of the environment into Django's settings of outside services."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import environ

MAIL_PORT = 25


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
