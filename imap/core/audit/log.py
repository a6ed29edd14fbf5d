"""Write events. `verification` checks the chain they form, `forgetting` shortens it."""

from __future__ import annotations

import hashlib
import json
import secrets
from typing import TYPE_CHECKING, Any

from django.db import models, transaction
from django.utils import timezone

from imap.core.audit.models import AuditEvent, AuditHead

if TYPE_CHECKING:
    from accounts.models import User

PLATFORM = "platform"
_TEXT = 200


@transaction.atomic
def record(
    action: str,
    target: models.Model | None = None,
    *,
    by: User | None = None,
    chain: str,
    **data: Any,
) -> AuditEvent:
    """Append an event to the chain of an i-Map, or of the platform.

    `by` is empty for what an applicant or the clock did.
    `data` is hashed for good: never what tells of a person. Names go with the target.
    """
    if not chain:
        raise ValueError(f"{action}: an event belongs to a chain")
    if "@" in json.dumps(data):
        raise ValueError(f"{action}: an address in the data could never be erased")
    head = lock(chain)
    event = AuditEvent(
        chain=chain,
        number=head.number + 1,
        at=timezone.now(),
        action=action,
        actor_id=str(by.pk) if by else "",
        actor=str(by)[:_TEXT] if by else "",
        target_id=target_id(target) if target else "",
        target=str(target)[:_TEXT] if target else "",
        data=data,
        previous=head.digest,
    )
    if event.actor or event.target:
        event.salt = secrets.token_hex(16)
        event.names = commitment(event)
    event.digest = digest(event)
    event.save()
    head.number, head.digest = event.number, event.digest
    head.save(update_fields=["number", "digest"])
    return event


def steps_of(user: User, chain: str) -> int:
    """Return how many steps of a person the chain holds: each that changed something.

    What a step left as it was is not recorded, so it does not count.
    """
    return AuditEvent.objects.filter(chain=chain, actor_id=str(user.pk)).count()


def lock(chain: str) -> AuditHead:
    AuditHead.objects.get_or_create(chain=chain)
    return AuditHead.objects.select_for_update().get(chain=chain)


def target_id(target: models.Model) -> str:
    return f"{target._meta.label_lower}:{target.pk}"


def commitment(event: AuditEvent) -> str:
    """Return what binds the names to the event without telling them."""
    return _sha256([event.salt, event.actor, event.target])


def digest(event: AuditEvent) -> str:
    """Return the SHA-256 over everything an event says and the event before it."""
    return _sha256(
        {
            "chain": event.chain,
            "number": event.number,
            "at": event.at.isoformat(),
            "action": event.action,
            "actor": event.actor_id,
            "target": event.target_id,
            "names": event.names,
            "data": event.data,
            "previous": event.previous,
        }
    )


def _sha256(content: Any) -> str:
    text = json.dumps(content, sort_keys=True, ensure_ascii=False)
    return hashlib.sha256(text.encode()).hexdigest()
