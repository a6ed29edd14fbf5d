"""What an applicant says: the answers of a request, checked and cleaned."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

# What an applicant says and may correct; the address is confirmed and stays.
ANSWERS = (
    "name",
    "country_id",
    "organisation_id",
    "other_organisation",
    "ministry",
    "post",
    "purpose",
    "language",
    "needed_on",
    "needed_for",
)


@dataclass(frozen=True)
class Application:
    """What an applicant typed, already checked and cleaned."""

    name: str
    email: str
    country: str | None
    organisation: int | None
    other_organisation: str
    office_name: str
    ministry: str
    post: str
    purpose: str
    language: str
    notice_version: str
    needed_on: date | None = None
    needed_for: str = ""

    def answers(self) -> dict[str, Any]:
        """Return the answers by the names of the row's columns."""
        return {
            "name": self.name,
            "country_id": self.country,
            "organisation_id": self.organisation,
            "other_organisation": self.other_organisation,
            "ministry": self.ministry,
            "post": self.post,
            "purpose": self.purpose,
            "language": self.language,
            "needed_on": self.needed_on,
            "needed_for": self.needed_for,
        }
