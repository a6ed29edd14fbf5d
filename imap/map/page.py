"""The map page: its first HTML carries what the first view needs."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.templatetags.static import static
from django.urls import reverse

from imap.core import language
from imap.core.access import Access
from imap.map.layers.socket import Content, Layer, Scene, contents_for, scene_of
from imap.map.layers.view import EMPTY, View
from imap.map.selection import MAP, Selection, opening_layer, selection
from imap.map.words import words
from imap.reference.boundaries import NAMED_OUTSIDE
from imap.reference.models import CountryName, Dialogue
from imap.reference.participants import Participant

# What the map opens with, and what it shows to whoever looks closer.
OVERVIEW, OUTLINES = "map/overview.json", "map/outlines.json"
# What only the chart or the table needs comes with its first view.
LATER = {
    "chart": {"script": "js/chart.js", "style": "css/map-chart.css"},
    "table": {"script": "js/table.js"},
}


@dataclass(frozen=True)
class Part:
    """A template of a layer's own in the page; hidden while another layer shows."""

    key: str
    template: str
    is_shown: bool
    context: Mapping[str, Any]


@dataclass(frozen=True)
class MapPage:
    """Everything the template and the script are told."""

    dialogue: Dialogue
    scene: Scene
    contents: Mapping[Layer, Content]
    asked: Selection

    @property
    def layer_key(self) -> str:
        return self.asked.layer.key if self.asked.layer else ""

    @cached_property
    def view(self) -> View:
        if self.asked.layer is None:
            return EMPTY
        return self.contents[self.asked.layer].view(self.asked.values)

    @cached_property
    def parts(self) -> dict[str, list[Part]]:
        """Return the templates of all layers by their place in the page."""
        parts: dict[str, list[Part]] = {}
        for layer, content in self.contents.items():
            context = content.context(self.asked.values)
            for place, template in layer.templates.items():
                is_shown = layer is self.asked.layer
                part = Part(layer.key, template, is_shown, context)
                parts.setdefault(place, []).append(part)
        return parts

    def config(self) -> dict[str, Any]:
        """Return what the script reads."""
        code = language.current()
        return {
            "language": code,
            "direction": language.direction(code),
            "extent": self.dialogue.map_extent,
            "opening": self._opening(),
            "layers": [self._layer(layer) for layer in self.contents],
            "participants": [_participant(each) for each in self.scene.participants],
            "others": _names_outside(code),
            "namedAlways": sorted(
                {code for each in self.contents.values() for code in each.named_always}
            ),
            "words": words(),
            "addresses": _addresses(self.dialogue.slug),
            "parts": _parts(),
        }

    def _opening(self) -> dict[str, str]:
        """Return the state of a first visit; the address leaves out what is of it."""
        first = opening_layer(list(self.contents), self.dialogue.opens_with)
        return {"layer": first.key if first else "", "country": "", "view": MAP}

    def _layer(self, layer: Layer) -> dict[str, Any]:
        is_shown = layer is self.asked.layer
        return {
            "key": layer.key,
            "keys": layer.keys,
            "hasChart": layer.has_chart,
            "opening": self.contents[layer].opening(),
            "script": layer.script,
            "style": layer.style_sheet,
            "content": self.contents[layer].script(
                self.asked.values, is_shown=is_shown
            ),
        }


def map_page(dialogue: str, access: Access, query: Mapping[str, str]) -> MapPage:
    scene = scene_of(dialogue, access)
    contents = contents_for(access, scene)
    row = Dialogue.objects.get(pk=dialogue)
    return MapPage(
        dialogue=row,
        scene=scene,
        contents=contents,
        asked=selection(query, contents, scene.codes, row.opens_with),
    )


def _participant(each: Participant) -> dict[str, Any]:
    return {
        "code": each.iso3,
        "name": each.name,
        "group": each.group_name,
        "mark": each.footnote,
    }


def _names_outside(code: str) -> dict[str, str]:
    rows = CountryName.objects.printed().filter(
        country__in=NAMED_OUTSIDE, language=code
    )
    return {row.country_id: row.name for row in rows}


def _parts() -> dict[str, dict[str, str]]:
    return {
        name: {kind: static(path) for kind, path in files.items()}
        for name, files in LATER.items()
    }


def _addresses(dialogue: str) -> dict[str, str]:
    return {
        "overview": static(OVERVIEW),
        "outlines": static(OUTLINES),
        "card": reverse("map:card", args=[dialogue, "XXX"]),
        "country": reverse("profiles:country", args=[dialogue, "XXX"]),
    }
