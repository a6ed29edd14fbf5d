"""Nothing here is about a person: fact about states and i-Maps."""

from __future__ import annotations

from imap.core.privacy import not_personal

_REASON = "fact about states and i-Maps"

not_personal("reference.Country", _REASON, "iso3 iso2 m49 footnote")
not_personal("reference.CountryName", _REASON, "language name sort_key search_key")
not_personal(
    "reference.Dialogue",
    _REASON,
    "slug names subtitles mailbox languages map_extent opens_with"
    " boundary_disclaimer footnotes earlier_footnotes",
)
not_personal("reference.Organisation", _REASON, "code names role")
not_personal("reference.ThematicArea", _REASON, "code names")
not_personal("reference.CountryGroup", _REASON, "code names")
not_personal("reference.Participation", _REASON, "role state")
