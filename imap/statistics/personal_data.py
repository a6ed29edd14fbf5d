"""Nothing here is about a person: figures of publishers."""

from __future__ import annotations

from imap.core.privacy import not_personal

_REASON = "figures of publishers"

not_personal(
    "statistics.Source",
    _REASON,
    "code publication publishers titles shorts edition licence url notes loaded",
)
not_personal(
    "statistics.Indicator",
    _REASON,
    "code section names shorts definitions other_definitions unit units"
    " by_source kind palette breaks loaded",
)
not_personal("statistics.Release", _REASON, "code state titles content_hash report")
not_personal(
    "statistics.Observation",
    _REASON,
    "period breakdown published flag definition",
)
not_personal("statistics.CountedElsewhere", _REASON, "notes")
not_personal("statistics.DataNote", _REASON, "indicators kind code notes")
not_personal(
    "statistics.FlowType", _REASON, "code names units outward inward measure loaded"
)
not_personal("statistics.Flow", _REASON, "period published")
not_personal("statistics.FlowTotal", _REASON, "direction")
