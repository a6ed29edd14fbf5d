"""Django's admin, for platform administrators only.

`leaflet` is left out of the discovery: its admin module needs the GDAL library, which
this portal does not.
"""

from __future__ import annotations

from importlib import import_module
from importlib.util import find_spec

from django.apps import apps
from django.contrib.admin.apps import SimpleAdminConfig

_LEFT_OUT = {"leaflet"}


class PortalAdminConfig(SimpleAdminConfig):
    def ready(self) -> None:
        super().ready()
        for config in apps.get_app_configs():
            if config.name not in _LEFT_OUT and find_spec(f"{config.name}.admin"):
                import_module(f"{config.name}.admin")
