"""How gunicorn serves the portal: alone with a worker thread, or beside Celery.

Without REDIS_URL there is exactly one process, whose worker thread is started after the
fork; with it, as many as WEB_CONCURRENCY says, and Celery does the work.
"""

from __future__ import annotations

import json
import os
import re
import socket
import sys
from pathlib import Path
from typing import Any

from gunicorn.glogging import Logger

TRIAL = os.environ.get("DJANGO_SETTINGS_MODULE") == "imap.settings.development"
PORT = os.environ.get("PORT", "8000")
DEMO_ACCOUNTS = Path("var") / "demo-accounts.json"


def _addresses() -> list[str]:
    """Return both loopback addresses, or the first where IPv6 is switched off."""
    try:
        with socket.socket(socket.AF_INET6) as probe:
            probe.bind(("::1", 0))
    except OSError:
        return [f"127.0.0.1:{PORT}"]
    return [f"127.0.0.1:{PORT}", f"[::1]:{PORT}"]


bind = os.environ.get("BIND", "").split(",") if os.environ.get("BIND") else _addresses()
worker_class = "gthread"
threads = int(os.environ.get("THREADS", "8"))
workers = int(os.environ.get("WEB_CONCURRENCY", "2"))
if not os.environ.get("REDIS_URL"):
    workers = 1
timeout = 60
graceful_timeout = 10
loglevel = "warning" if TRIAL else "info"
accesslog = None if TRIAL else "-"
_KEYS = re.compile(r"/(confirm|access|confirm-email|reset/key)/[^/\s?]+")


class logger_class(Logger):  # noqa: N801 - the name is gunicorn's setting
    """Logs requests without the keys in mailed links, which open accounts."""

    def atoms(self, *args: Any) -> dict[str, Any]:
        atoms: dict[str, Any] = super().atoms(*args)
        return {
            name: _KEYS.sub(r"/\1/-", value) if isinstance(value, str) else value
            for name, value in atoms.items()
        }


def post_worker_init(worker: Any) -> None:
    from imap.core.worker import start

    start()


def when_ready(server: Any) -> None:
    if TRIAL:
        sys.stdout.write(_welcome())
        sys.stdout.flush()


def _welcome() -> str:
    lines = [
        "",
        "The i-Map portal is running; Ctrl-C ends it.",
        f"  http://localhost:{PORT}/   http://127.0.0.1:{PORT}/",
        f"  mails it would send: http://localhost:{PORT}/dev/mail/",
        "",
        "Sign in as:",
    ]
    accounts = json.loads(DEMO_ACCOUNTS.read_text()) if DEMO_ACCOUNTS.exists() else []
    for account in accounts:
        place = " ".join(filter(None, (account["dialogue"], account["country"])))
        lines.append(
            f"  {account['role']:<14} {place:<8} {account['email']:<40}"
            f" {account['password']}"
        )
    return "\n".join([*lines, "", ""])
