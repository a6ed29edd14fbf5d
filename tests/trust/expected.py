"""What the table means for one actor, one i-Map and one method."""

from __future__ import annotations

from tests.trust.actors import belongs
from tests.trust.row import For, Row

SIGN_IN, NOT_A_MEMBER, NOT_YOURS, NO_STEP = 302, 403, 404, 405
SERVER_ERROR = 500
ALLAUTH = ("/accounts/", "/en/accounts/")
READING = ("GET", "HEAD")
# The editor among the actors is of no state.
ROLES = {
    For.SECRETARIAT: ("secretariat",),
    For.CONTACT_POINT: ("contact_point",),
    For.EDITORS: ("reviewer", "editor", "contact_point", "secretariat"),
    For.REVIEWERS: ("reviewer", "contact_point", "secretariat"),
    For.WRITERS: ("contact_point", "secretariat"),
    For.PUBLISHERS: ("secretariat",),
}
# The gate lets every editor in; whose draft it is, the step itself asks.
INSIDE = {
    For.REVIEWERS: ("editor",),
    For.WRITERS: ("editor", "reviewer"),
    For.PUBLISHERS: ("editor", "reviewer", "contact_point"),
}
# Methods no address here answers to.
UNUSED = ("PUT", "PATCH", "DELETE")


def is_right(status: int, row: Row, actor: str, dialogue: str, method: str) -> bool:
    """Say whether the answer is the one of the table."""
    if row.own_state and actor != "anonymous":
        return status < SERVER_ERROR
    if method in UNUSED and row.path.startswith(ALLAUTH):
        return status < SERVER_ERROR  # its views take PUT for POST
    return status == expected(row, actor, dialogue, method)


def expected(row: Row, actor: str, dialogue: str, method: str) -> int:
    """Return the status code that must come back."""
    audience = row.audience_of(method)
    refusal = _refusal(audience, actor, dialogue)
    answer = _answer(row, actor, method)
    if refusal is None:
        return answer
    is_inside = actor.startswith(INSIDE.get(audience, ()))
    is_other_step = belongs(actor, dialogue) and is_inside and answer == NO_STEP
    return NO_STEP if is_other_step else refusal


def _answer(row: Row, actor: str, method: str) -> int:
    if method in UNUSED:
        return NO_STEP
    if row.stranger:
        return row.stranger[actor != "anonymous"]
    return row.get if method in READING else row.post


def _refusal(audience: For, actor: str, dialogue: str) -> int | None:
    if audience is For.EVERYBODY:
        return None
    if audience is For.SIGNED_IN:
        return SIGN_IN if actor == "anonymous" else None
    if audience is For.DATA:
        return None if belongs(actor, dialogue) else NOT_A_MEMBER
    if actor == "anonymous":
        return SIGN_IN
    if not belongs(actor, dialogue):
        return NOT_A_MEMBER
    roles = ROLES.get(audience)
    return None if roles is None or actor.startswith(roles) else NOT_YOURS
