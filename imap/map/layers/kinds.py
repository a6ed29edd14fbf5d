"""Layers of named kinds: each participant is of one kind at most."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from imap.map.layers.socket import Content, Layer, Scene
from imap.map.layers.view import Cell, Column, Export, Legend, LegendRow, Row, View
from imap.reference.participants import Participant


@dataclass(frozen=True)
class KindsContent(Content):
    """Who is of which kind, as of a day (ISO), by one source."""

    layer: Layer
    scene: Scene
    title: str
    column: str
    note: str
    rows: Sequence[LegendRow]
    other: str
    summary: str
    source: str
    as_of: str
    named_always: Sequence[str] = ()
    # A second column of the table: its name, and words by code.
    more: tuple[str, Mapping[str, str]] | None = None

    def view(self, values: Mapping[str, str]) -> View:
        return View(
            form="kinds",
            title=self.title,
            legend=Legend(self.title, self.note, self.rows, other=self.other),
            columns=[Column(self.column), *self._more_columns()],
            rows=[
                Row(each.iso3, each.name, each.group_name, self._cells(each, label))
                for each, label in self._labelled()
            ],
            source=self.source,
            csv=self._csv,
            summary=self.summary,
        )

    def script(self, values: Mapping[str, str], *, is_shown: bool) -> dict[str, Any]:
        return {
            "title": self.title,
            "column": self.column,
            "note": self.note,
            "rows": [asdict(row) for row in self.rows],
            "more": self.more,
            "other": self.other,
            "summary": self.summary,
            "source": self.source,
            "csv": self._csv,
        }

    def answer(self) -> dict[str, Any]:
        kinds = {row.kind: list(row.codes) for row in self.rows}
        return {"as_of": self.as_of, "source": self.source, "status": kinds}

    def export(self) -> Export:
        return Export(
            about=[self.title, self.note, _("Source: %s") % self.source],
            head=["code", "name", "group", "status", "as_of", "source"],
            rows=[
                [each.iso3, each.name, each.group_name, label, self.as_of, self.source]
                for each, label in self._labelled()
            ],
        )

    def _more_columns(self) -> list[Column]:
        return [Column(self.more[0])] if self.more else []

    def _cells(self, state: Participant, label: str) -> list[Cell]:
        told = [Cell(self.more[1].get(state.iso3, ""))] if self.more else []
        return [Cell(label), *told]

    @property
    def _csv(self) -> str:
        return reverse("data:layer-csv", args=[self.scene.dialogue, self.layer.file])

    def _labelled(self) -> list[tuple[Participant, str]]:
        of = {iso3: row.label for row in self.rows for iso3 in row.codes}
        return [(each, of.get(each.iso3, "")) for each in self.scene.participants]
