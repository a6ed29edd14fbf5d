"""Real processes of the portal over the suite's own database."""

from __future__ import annotations

import os
import subprocess
import sys

from django.db import connection


def start(*arguments: str, **environment: str) -> subprocess.Popen[bytes]:
    """Start Python with `arguments`; a keyword adds to the environment."""
    return subprocess.Popen(
        [sys.executable, *arguments],
        env={**os.environ, "DATABASE_URL": _database_url(), **environment},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )


def _database_url() -> str:
    database = connection.settings_dict
    return "postgres://{USER}:{PASSWORD}@{HOST}:{PORT}/{NAME}".format(**database)
