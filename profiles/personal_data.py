"""Nothing here is about a person: text about a state, signed by no person."""

from __future__ import annotations

from imap.core.privacy import not_personal

_REASON = "text about a state, signed by no person"

not_personal("profiles.Template", _REASON, "kind")
not_personal(
    "profiles.TemplateSection",
    _REASON,
    "code titles guidance content indicators",
)
not_personal("profiles.Profile", _REASON, "kind")
not_personal("profiles.Listing", _REASON, "status source")
not_personal("profiles.Edition", _REASON, "label state languages")
not_personal("profiles.SectionText", _REASON, "language body")
