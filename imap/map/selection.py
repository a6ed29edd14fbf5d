"""What the address asks for, mended where it does not exist."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from urllib.parse import urlencode

from django.utils.translation import gettext as _

from imap.map.layers.socket import Content, Layer


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
        own = {key: self.values[key] for key in self.layer.keys}
        return urlencode({"layer": self.layer.key, **own}, safe="@")


def selection(
    query: Mapping[str, str], contents: Mapping[Layer, Content], codes: Sequence[str]
) -> Selection:
    """Return what is shown for a query, and say in words what did not exist."""
    values: dict[str, str] = {}
    messages: list[str] = []
    for content in contents.values():
        layer_values, mended = content.mended(query)
        values |= layer_values
        messages += mended
    country = query.get("country", "")
    if country and country not in codes:
        messages.append(_("The code asked for is not of a participating state."))
        country = ""
    view = "table" if query.get("view") == "table" else "map"
    return Selection(_layer(query, list(contents)), values, country, view, messages)


def _layer(query: Mapping[str, str], layers: Sequence[Layer]) -> Layer | None:
    """Return the layer asked for by name or by a key of its own, else the first."""
    named = [layer for layer in layers if layer.key == query.get("layer")]
    meant = [
        layer
        for layer in layers
        if not query.get("layer") and layer.keys and query.get(layer.keys[0])
    ]
    return next(iter([*named, *meant, *layers]), None)
