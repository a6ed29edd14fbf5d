"""Figures and what they stand on.

A figure never stands without its indicator, period, source and edition of that source.
Two editions of one publication are two sources. What is missing is a row without a
value and with a flag, or no row at all; it is never zero.
"""

from __future__ import annotations

from imap.statistics.models.catalogue import FromFiles, Indicator, Source
from imap.statistics.models.figures import (
    GAPS,
    CountedElsewhere,
    DataNote,
    Observation,
)
from imap.statistics.models.flows import Flow, FlowTotal, FlowType
from imap.statistics.models.releases import DataVersion, Release

__all__ = [
    "GAPS",
    "CountedElsewhere",
    "DataNote",
    "DataVersion",
    "Flow",
    "FlowTotal",
    "FlowType",
    "FromFiles",
    "Indicator",
    "Observation",
    "Release",
    "Source",
]
