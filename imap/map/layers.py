"""The layers socket: what gives the map a switch, a payload and a legend.

Rooms register their layers in a module `map_layers.py`, which the map's app finds.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from django.utils.functional import Promise

from imap.core.access import Access


@dataclass(frozen=True)
class LegendRow:
    """One kind of country: its swatch, its words and who is of it."""

    kind: str
    label: str
    codes: Sequence[str] = ()
    bound: str = ""

    @property
    def count(self) -> int:
        return len(self.codes)


@dataclass(frozen=True)
class StatusPayload:
    """What a layer of named kinds shows; a country is in one row at most."""

    title: str
    note: str
    rows: Sequence[LegendRow]
    other: str
    summary: str
    source: str
    as_of: str


@dataclass(frozen=True)
class CardPart:
    """What a layer adds to the card of a country."""

    badge: str = ""
    badge_icon: str = ""
    badge_kind: str = ""
    lines: Sequence[str] = ()
    # The main button: words and address.
    action: tuple[str, str] | None = None


def _everybody(access: Access) -> bool:
    return access.is_member


@dataclass(frozen=True)
class Layer:
    """A switch of the map.

    `payload` returns None where an i-Map has nothing to show on this layer; a layer of
    indicators has its own addresses and returns nothing here.
    """

    key: str
    label: str | Promise
    icon: str
    position: int
    payload: Callable[[str, str, Sequence[str]], StatusPayload | None] | None = None
    visible_to: Callable[[Access], bool] = _everybody
    card: Callable[[str, str], CardPart | None] | None = None


_layers: dict[str, Layer] = {}


def register(layer: Layer) -> None:
    _layers[layer.key] = layer


def layers_for(access: Access) -> list[Layer]:
    """Return the layers a person may see, in the order of the switch."""
    seen = [layer for layer in _layers.values() if layer.visible_to(access)]
    return sorted(seen, key=lambda layer: layer.position)
