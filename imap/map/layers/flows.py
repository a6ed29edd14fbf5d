"""The layer of flows: what goes between one state and the others, in one year."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy

from imap.core.language import current
from imap.map import bodies, payloads
from imap.map.flows.question import BOTH, KEYS, LEASTS, SCALES, TOPS, WAYS, question
from imap.map.flows.view import FlowsView, note
from imap.map.flows.words import choices, words
from imap.map.layers.socket import Content, Layer, Scene
from imap.map.layers.view import View
from imap.statistics.models import FlowType

FLOWS = bodies.FLOWS


@dataclass(frozen=True)
class FlowsContent(Content):
    """The types of flows an i-Map holds, by code; never without one."""

    scene: Scene
    # What the stored overview says of each type: its years, its largest figure.
    overview: Mapping[str, Mapping[str, Any]]

    def opening(self) -> dict[str, str]:
        values = question({}, self._years, self.scene.codes).values
        return {key: values[key] for key in KEYS}

    def mended(self, query: Mapping[str, str]) -> tuple[dict[str, str], list[str]]:
        asked = question(query, self._years, self.scene.codes)
        return dict(asked.values), list(asked.messages)

    def view(self, values: Mapping[str, str]) -> View:
        shown = self._view(values)
        country = values.get("country", "")
        return View(
            form="flows",
            title=shown.title,
            legend=shown.legend,
            columns=shown.columns if country else [],
            rows=shown.rows,
            source=self._source(shown.kind),
            csv=self._address("flows-csv", country) if country else "",
            about=shown.kind.source.notes.text(current()),
            definition=shown.kind.source.notes.text(current()),
            summary=shown.summary,
            marks=shown.marks(self.overview[values["flow"]]["most"]),
        )

    def context(self, values: Mapping[str, str]) -> dict[str, Any]:
        return {
            "values": values,
            # Asked for by the form without script alone.
            "types": lambda: [(code, row.names) for code, row in self._kinds.items()],
            "years": self._years[values["flow"]],
            "participants": self.scene.participants,
            "choices": choices(),
        }

    def script(self, values: Mapping[str, str], *, is_shown: bool) -> dict[str, Any]:
        return {
            "years": self._years,
            "choices": {"way": WAYS, "top": TOPS, "least": LEASTS, "scale": SCALES},
            "about": reverse("map:flows", args=[self.scene.dialogue]),
            "figures": self._address("flows", "KEY"),
            "csv": self._address("flows-csv", "KEY"),
        }

    def about(self) -> dict[str, Any]:
        """Return what the script tells of every type, in the reader's language."""
        types = {code: self._type(row) for code, row in self._kinds.items()}
        return {"types": types, "words": words(), "choices": choices()}

    def _type(self, row: FlowType) -> dict[str, Any]:
        language = current()
        shown = FlowsView(row, {"way": BOTH}, {}, [], language)
        return {
            "name": row.names.text(language),
            "unit": row.units.text(language),
            "out": row.outward.text(language),
            "in": row.inward.text(language),
            "hasShares": shown.has_shares,
            "decimals": shown.decimals,
            "span": row.span,
            "most": self.overview[row.code]["most"],
            "note": note(row),
            "source": self._source(row),
            "definition": row.source.notes.text(language),
        }

    def _view(self, values: Mapping[str, str]) -> FlowsView:
        country = values.get("country", "")
        body = payloads.read(self.scene.dialogue, f"{FLOWS}:{country}") or {}
        figures = body.get("types", {}).get(values["flow"], {})
        kind = self._kinds[values["flow"]]
        return FlowsView(kind, values, figures, self.scene.participants, current())

    def _source(self, row: FlowType) -> str:
        return f"{row.source.shorts.text(current())} ({row.source.edition})"

    def _address(self, name: str, iso3: str) -> str:
        # The script puts the code in, which is no code yet.
        address = reverse(f"data:{name}", args=[self.scene.dialogue, "XXX"])
        return address.replace("XXX", iso3)

    @property
    def _years(self) -> dict[str, list[str]]:
        return {code: told["years"] for code, told in self.overview.items()}

    @cached_property
    def _kinds(self) -> dict[str, FlowType]:
        rows = FlowType.objects.filter(code__in=self.overview).select_related("source")
        by_code = {row.code: row for row in rows}
        return {code: by_code[code] for code in self.overview}


class FlowsLayer(Layer):
    """Flows between one state and the others."""

    key = "flows"
    label = gettext_lazy("Flows")
    icon = "flows"
    position = 30
    keys = KEYS
    style = "css/map-flows.css"
    templates = {
        "panel": "map/layers/_flows_panel.html",
        "bar": "map/layers/_flows_years.html",
        "plain": "map/layers/_flows_plain.html",
    }

    def content(self, scene: Scene) -> FlowsContent | None:
        overview = (payloads.read(scene.dialogue, FLOWS) or {"types": {}})["types"]
        return FlowsContent(scene, overview) if overview else None
