"""The portal as it runs for real, every part of it ready to be killed.

A PostgreSQL with fsync on, a Redis, gunicorn and a Celery worker, all on loopback and in
one folder; `kill` is SIGKILL, `start` brings a part back as it was left.
"""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable
from http.client import HTTPConnection, HTTPException
from pathlib import Path

HOST = "127.0.0.1"
PATIENCE = 60.0


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind((HOST, 0))
        return int(probe.getsockname()[1])


def wait_for(is_true: Callable[[], bool], what: str) -> None:
    ends = time.monotonic() + PATIENCE
    while not is_true():
        if time.monotonic() > ends:
            raise TimeoutError(what)
        time.sleep(0.05)


def listens(port: int) -> bool:
    with socket.socket() as probe:
        probe.settimeout(1)
        return probe.connect_ex((HOST, port)) == 0


class Part:
    """One process of the portal, started anew with the same command each time."""

    def __init__(
        self, command: list[str], environment: dict[str, str], log: Path, port: int = 0
    ) -> None:
        self._command, self._environment = command, environment
        self._log, self._port = log, port
        self._process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        with self._log.open("ab") as log:
            self._process = subprocess.Popen(
                self._command,
                env={**os.environ, **self._environment},
                stdout=log,
                stderr=log,
                start_new_session=True,
            )
        if self._port:
            wait_for(lambda: listens(self._port), " ".join(self._command))

    def kill(self) -> None:
        """End it and its children without a chance to tidy up."""
        if self._process is not None:
            os.killpg(self._process.pid, signal.SIGKILL)
            self._process.wait()
            self._process = None


class Postgres:
    """A cluster of its own, durable: what it acknowledged survives its death."""

    def __init__(self, folder: Path) -> None:
        self._folder, self._port = folder / "pg", free_port()
        binaries = sorted(Path("/usr/lib/postgresql").glob("*/bin"))
        self._bin = binaries[-1]
        self._folder.mkdir()
        if os.getuid() == 0:
            subprocess.run(["chown", "postgres", self._folder], check=True)
        self._run(
            *("initdb", "-D", self._data, "-U", "portal", "-A", "trust"),
            *("--locale=C.UTF-8", "-E", "UTF8"),
        )

    @property
    def url(self) -> str:
        return f"postgres://portal@{HOST}:{self._port}/postgres"

    def start(self) -> None:
        # The killed server's children hold its memory for a moment longer.
        wait_for(self._starts, "PostgreSQL")

    def kill(self) -> None:
        pid_file = Path(self._data) / "postmaster.pid"
        if pid_file.exists():
            os.kill(int(pid_file.read_text().split()[0]), signal.SIGKILL)
            wait_for(lambda: not listens(self._port), "the end of PostgreSQL")

    @property
    def _data(self) -> str:
        return str(self._folder / "data")

    def _starts(self) -> bool:
        options = (
            f"-p {self._port} -c listen_addresses={HOST}"
            f" -c unix_socket_directories={self._folder}"
        )
        log = str(self._folder / "log")
        start = ("pg_ctl", "-D", self._data, "-w", "-l", log, "-o", options, "start")
        return self._run(*start, must=False) == 0

    def _run(self, program: str, *arguments: str, must: bool = True) -> int:
        as_postgres = ["runuser", "-u", "postgres", "--"] if os.getuid() == 0 else []
        return subprocess.run(
            [*as_postgres, str(self._bin / program), *arguments],
            cwd=self._folder,
            check=must,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        ).returncode


class Stack:
    """All parts together; `parts` names those that may be killed."""

    def __init__(self, folder: Path, smtp_port: int) -> None:
        self.folder = folder
        self.web_port, redis_port = free_port(), free_port()
        self._postgres = Postgres(folder)
        self.environment = {
            "DJANGO_SETTINGS_MODULE": "imap.settings.test",
            "DATABASE_URL": self._postgres.url,
            "REDIS_URL": f"redis://{HOST}:{redis_port}/0",
            "EMAIL_URL": f"smtp://{HOST}:{smtp_port}",
            "EMAIL_TIMEOUT": "5",
            "MFA_REQUIRED": "False",
            "UNDO_SECONDS": "1",
        }
        web = {"BIND": f"{HOST}:{self.web_port}", "WEB_CONCURRENCY": "1"}
        gunicorn = [sys.executable, "-m", "gunicorn", "imap.wsgi"]
        celery = [sys.executable, "-m", "celery", "-A", "imap", "worker", "-P", "solo"]
        redis = ["redis-server", "--port", str(redis_port), "--bind", HOST, "--save", ""]
        self.parts: dict[str, Part | Postgres] = {
            "database": self._postgres,
            "queue": Part(redis, {}, folder / "redis.log", redis_port),
            "web": Part(
                gunicorn, self.environment | web, folder / "web.log", self.web_port
            ),
            "worker": Part(
                [*celery, "--without-heartbeat", "--without-gossip"],
                self.environment,
                folder / "worker.log",
            ),
        }

    def start(self) -> None:
        self.parts["database"].start()
        self.parts["queue"].start()
        self.manage("migrate", "-v0")
        self.manage("createcachetable")
        self.parts["web"].start()
        self.parts["worker"].start()

    def stop(self) -> None:
        for part in reversed(self.parts.values()):
            part.kill()

    def restart(self, name: str) -> None:
        self.parts[name].kill()
        self.parts[name].start()

    def manage(self, *arguments: str) -> None:
        self.run("manage.py", *arguments)

    def run(self, *arguments: str) -> str:
        """Run Python with `arguments` over the stack's database; return its output."""
        done = subprocess.run(
            [sys.executable, *arguments],
            env={**os.environ, **self.environment},
            capture_output=True,
            text=True,
        )
        if done.returncode:
            raise RuntimeError(done.stderr)
        return done.stdout

    def post(self, path: str, body: str, cookies: str) -> tuple[int, str]:
        """Return status and where it leads; 0 where nobody knows what became of it."""
        web = HTTPConnection(HOST, self.web_port, timeout=20)
        headers = {
            "Content-Type": "application/x-www-form-urlencoded",
            "Cookie": cookies,
            "Host": "localhost",
        }
        try:
            web.request("POST", path, body, headers)
            answer = web.getresponse()
            return answer.status, answer.headers.get("Location", "")
        except (OSError, HTTPException):
            return 0, ""
        finally:
            web.close()
