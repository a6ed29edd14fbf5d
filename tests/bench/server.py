"""The portal as a process of its own, on a free port of this machine."""

from __future__ import annotations

import socket
import subprocess
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def serve() -> Iterator[int]:
    """Run one worker with the settings of the environment; give its port."""
    port = _free_port()
    command = ["gunicorn", "imap.wsgi", "-w", "1", "-k", "gthread", "--threads", "4"]
    server = subprocess.Popen(
        [
            *command,
            "-b",
            f"127.0.0.1:{port}",
            "--log-level",
            "error",
            "--access-logfile",
            "/dev/null",
        ]
    )
    try:
        _wait_for(port)
        yield port
    finally:
        server.terminate()
        server.wait()


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _wait_for(port: int) -> None:
    for _ in range(100):
        try:
            urllib.request.urlopen(f"http://127.0.0.1:{port}/healthz", timeout=1)
        except OSError:
            time.sleep(0.1)
        else:
            return
    raise RuntimeError("the server did not start")
