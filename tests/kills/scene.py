"""Run over the stack's database: prepare its people, or tell what became of them.

`python -m tests.kills.scene prepare 2000` prints the session of a member of staff;
`tick` does what the clock does; `tell` prints every request as JSON.
"""

from __future__ import annotations

import json
import sys

import django

django.setup()

from django.db.models import Count
from django.test import Client
from django.utils import timezone

from accounts.models import Membership, Registration, User
from imap.core import clock
from imap.core.audit import log as audit
from imap.core.outbox import send
from imap.core.outbox.models import OutgoingMail
from imap.reference import reference_data
from tests.factories import make_member, make_registration
from tests.sign_in import sign_in


def prepare(number: int) -> dict[str, object]:
    reference_data.load()
    staff = make_member(role="secretariat")
    rows = [make_registration() for _ in range(number)]
    return {"session": _session(staff), "numbers": [row.number for row in rows]}


def tell() -> dict[str, object]:
    mails = OutgoingMail.objects.filter(name="registration-approved")
    memberships = Membership.objects.filter(registration__isnull=False)
    counted = memberships.values("registration__number").annotate(count=Count("pk"))
    return {
        "states": dict(Registration.objects.values_list("number", "state")),
        "memberships": {row["registration__number"]: row["count"] for row in counted},
        "mails": list(mails.values_list("to", "message_id", "state")),
        "to": dict(Registration.objects.values_list("number", "email")),
        "faults": [str(fault) for fault in audit.verify()],
    }


def finish() -> dict[str, object]:
    """Let time pass: leases of killed senders run out, and all is done that is due."""
    OutgoingMail.objects.filter(state=OutgoingMail.State.IN_HAND).update(
        claimed_at=timezone.now() - send.LEASE * 2
    )
    OutgoingMail.objects.filter(state=OutgoingMail.State.WAITING).update(
        not_before=timezone.now()
    )
    return {"done": clock.tick()}


def _session(user: User) -> str:
    client = Client()
    sign_in(client, user)
    return client.cookies["sessionid"].value


if __name__ == "__main__":
    verb, *rest = sys.argv[1:]
    verbs = {"prepare": prepare, "tell": tell, "finish": finish}
    answer = verbs[verb](*map(int, rest))
    sys.stdout.write(json.dumps(answer))
