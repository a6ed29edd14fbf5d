"""Who of an i-Map reads and does what stands in a row of the table."""

from __future__ import annotations

from tests.trust.row import For

_ROLE = {
    For.EVERYBODY: "reader",
    For.SIGNED_IN: "reader",
    For.MEMBERS: "reader",
    For.DATA: "reader",
    For.CONTACT_POINT: "contact_point",
}


def whose(audience: For, dialogue: str) -> str:
    """Return an actor of the i-Map to whom the door is open."""
    return f"{_ROLE.get(audience, 'secretariat')} {dialogue}"
