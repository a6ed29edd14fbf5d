"""Members of the secretariat at their browsers, who press again what brought no answer.

A decision is acknowledged when the answer leads back to the request. Without an answer,
or with an error, it may have been taken or not: pressing again tells.
"""

from __future__ import annotations

import secrets
import threading
from collections import Counter
from dataclasses import dataclass, field
from http.client import HTTPConnection, HTTPException
from queue import Empty, SimpleQueue
from urllib.parse import urlencode

from django.conf import settings
from django.test import Client

from accounts.models import User
from tests.accounts.desk import decision
from tests.core.conftest import HOST

_PATIENCE = 30
_PAUSE = 0.1
_FORM = {"Content-Type": "application/x-www-form-urlencoded"}


@dataclass
class Ledger:
    """What the answers said, by the number of the request."""

    acknowledged: dict[int, User] = field(default_factory=dict)
    # Taken by a press that was never answered, as a later one was told.
    found_taken: set[int] = field(default_factory=set)
    without_answer: Counter[str] = field(default_factory=Counter)
    # What no member of staff should ever see; one is enough to fail.
    odd: list[str] = field(default_factory=list)

    @property
    def decided(self) -> int:
        return len(self.acknowledged) + len(self.found_taken)


class Browser(threading.Thread):
    """One member of staff, signed in, who approves what is next until nothing is."""

    def __init__(
        self, user: User, port: int, numbers: SimpleQueue[int], ledger: Ledger
    ) -> None:
        super().__init__(daemon=True)
        self.user, self.port, self.numbers, self.ledger = user, port, numbers, ledger
        self.stopped = threading.Event()
        client = Client()
        client.force_login(user)
        self.session = client.cookies[settings.SESSION_COOKIE_NAME].value
        self.token = secrets.token_hex(16)

    def run(self) -> None:
        while not self.stopped.is_set():
            try:
                number = self.numbers.get_nowait()
            except Empty:
                return
            while not self.stopped.is_set() and not self._is_decided(number):
                # The servers need a moment to come back.
                self.stopped.wait(_PAUSE)

    def _is_decided(self, number: int) -> bool:
        page = f"/en/bmp/desk/registrations/{number}/"
        try:
            status, location = self._press(f"{page}approve/")
        except (HTTPException, OSError) as error:
            self.ledger.without_answer[type(error).__name__] += 1
            return False
        if (status, location) == (302, page):
            self.ledger.acknowledged[number] = self.user
            return True
        if status == 409:
            self.ledger.found_taken.add(number)
            return True
        if status >= 500:
            self.ledger.without_answer[str(status)] += 1
            return False
        self.ledger.odd.append(f"{number}: {status} {location}")
        return True

    def _press(self, path: str) -> tuple[int, str]:
        connection = HTTPConnection(HOST, self.port, timeout=_PATIENCE)
        cookies = {
            settings.SESSION_COOKIE_NAME: self.session,
            settings.CSRF_COOKIE_NAME: self.token,
        }
        fields = decision(reason="Known office.", csrfmiddlewaretoken=self.token)
        header = "; ".join(f"{name}={value}" for name, value in cookies.items())
        try:
            connection.request(
                "POST", path, urlencode(fields), {**_FORM, "Cookie": header}
            )
            answer = connection.getresponse()
            answer.read()
            return answer.status, answer.getheader("Location", "")
        finally:
            connection.close()
