"""What the address asks for, mended where it does not exist."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from urllib.parse import urlencode

from django.utils.translation import gettext as _

from imap.map.layers.socket import Content, Layer

# The first is what an address without one means.
MAP, CHART, TABLE = VIEWS = ("map", "chart", "table")


@dataclass(frozen=True)
class Selection:
    """A state in which everything exists, and what had to be mended in the address.

    `values` are those of the keys of all layers: who comes back to a layer finds it as
    it was.
    """

    layer: Layer | None
    values: Mapping[str, str]
    country: str
    view: str
    messages: Sequence[str]

    @property
    def query(self) -> str:
        """Return the query that leads to this layer as it is."""
        if self.layer is None:
            return ""
        own = {key: self.values[key] for key in self.layer.keys if self.values.get(key)}
        return urlencode({"layer": self.layer.key, **own}, safe="@")

    @property
    def whole_query(self) -> str:
        """Return the query that leads to this layer with its country and its view."""
        chosen = {
            "country": self.country,
            "view": self.view if self.view != MAP else "",
        }
        told = urlencode({key: value for key, value in chosen.items() if value})
        return "&".join(part for part in (self.query, told) if part)


def selection(
    query: Mapping[str, str],
    contents: Mapping[Layer, Content],
    codes: Sequence[str],
    opening: str = "",
) -> Selection:
    """Return what is shown for a query, and say in words what did not exist.

    `opening` is the key of the layer that shows when none is asked for.
    """
    shown = _layer(query, list(contents), opening)
    values, messages = _values(query, contents, shown)
    if query.get("layer") and shown and shown.key != query["layer"]:
        messages.append(_("This i-Map has no such layer; another one is shown."))
    country = query.get("country", "")
    if country and country not in codes:
        messages.append(_("The code asked for is not of a participating state."))
        country = ""
    view = query.get("view") or MAP
    if view not in VIEWS or (view == CHART and not (shown and shown.has_chart)):
        messages.append(_("There is no such view; the map is shown."))
        view = MAP
    return Selection(shown, values, country, view, messages)


def opening_layer(layers: Sequence[Layer], key: str) -> Layer | None:
    """Return the layer that a first visit shows."""
    named = [layer for layer in layers if layer.key == key]
    return next(iter([*named, *layers]), None)


def _values(
    query: Mapping[str, str], contents: Mapping[Layer, Content], shown: Layer | None
) -> tuple[dict[str, str], list[str]]:
    """Return the values of all layers, and what had to be mended for the one shown.

    Layers may share a key, such as the year: the one that is shown has the last word.
    """
    mended = {layer: content.mended(query) for layer, content in contents.items()}
    values: dict[str, str] = {}
    for own, _messages in mended.values():
        values |= own
    if shown is None:
        return values, []
    own, messages = mended[shown]
    return values | own, list(messages)


def _layer(
    query: Mapping[str, str], layers: Sequence[Layer], opening: str
) -> Layer | None:
    """Return the layer asked for by name or by a key of its own, else the opening."""
    named = [layer for layer in layers if layer.key == query.get("layer")]
    meant = [
        layer
        for layer in layers
        if not query.get("layer") and layer.keys and query.get(layer.keys[0])
    ]
    return next(iter([*named, *meant]), None) or opening_layer(layers, opening)
