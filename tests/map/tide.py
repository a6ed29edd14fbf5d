"""A toy layer that stands for those to come."""

from __future__ import annotations

from imap.core.access import Access
from imap.map.layers.kinds import KindsContent
from imap.map.layers.socket import Layer, Scene
from imap.map.layers.view import LegendRow


class TideLayer(Layer):
    """A toy: who has a coast at ebb tide, and who at flood."""

    key = "tide"
    label = "Tides"
    icon = "globe"
    position = 30
    file = "tides"
    twin = "kinds"

    def content(self, scene: Scene) -> KindsContent | None:
        if scene.dialogue != "bmp":
            return None
        ebb = LegendRow("endorsed", "Ebb tide", scene.codes[:7])
        flood = LegendRow("preparation", "Flood tide", scene.codes[7:])
        return KindsContent(
            layer=self,
            scene=scene,
            title="Tides of the coasts",
            column="Tide",
            note="On one morning",
            rows=[ebb, flood],
            other="No coast",
            summary="Seven have ebb tide.",
            source="Tide tables",
            as_of="2026-01-01",
        )


class DeskTideLayer(TideLayer):
    """The same, for the secretariat alone."""

    def visible_to(self, access: Access) -> bool:
        return access.is_secretariat
