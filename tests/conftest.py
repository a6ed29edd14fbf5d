"""Servers, browser and figures: what a test needs by its mark, or why it is left out.

`make test` starts the servers and names them in the environment. A skipped test is a
failure under CI (scripts/closing_line.py).
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from django.conf import settings

# Playwright keeps an event loop in the test's thread; Django would refuse queries.
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")

CHROMIUM = os.environ.get("CHROMIUM") or shutil.which("chromium") or ""
CHROMIUM_ARGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


def _has_postgres() -> bool:
    return bool(settings.DATABASES["default"]["ENGINE"].endswith("postgresql"))


NEEDS: dict[str, tuple[Callable[[], bool], str]] = {
    "postgres": (_has_postgres, "DATABASE_URL names no PostgreSQL"),
    "redis": (lambda: "REDIS_URL_TEST" in os.environ, "REDIS_URL_TEST names no Redis"),
    "browser": (lambda: bool(CHROMIUM), "no Chromium on this machine"),
    "figures": (
        lambda: Path(settings.FIGURES_DIR).is_dir(),
        f"no figures in {settings.FIGURES_DIR}",
    ),
}


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    lacking = {name: why for name, (met, why) in NEEDS.items() if not met()}
    for item in items:
        if item.get_closest_marker("redis"):
            # There is one Redis, which these tests empty: one process runs them all.
            item.add_marker(pytest.mark.xdist_group("redis"))
        for name, why in lacking.items():
            if item.get_closest_marker(name):
                item.add_marker(pytest.mark.skip(reason=why))


@pytest.fixture(scope="session")
def browser_type_launch_args() -> dict[str, object]:
    return {"executable_path": CHROMIUM, "args": CHROMIUM_ARGS}


@pytest.fixture(scope="session")
def figures_dir() -> Path:
    return Path(settings.FIGURES_DIR)
