"""The map's own layer: the figures of an indicator."""

from __future__ import annotations

from imap.map.layers.indicator import IndicatorLayer
from imap.map.layers.socket import register

register(IndicatorLayer())
