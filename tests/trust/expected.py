"""What the table means for one actor, one i-Map and one method."""

from __future__ import annotations

from tests.trust.actors import belongs
from tests.trust.table import For, Row

SIGN_IN, NOT_A_MEMBER, NOT_YOURS, NO_STEP = 302, 403, 404, 405
READING = ("GET", "HEAD")
# Methods no address here answers to.
UNUSED = ("PUT", "PATCH", "DELETE")


def expected(row: Row, actor: str, dialogue: str, method: str) -> int:
    """Return the status code that must come back."""
    refusal = _refusal(row, actor, dialogue)
    if refusal is not None:
        return refusal
    if method in UNUSED:
        return NO_STEP
    if row.stranger and method in READING:
        return row.stranger[actor != "anonymous"]
    return row.get if method in READING else row.post


def _refusal(row: Row, actor: str, dialogue: str) -> int | None:
    if row.audience is For.EVERYBODY:
        return None
    if row.audience is For.SIGNED_IN:
        return SIGN_IN if actor == "anonymous" else None
    if row.audience is For.DATA:
        return None if belongs(actor, dialogue) else NOT_A_MEMBER
    if actor == "anonymous":
        return SIGN_IN
    if not belongs(actor, dialogue):
        return NOT_A_MEMBER
    is_desk = row.audience is For.SECRETARIAT
    return NOT_YOURS if is_desk and not actor.startswith("secretariat") else None
