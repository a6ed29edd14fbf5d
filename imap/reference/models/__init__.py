from __future__ import annotations

from imap.reference.models.country import Country, CountryName
from imap.reference.models.dialogue import Dialogue, Organisation, ThematicArea
from imap.reference.models.participation import CountryGroup, Participation

__all__ = [
    "Country",
    "CountryGroup",
    "CountryName",
    "Dialogue",
    "Organisation",
    "Participation",
    "ThematicArea",
]
