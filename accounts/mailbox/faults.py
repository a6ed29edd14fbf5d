"""What of a mailbox could not be read: listed for the staff until it could."""

from __future__ import annotations

from datetime import timedelta

from django.db.models import F, QuerySet
from django.utils import timezone

from accounts.mailbox.models import Fault

# A letter that failed so often is tried once a day: others need the time.
_TRIES = 5
_REST = timedelta(days=1)
_REASON = 500


def of(dialogue: str) -> QuerySet[Fault]:
    return Fault.objects.filter(dialogue=dialogue)


def note(dialogue: str, place: str, key: str, reason: str) -> None:
    """Write down that a letter failed, or its folder where `key` is empty."""
    now, reason = timezone.now(), reason[:_REASON]
    fault, is_new = Fault.objects.get_or_create(
        dialogue_id=dialogue,
        place=place,
        key=key,
        defaults={"reason": reason, "first_at": now, "last_at": now},
    )
    if not is_new:
        Fault.objects.filter(pk=fault.pk).update(
            reason=reason, last_at=now, tries=F("tries") + 1
        )


def clear(dialogue: str, place: str, key: str = "") -> None:
    of(dialogue).filter(place=place, key=key).delete()


def clear_gone(dialogue: str, place: str, keys: list[str]) -> set[str]:
    """Forget letters that are there no more; return the keys of those that are."""
    rows = of(dialogue).filter(place=place).exclude(key="")
    failed = set(rows.values_list("key", flat=True))
    gone = failed - set(keys)
    rows.filter(key__in=gone).delete()
    return failed - gone


def resting(dialogue: str, place: str) -> set[str]:
    """Return the keys of letters that are not tried now."""
    rows = of(dialogue).filter(place=place, tries__gte=_TRIES)
    recent = rows.filter(last_at__gt=timezone.now() - _REST)
    return set(recent.values_list("key", flat=True))
