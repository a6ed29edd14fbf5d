"""A portal of its own, as it runs for real: each part may be killed and comes back.

Database, queue, web, worker and clock are processes of this test alone. Whatever ended
is started again, as a supervisor does; how a part came to its end is no matter to it.
"""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

from django.conf import settings
from django.db import OperationalError, connection, connections

from tests.core.conftest import HOST, free_port

# How many processes take mails in hand at once.
SENDERS = 2
_ENOUGH_TO_START = 60
_PAUSE = 0.05
_IS_ROOT = os.geteuid() == 0


def until(condition: Callable[[], object], *, seconds: float, what: str) -> None:
    """Look again and again until it is so; fail when it takes too long."""
    deadline = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < deadline, f"waited {seconds:.0f} s for {what}"
        time.sleep(_PAUSE)


@dataclass
class Part:
    """One process with all that it starts."""

    name: str
    command: list[str]
    environment: dict[str, str]
    log: Path
    # PostgreSQL refuses to run as root.
    user: str | None = None
    killed_at: list[float] = field(default_factory=list)
    # When it was found to have ended without having been killed.
    ended_at: list[float] = field(default_factory=list)
    process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        with self.log.open("ab") as log:
            self.process = subprocess.Popen(
                self.command,
                cwd=settings.BASE_DIR,
                env=self.environment,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                user=self.user,
                start_new_session=True,
            )

    def kill(self) -> None:
        """Kill it with all its descendants, before one can tell another."""
        if self.process is None or self.process.poll() is not None:
            return
        # A server of PostgreSQL leaves the group of its master, so a group is not all;
        # and a master that stands still starts nothing new while it is counted.
        self.process.send_signal(signal.SIGSTOP)
        for pid in [self.process.pid, *_descendants(self.process.pid)]:
            with suppress(ProcessLookupError):
                os.kill(pid, signal.SIGKILL)
        self.process.wait()
        self.killed_at.append(time.time())

    def keep_up(self) -> None:
        """Start it again where it ended; what it left behind goes first."""
        if self.process is None or self.process.poll() is None:
            return
        with suppress(ProcessLookupError):
            os.killpg(self.process.pid, signal.SIGKILL)
        self.ended_at.append(time.time())
        self.start()


def _descendants(pid: int) -> Iterator[int]:
    try:
        children = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
    except FileNotFoundError:
        return
    for child in map(int, children):
        yield child
        yield from _descendants(child)


class Portal:
    """The parts together, and the way of the test to their database."""

    def __init__(self, place: Path, *, mail_port: int) -> None:
        self.place = place
        self.web_port = free_port()
        database, queue = free_port(), free_port()
        self.database = {
            "HOST": HOST,
            "PORT": database,
            "NAME": "postgres",
            "USER": "portal",
            "PASSWORD": "",
        }
        self.environment = {
            **os.environ,
            "DJANGO_SETTINGS_MODULE": "tests.accounts_apart.killed_settings",
            "DATABASE_URL": f"postgres://portal@{HOST}:{database}/postgres",
            "REDIS_URL": f"redis://{HOST}:{queue}/0",
            "EMAIL_URL": f"smtp://{HOST}:{mail_port}",
            "EMAIL_TIMEOUT": "5",
            "BIND": f"{HOST}:{self.web_port}",
            "WEB_CONCURRENCY": "2",
            "THREADS": "4",
            "UNDO_SECONDS": "1",
            "TMPDIR": str(place),
        }
        self.parts = {
            "database": self._database(database),
            # Without a file: whoever kills it empties it as well.
            "queue": self._part(
                *("queue", "redis-server", "--port", str(queue), "--bind", HOST),
                *("--dir", str(place), "--save", "", "--appendonly", "no"),
            ),
            "web": self._python("web", "gunicorn", "imap.wsgi"),
            "worker": self._python(
                *("worker", "celery", "-A", "imap", "worker", "-c", str(SENDERS))
            ),
            "clock": self._python(
                *("clock", "celery", "-A", "imap", "beat", "--pidfile", ""),
                *("-s", str(place / "beat")),
            ),
        }

    def begin(self) -> None:
        """Make the database with its tables, then start one part after the other."""
        self._init_database()
        self.parts["database"].start()
        until(self.has_database, seconds=_ENOUGH_TO_START, what="the database")
        migrate = [sys.executable, "manage.py", "migrate", "--verbosity", "0"]
        subprocess.run(migrate, cwd=settings.BASE_DIR, env=self.environment, check=True)
        for name in ("queue", "web", "worker", "clock"):
            self.parts[name].start()
        until(self._has_web, seconds=_ENOUGH_TO_START, what="the web")

    def end(self) -> None:
        for part in self.parts.values():
            part.kill()

    def keep_up(self) -> None:
        for part in self.parts.values():
            part.keep_up()

    @contextmanager
    def asked(self) -> Iterator[None]:
        """Let the questions of this thread go to the portal's own database."""
        before = connections["default"]
        own = {**before.settings_dict, **self.database}
        connections["default"] = type(before)(own, "default")
        try:
            yield
        finally:
            connections["default"].close()
            connections["default"] = before

    def has_database(self) -> bool:
        """Connect anew: what was open before a kill is of no use."""
        connection.close()
        try:
            connection.ensure_connection()
        except OperationalError:
            return False
        return True

    def _has_web(self) -> bool:
        try:
            with urlopen(f"http://{HOST}:{self.web_port}/healthz", timeout=5) as answer:
                return bool(answer.status == 200)
        except (URLError, OSError):
            return False

    def _database(self, port: int) -> Part:
        # Each commit is in the hands of the system before it is answered: what only a
        # loss of power could take is not asked for here.
        part = self._part(
            *("database", _binary("postgres"), "-D", str(self.place / "pg" / "data")),
            *("-p", str(port), "-c", f"listen_addresses={HOST}"),
            *("-c", "unix_socket_directories=", "-c", "synchronous_commit=on"),
            *("-c", "full_page_writes=on", "-c", "fsync=off"),
        )
        part.user = "postgres" if _IS_ROOT else None
        return part

    def _init_database(self) -> None:
        root = self.place / "pg"
        root.mkdir()
        if _IS_ROOT:
            shutil.chown(root, "postgres")
        command = [_binary("initdb"), "-D", str(root / "data"), "-U", "portal"]
        command += ["-A", "trust", "--locale=C.UTF-8", "-E", "UTF8", "--no-sync"]
        subprocess.run(
            command,
            cwd=root,
            user=self.parts["database"].user,
            stdout=subprocess.DEVNULL,
            check=True,
        )

    def _python(self, name: str, *module: str) -> Part:
        return self._part(name, sys.executable, "-m", *module)

    def _part(self, name: str, *command: str) -> Part:
        log = self.place / f"{name}.log"
        return Part(name, list(command), self.environment, log)


def _binary(name: str) -> str:
    """Return where PostgreSQL has a program; Debian keeps them off the path."""
    found = shutil.which(name)
    if found:
        return found
    kept = Path("/usr/lib/postgresql").glob(f"*/bin/{name}")
    return str(max(kept, key=lambda path: float(path.parts[-3])))
