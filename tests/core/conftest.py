from __future__ import annotations

import asyncio
import socket
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field
from email import message_from_bytes
from email.message import Message

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session
from django.db import connection
from pytest_django import Settings

HOST = "127.0.0.1"


@dataclass
class Sink:
    """A mail server that keeps what it accepts and answers what it is told to."""

    answers: list[str] = field(default_factory=list)
    recipients: list[str] = field(default_factory=list)
    taken: list[bytes] = field(default_factory=list)
    port: int = 0
    # Take this many mails, then keep the sender waiting for an answer.
    silent_after: int = 0
    went_silent: threading.Event = field(default_factory=threading.Event)

    async def handle_RCPT(  # noqa: N802 - the name aiosmtpd calls
        self,
        server: SMTP,
        session: Session,
        envelope: Envelope,
        address: str,
        _o: list[str],
    ) -> str:
        if self.recipients and not self.recipients[0].startswith("250"):
            return self.recipients.pop(0)
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(  # noqa: N802
        self, server: SMTP, session: Session, envelope: Envelope
    ) -> str:
        answer = self.answers.pop(0) if self.answers else "250 OK"
        if answer.startswith("250"):
            assert isinstance(envelope.content, bytes)
            self.taken.append(envelope.content)
        if self.silent_after and len(self.taken) == self.silent_after:
            self.went_silent.set()
            await asyncio.sleep(60)
        return answer

    @property
    def mails(self) -> list[Message]:
        return [message_from_bytes(content) for content in self.taken]


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind((HOST, 0))
        return int(probe.getsockname()[1])


@pytest.fixture
def sink(settings: Settings) -> Iterator[Sink]:
    sink = Sink()
    sink.port = free_port()
    controller = Controller(sink, hostname=HOST, port=sink.port)
    controller.start()
    settings.OUTBOX_TRANSPORT = {"host": HOST, "port": sink.port, "timeout": 5}
    yield sink
    controller.stop()


@pytest.fixture
def behind_the_lock(db: None) -> None:
    """Let a test change what was written, as whoever rules the database can."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            for table in ("core_auditevent", "core_audithead"):
                cursor.execute(f"ALTER TABLE {table} DISABLE TRIGGER USER")
