"""What somebody at the desk sends."""

from __future__ import annotations

from datetime import timedelta

from django.utils import timezone

from accounts.models import Registration

QUEUE = "/en/bmp/desk/registrations/"


def decision(**changes: str) -> dict[str, str]:
    until = timezone.localdate() + timedelta(days=365)
    return {
        "role": "reader",
        "until": until.isoformat(),
        "country": "",
        "template": "",
        "reason": "",
        "version": "1",
    } | changes


def state_of(number: int = 9) -> str:
    return Registration.objects.get(dialogue="bmp", number=number).state
