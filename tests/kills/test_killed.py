"""Whatever is killed while requests are approved, nothing acknowledged is lost.

Two people press the button of each request until they are told what became of it, while
web, worker, queue and database are killed at seeded moments.
"""

from __future__ import annotations

import json
import random
import threading
from collections import Counter
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from urllib.parse import urlencode

import pytest
from aiosmtpd.controller import Controller
from django.utils import timezone

from tests.core.conftest import Sink
from tests.kills.stack import HOST, Stack, free_port, wait_for

pytestmark = [pytest.mark.postgres, pytest.mark.redis]

TOKEN = "k" * 32
ACKNOWLEDGED, DECIDED_ALREADY = 302, 409
KILLED = ("web", "worker", "queue", "database")


@pytest.fixture
def sink() -> Iterator[Sink]:
    sink = Sink(port=free_port())
    controller = Controller(sink, hostname=HOST, port=sink.port)
    controller.start()
    yield sink
    controller.stop()


@pytest.fixture
def stack(tmp_path: Path, sink: Sink) -> Iterator[Stack]:
    # PostgreSQL, which does not run as root, has to reach its folder.
    for folder in (tmp_path, *tmp_path.parents[:2]):
        folder.chmod(0o755)
    stack = Stack(tmp_path, sink.port)
    stack.start()
    try:
        yield stack
    finally:
        stack.stop()


@pytest.mark.parametrize(
    ("approvals", "kills"),
    [(24, 4), pytest.param(2000, 80, marks=pytest.mark.deep)],
)
def test_no_acknowledged_decision_is_lost_or_doubled_and_no_mail_is_missing(
    stack: Stack, sink: Sink, approvals: int, kills: int
) -> None:
    scene = json.loads(stack.run("-m", "tests.kills.scene", "prepare", str(approvals)))
    numbers: list[int] = scene["numbers"]
    chance = random.Random(7)  # noqa: S311 - the same moments each time
    moments = set(chance.sample(range(approvals), kills))

    acknowledged = set()
    for place, number in enumerate(numbers):
        killer = None
        if place in moments:
            killer = _kill_during(stack, chance)
        if _press(stack, number, scene["session"]):
            acknowledged.add(number)
        if killer is not None:
            killer.join()
        _press(stack, number, scene["session"])
    for number in numbers:
        wait_for(
            lambda number=number: _press(stack, number, scene["session"]) is not None,
            f"an answer about no. {number}",
        )
    told = _until_all_is_sent(stack)

    assert told["faults"] == []
    assert {told["states"][str(number)] for number in numbers} == {"approved"}
    assert acknowledged <= {int(number) for number in told["memberships"]}
    assert set(told["memberships"].values()) == {1}
    assert len(told["mails"]) == approvals
    seen = Counter(mail["Message-ID"] for mail in sink.mails)
    assert {message_id for _to, message_id, _state in told["mails"]} == set(seen)
    assert sum(count - 1 for count in seen.values()) <= kills


def _kill_during(stack: Stack, chance: random.Random) -> threading.Thread:
    name, delay = chance.choice(KILLED), chance.uniform(0, 0.15)

    def kill() -> None:
        threading.Event().wait(delay)
        stack.restart(name)

    thread = threading.Thread(target=kill)
    thread.start()
    return thread


def _press(stack: Stack, number: int, session: str) -> bool | None:
    """Return True when told it is decided now, False when it was; None: unknown."""
    until = timezone.localdate() + timedelta(days=300)
    body = urlencode(
        {
            "csrfmiddlewaretoken": TOKEN,
            "role": "reader",
            "until": until.isoformat(),
            "country": "",
            "reason": "Known office.",
            "version": 1,
        }
    )
    cookies = f"sessionid={session}; csrftoken={TOKEN}"
    path = f"/en/bmp/desk/registrations/{number}/approve/"
    status, target = stack.post(path, body, cookies)
    if status == ACKNOWLEDGED:
        assert "/desk/registrations/" in target
        return True
    return False if status == DECIDED_ALREADY else None


def _until_all_is_sent(stack: Stack) -> dict[str, object]:
    told: dict[str, object] = {}

    def is_done() -> bool:
        stack.run("-m", "tests.kills.scene", "finish")
        told.update(json.loads(stack.run("-m", "tests.kills.scene", "tell")))
        states = {state for _to, _id, state in told["mails"]}
        return states == {"sent"} and "held" not in told["states"].values()

    try:
        wait_for(is_done, "every mail to leave")
    except TimeoutError:
        print(Counter(told["states"].values()), Counter(m[2] for m in told["mails"]), stack.run("-m", "tests.kills.scene", "finish"))
        import subprocess; print(subprocess.run(f"tail -n 15 {stack.folder}/*.log", shell=True, capture_output=True, text=True).stdout)
        raise
    return told
