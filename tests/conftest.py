"""Servers, browser and figures: what a test needs by its mark, or why it is left out.

`make test` starts the servers and names them in the environment. A skipped test is a
failure under CI (scripts/closing_line.py).
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from django.apps import AppConfig
from django.conf import settings
from django.db import connection
from django.db.models.signals import post_migrate
from django.dispatch import receiver
from django.utils import translation
from xdist.remote import Producer
from xdist.scheduler import LoadScopeScheduling
from xdist.workermanage import WorkerController

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


# There is one Redis: each process of the run has a database of its own in it.
if "REDIS_URL_TEST" in os.environ and "PYTEST_XDIST_WORKER" in os.environ:
    _number = os.environ["PYTEST_XDIST_WORKER"].removeprefix("gw")
    os.environ["REDIS_URL_TEST"] = (
        os.environ["REDIS_URL_TEST"].rpartition("/")[0] + f"/{_number}"
    )


class ModulesWhole(LoadScopeScheduling):
    """Give a module to one process, since its tests share what is dear to make.

    A process stays in its folder while modules are left there: what is loaded for a
    folder is loaded once. pytest-xdist 3.8 has groups for modules, of which pytest 9.2
    silently takes no notice (pytest-xdist issue 1386), and sorts modules by size.
    """

    SLOW = ("tests/browser/", "tests/trust/")

    def _split_scope(self, nodeid: str) -> str:
        return nodeid.partition("::")[0]

    def _assign_work_unit(self, node: WorkerController) -> None:
        own = self._folder_of(node)
        others = {self._folder_of(each) for each in self.nodes if each is not node}

        def rank(scope: str) -> tuple[bool, bool, bool]:
            folder = scope.rpartition("/")[0]
            return (not scope.startswith(self.SLOW), folder != own, folder in others)

        self.workqueue.move_to_end(min(self.workqueue, key=rank), last=False)
        super()._assign_work_unit(node)

    def _folder_of(self, node: WorkerController) -> str:
        given = list(self.assigned_work.get(node, ()))
        return given[-1].rpartition("/")[0] if given else ""


def pytest_xdist_make_scheduler(config: pytest.Config, log: Producer) -> ModulesWhole:
    return ModulesWhole(config, log)


NEEDS: dict[str, tuple[Callable[[], bool], str]] = {
    "postgres": (_has_postgres, "DATABASE_URL names no PostgreSQL"),
    "redis": (lambda: "REDIS_URL_TEST" in os.environ, "REDIS_URL_TEST names no Redis"),
    "imap": (
        lambda: "IMAP_URL_TEST" in os.environ,
        "IMAP_URL_TEST names no Dovecot",
    ),
    "browser": (lambda: bool(CHROMIUM), "no Chromium on this machine"),
    "figures": (
        lambda: Path(settings.FIGURES_DIR).is_dir(),
        f"no figures in {settings.FIGURES_DIR}",
    ),
}


def _asks_for_a_database(item: pytest.Item) -> bool:
    fixtures = getattr(item, "fixturenames", ())
    return bool(
        {"db", "transactional_db", "django_db_setup"} & set(fixtures)
        or item.get_closest_marker("django_db")
    )


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    lacking = {name: why for name, (met, why) in NEEDS.items() if not met()}
    for item in items:
        if not _asks_for_a_database(item):
            item.add_marker(pytest.mark.once)
        for name, why in lacking.items():
            if item.get_closest_marker(name):
                item.add_marker(pytest.mark.skip(reason=why))


@pytest.fixture(scope="session", autouse=True)
def _force_login_uses_the_second_step() -> None:
    from tests.sign_in import teach_force_login

    teach_force_login()


@receiver(post_migrate)
def _let_logs_be_emptied(sender: AppConfig, **_: object) -> None:
    """Empty tables between tests that commit; a test switches the lock on again."""
    if sender.name != "imap.core" or not _has_postgres():
        return
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT tgrelid::regclass FROM pg_trigger WHERE tgname = %s",
            ["audit_never_emptied"],
        )
        for (table,) in cursor.fetchall():
            cursor.execute(f"ALTER TABLE {table} DISABLE TRIGGER audit_never_emptied")


@pytest.fixture(autouse=True)
def _each_test_starts_in_english() -> Iterator[None]:
    """Forget the language a request of an earlier test left in the thread."""
    with translation.override("en"):
        yield


@pytest.fixture(scope="session")
def browser_type_launch_args() -> dict[str, object]:
    return {"executable_path": CHROMIUM, "args": CHROMIUM_ARGS}


@pytest.fixture(scope="session")
def figures_dir() -> Path:
    return Path(settings.FIGURES_DIR)
