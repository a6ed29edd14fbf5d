"""Check that the events of each chain are what was written, none missing.

Names may be gone only where a later event of the same chain says so, and the chain may
start late only where an event says up to which number the oldest went.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from django.utils import timezone

from imap.core.audit.forgetting import DELETED, NAMES_ERASED
from imap.core.audit.log import commitment, digest
from imap.core.audit.models import AuditEvent, AuditHead

Ranges = list[tuple[int, int]]


@dataclass(frozen=True)
class Fault:
    """The first event of a chain that is not what was written."""

    chain: str
    number: int
    reason: str


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


def check() -> list[Fault]:
    """Verify every chain and note on each when, and what was found."""
    faults = {fault.chain: fault for fault in verify()}
    for chain in AuditHead.objects.values_list("chain", flat=True):
        fault = faults.get(chain)
        AuditHead.objects.filter(chain=chain).update(
            checked_at=timezone.now(),
            fault_number=fault.number if fault else None,
            fault_reason=fault.reason if fault else "",
        )
    return list(faults.values())


def _verify_chain(head: AuditHead) -> Fault | None:
    previous, number = head.start_digest, head.start_number
    if number != _said_to_be_deleted(head.chain):
        return Fault(head.chain, number, "the start of the chain was moved")
    erased = _said_to_be_erased(head.chain)
    # What was added after the head was read is the next check's.
    events = AuditEvent.objects.filter(chain=head.chain).order_by("number")
    for event in events.filter(number__lte=head.number).iterator():
        number += 1
        if event.number != number:
            return Fault(head.chain, number, "an event is missing")
        if event.previous != previous or event.digest != digest(event):
            return Fault(head.chain, number, "the event was changed")
        if not _names_are_right(event, erased):
            return Fault(head.chain, number, "the names of the event were changed")
        previous = event.digest
    if number != head.number or previous != head.digest:
        return Fault(head.chain, number + 1, "the end of the chain was cut off")
    return None


def _names_are_right(event: AuditEvent, erased: Ranges) -> bool:
    if event.salt:
        return event.names == commitment(event)
    if event.actor or event.target:
        return False
    return not event.names or any(a <= event.number <= b for a, b in erased)


def _said_to_be_erased(chain: str) -> Ranges:
    events = AuditEvent.objects.filter(chain=chain, action=NAMES_ERASED)
    return [
        (first, last)
        for data in events.values_list("data", flat=True)
        for first, last in data["numbers"]
    ]


def _said_to_be_deleted(chain: str) -> int:
    events = AuditEvent.objects.filter(chain=chain, action=DELETED)
    last = events.order_by("number").last()
    return int(last.data["until"]) if last else 0
