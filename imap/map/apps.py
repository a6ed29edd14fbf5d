from __future__ import annotations

from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules


class MapConfig(AppConfig):
    name = "imap.map"
    label = "map"

    def ready(self) -> None:
        # Rooms above and beside plug their layers in by a module of this name.
        autodiscover_modules("map_layers")
