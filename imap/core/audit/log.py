"""Write events and verify the chain they form."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.db import models, transaction
from django.utils import timezone

from imap.core.audit.models import AuditEvent, AuditHead

if TYPE_CHECKING:
    from accounts.models import User

PLATFORM = "platform"
_TEXT = 200


@dataclass(frozen=True)
class Fault:
    """The first event of a chain that is not what was written."""

    chain: str
    number: int
    reason: str


@transaction.atomic
def record(
    action: str,
    target: models.Model | None = None,
    *,
    by: User | None = None,
    chain: str = PLATFORM,
    **data: Any,
) -> AuditEvent:
    """Append an event; `by` is empty for what an applicant or the clock did."""
    AuditHead.objects.get_or_create(chain=chain)
    head = AuditHead.objects.select_for_update().get(chain=chain)
    event = AuditEvent(
        chain=chain,
        number=head.number + 1,
        at=timezone.now(),
        action=action,
        actor_id=str(by.pk) if by else "",
        actor=str(by)[:_TEXT] if by else "",
        target_id=f"{target._meta.label_lower}:{target.pk}" if target else "",
        target=str(target)[:_TEXT] if target else "",
        data=data,
        previous=head.digest,
    )
    event.digest = digest(event)
    event.save()
    head.number, head.digest = event.number, event.digest
    head.save(update_fields=["number", "digest"])
    return event


def digest(event: AuditEvent) -> str:
    """Return the SHA-256 over everything an event says and the event before it."""
    content = {
        "chain": event.chain,
        "number": event.number,
        "at": event.at.isoformat(),
        "action": event.action,
        "actor": [event.actor_id, event.actor],
        "target": [event.target_id, event.target],
        "data": event.data,
        "previous": event.previous,
    }
    text = json.dumps(content, sort_keys=True, ensure_ascii=False)
    return hashlib.sha256(text.encode()).hexdigest()


def verify() -> Iterator[Fault]:
    """Yield the first fault of each chain: changed, missing or cut off events."""
    for head in AuditHead.objects.order_by("chain"):
        fault = _verify_chain(head)
        if fault is not None:
            yield fault
    known = AuditHead.objects.values("chain")
    headless = AuditEvent.objects.exclude(chain__in=known).order_by("chain")
    for chain in headless.values_list("chain", flat=True).distinct():
        yield Fault(chain, 0, "the chain has no head")


def _verify_chain(head: AuditHead) -> Fault | None:
    previous, number = "", 0
    events = AuditEvent.objects.filter(chain=head.chain).order_by("number")
    for event in events.iterator():
        number += 1
        if event.number != number:
            return Fault(head.chain, number, "an event is missing")
        if event.previous != previous or event.digest != digest(event):
            return Fault(head.chain, number, "the event was changed")
        previous = event.digest
    if number != head.number or previous != head.digest:
        return Fault(head.chain, number + 1, "the end of the chain was cut off")
    return None
