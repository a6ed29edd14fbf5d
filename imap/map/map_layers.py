"""The map's own layers: figures of an indicator, flows of a state."""

from __future__ import annotations

from imap.map.layers.flows import FlowsLayer
from imap.map.layers.indicator import IndicatorLayer
from imap.map.layers.socket import register

register(IndicatorLayer())
register(FlowsLayer())
