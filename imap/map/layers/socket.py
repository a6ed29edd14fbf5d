"""The layers socket: what gives the map a switch, a legend, a table and data.

Rooms register their layers in a module `map_layers.py`, which the map's app finds.
Page, addresses and script know a layer by these classes alone. Its twin in
`static/js/map/layers/` makes the same view in the browser.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, ClassVar

from django.templatetags.static import static
from django.utils.functional import Promise

from imap.core.access import Access
from imap.core.language import current
from imap.map.layers.view import CardPart, Export, View
from imap.reference.participants import Participant, participants


@dataclass(frozen=True)
class Scene:
    """The i-Map a layer is asked for, with its participants by name, and by whom."""

    dialogue: str
    participants: Sequence[Participant]
    access: Access

    @property
    def codes(self) -> list[str]:
        return [each.iso3 for each in self.participants]


def scene_of(dialogue: str, access: Access) -> Scene:
    return Scene(dialogue, participants(dialogue, current()), access)


class Content(ABC):
    """What a layer holds for one i-Map, in the reader's language."""

    # Whose names stand on the map whatever it shows.
    named_always: Sequence[str] = ()

    def opening(self) -> dict[str, str]:
        """Return the values of the layer's keys that a first visit begins with."""
        return {}

    def mended(self, query: Mapping[str, str]) -> tuple[dict[str, str], list[str]]:
        """Return values that exist for the layer's keys, and what was mended."""
        return {}, []

    @abstractmethod
    def view(self, values: Mapping[str, str]) -> View:
        """Return what is shown at values that `mended` gave."""

    @abstractmethod
    def script(self, values: Mapping[str, str], *, is_shown: bool) -> dict[str, Any]:
        """Return what the twin needs from the first HTML."""

    def context(self, values: Mapping[str, str]) -> dict[str, Any]:
        """Return what the layer's own templates are filled with."""
        return {}

    def answer(self) -> dict[str, Any] | None:
        """Return what `data/<file>.json` says."""
        return None

    def export(self) -> Export | None:
        """Return what `data/<file>.csv` holds."""
        return None


class Layer(ABC):
    """A switch of the map.

    `keys` are those of the address that the layer alone reads: the first says what it
    shows, the others how. `file` names its addresses under data/, where it has any.
    `templates` are its own parts of the page, by place: panel, bar, note, plain.
    `twin` is the module of the script, by default that of the same name; `style` the
    style sheet that only this layer needs. One that `has_chart` can be seen as a chart
    too.
    """

    key: ClassVar[str]
    label: ClassVar[str | Promise]
    icon: ClassVar[str]
    position: ClassVar[int]
    keys: ClassVar[Sequence[str]] = ()
    file: ClassVar[str] = ""
    templates: ClassVar[Mapping[str, str]] = {}
    twin: ClassVar[str] = ""
    style: ClassVar[str] = ""
    has_chart: ClassVar[bool] = False

    def visible_to(self, access: Access) -> bool:
        return access.is_member

    @abstractmethod
    def content(self, scene: Scene) -> Content | None:
        """Return what there is on this i-Map; None leaves the switch out."""

    def card(self, dialogue: str, iso3: str) -> CardPart | None:
        """Return what the card of a country says of this layer."""
        return None

    @property
    def script(self) -> str:
        return static(f"js/layer-{self.twin or self.key}.js")

    @property
    def style_sheet(self) -> str:
        return static(self.style) if self.style else ""


_layers: dict[str, Layer] = {}


def register(layer: Layer) -> None:
    _layers[layer.key] = layer


def withdraw(key: str) -> None:
    """Take a layer out again, as a test does with its own."""
    del _layers[key]


def layers_for(access: Access) -> list[Layer]:
    """Return the layers a person may see, in the order of the switch."""
    seen = [layer for layer in _layers.values() if layer.visible_to(access)]
    return sorted(seen, key=lambda layer: layer.position)


def contents_for(access: Access, scene: Scene) -> dict[Layer, Content]:
    """Return the layers that have something to show, in the order of the switch."""
    contents = {layer: layer.content(scene) for layer in layers_for(access)}
    return {
        layer: content for layer, content in contents.items() if content is not None
    }
