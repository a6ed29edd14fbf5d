"""Two at once: two readers take a letter once, two colleagues give one answer."""

from __future__ import annotations

import threading
from collections.abc import Callable
from functools import partial

import pytest
from django.db import connections

from accounts.mailbox import reading, steps
from accounts.mailbox.models import Enquiry, Letter, Receipt
from imap.core.exceptions import TransitionError
from imap.core.outbox.models import OutgoingMail
from tests.factories import make_member
from tests.mailbox.conftest import Box
from tests.mailbox.letters import raw
from tests.mailbox.test_steps import answer

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.postgres]

ROUNDS = 5


def together(*tasks: Callable[[], object]) -> list[BaseException]:
    """Run the tasks at the same moment, each on a connection of its own."""
    errors: list[BaseException] = []
    gate = threading.Barrier(len(tasks))

    def run(task: Callable[[], object]) -> None:
        gate.wait()
        try:
            task()
        except Exception as error:  # noqa: BLE001 - the test looks at them
            errors.append(error)
        finally:
            connections.close_all()

    threads = [threading.Thread(target=run, args=[task]) for task in tasks]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=60)
    return errors


def test_two_runs_at_once_take_each_letter_once(box: Box) -> None:
    for number in range(20):
        box.put(raw(f"Letter {number}.", From=f"p{number}@office.example"))

    errors = together(*[partial(reading.read, "bmp")] * 3)

    assert errors == []
    assert Letter.objects.count() == 20
    assert Receipt.objects.count() == 20
    numbers = Enquiry.objects.order_by("number").values_list("number", flat=True)
    assert list(numbers) == list(range(1, 21))


def test_two_answers_at_once_are_one_mail(box: Box) -> None:
    staff = [make_member("bmp", "secretariat") for _each in range(2)]
    for number in range(ROUNDS):
        enquiry = box.take(raw(From=f"p{number}@office.example"))[-1]
        given = answer(enquiry)

        errors = together(
            *(partial(steps.reply, enquiry, given, by=person) for person in staff)
        )

        assert [type(error) for error in errors] == [TransitionError]
        assert OutgoingMail.objects.filter(to=enquiry.sender_key).count() == 2
        assert enquiry.letters.filter(direction="out").count() == 1
