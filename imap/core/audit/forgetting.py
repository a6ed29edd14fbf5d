"""Take names out of events, and the oldest events out of a chain, and say so in it.

The chain stays valid: names are covered by a salted hash alone, and the head keeps the
digest at which the chain now starts. PostgreSQL lets nothing else through (migration
`0003_privacy`).
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta

from django.db import connection, transaction
from django.db.models import QuerySet

from imap.core.audit.log import lock, record
from imap.core.audit.models import AuditEvent

# PostgreSQL lets nothing younger go, whatever the settings say (migration `0003`).
KEPT_AT_LEAST = timedelta(days=365)
NAMES_ERASED = "audit.erase_names"
DELETED = "audit.delete"


def erase_names(events: QuerySet[AuditEvent]) -> int:
    """Empty the names of these events, in every chain they stand in."""
    named = events.exclude(salt="")
    chains = list(named.order_by("chain").values_list("chain", flat=True).distinct())
    return sum(_erase_names(chain, named.filter(chain=chain)) for chain in chains)


def with_names_before(chain: str, moment: datetime) -> QuerySet[AuditEvent]:
    return AuditEvent.objects.filter(chain=chain, at__lt=moment).exclude(salt="")


def older_than(chain: str, moment: datetime) -> QuerySet[AuditEvent]:
    return AuditEvent.objects.filter(chain=chain, at__lt=moment)


@transaction.atomic
def delete_before(chain: str, moment: datetime) -> int:
    """Delete the oldest events; the chain starts after the last of them."""
    head = lock(chain)
    last = older_than(chain, moment).order_by("number").last()
    if last is None:
        return 0
    head.start_number, head.start_digest = last.number, last.digest
    head.save(update_fields=["start_number", "start_digest"])
    record(DELETED, chain=chain, until=last.number)
    return _delete(chain, last.number)


@transaction.atomic
def _erase_names(chain: str, named: QuerySet[AuditEvent]) -> int:
    lock(chain)
    numbers = list(named.order_by("number").values_list("number", flat=True))
    if not numbers:
        return 0
    _empty_names(chain, numbers)
    record(NAMES_ERASED, chain=chain, numbers=ranges(numbers))
    return len(numbers)


def _delete(chain: str, until: int) -> int:
    if connection.vendor == "postgresql":
        return _call("audit_delete(%s, %s)", chain, until)
    going = AuditEvent.objects.filter(chain=chain, number__lte=until)
    return going._raw_delete(going.db)  # noqa: SLF001 - delete() of an event refuses


def _empty_names(chain: str, numbers: list[int]) -> None:
    if connection.vendor == "postgresql":
        _call("audit_erase_names(%s, %s)", chain, numbers)
        return
    events = AuditEvent.objects.filter(chain=chain, number__in=numbers)
    events.update(actor="", target="", salt="")


def _call(function: str, chain: str, numbers: int | list[int]) -> int:
    """Ask the owner of the table to do it: the portal's own role may not."""
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {function}", (chain, numbers))
        (answer,) = cursor.fetchone()
    return int(answer)


def ranges(numbers: Iterable[int]) -> list[list[int]]:
    """Return [[1, 3], [7, 7]] for 1, 2, 3, 7."""
    runs: list[list[int]] = []
    for number in numbers:
        if runs and runs[-1][1] == number - 1:
            runs[-1][1] = number
        else:
            runs.append([number, number])
    return runs
