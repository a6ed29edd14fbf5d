"""Bring the trial portal's data up to date, in one process because starts are slow."""

from __future__ import annotations

import os
import sys
from io import StringIO
from pathlib import Path

import django
from django.core.management import call_command

ROOT = Path(__file__).resolve().parent.parent
STATIC = ROOT / "var" / "static" / "staticfiles.json"
STATIC_STAMP = ROOT / "var" / "static-sources"
BUILD_STAMP = ROOT / "static" / "build" / ".sources"


def collect_static() -> None:
    """Collect the static files unless those of this very build are there."""
    wanted = BUILD_STAMP.read_text() + (ROOT / "requirements.txt").read_text()
    made = STATIC_STAMP.read_text() if STATIC_STAMP.exists() else ""
    if STATIC.exists() and made == wanted:
        return
    call_command("collectstatic", interactive=False, clear=True, verbosity=0)
    STATIC_STAMP.write_text(wanted)


def main() -> None:
    sys.path.insert(0, str(ROOT))
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "imap.settings.development")
    django.setup()
    call_command("migrate", verbosity=0)
    for command in ("load_reference", "load_demo"):
        sys.stderr.write(f"Running {command}\n")
        call_command(command, stdout=StringIO())
    collect_static()


if __name__ == "__main__":
    main()
