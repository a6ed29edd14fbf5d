"""Django's admin, for platform administrators only.

Left out of the discovery: `leaflet`, whose admin module needs the GDAL library; and the
sign-in's own tables, where an administrator could read the secrets of second factors or
move an account to another mailbox, past every step that is recorded.
"""

from __future__ import annotations

from importlib import import_module
from importlib.util import find_spec

from django.apps import apps
from django.contrib.admin.apps import SimpleAdminConfig

_LEFT_OUT = {
    "leaflet",
    "allauth.account",
    "allauth.mfa",
    "allauth.usersessions",
    "django.contrib.auth",
}


class PortalAdminConfig(SimpleAdminConfig):
    def ready(self) -> None:
        super().ready()
        for config in apps.get_app_configs():
            if config.name not in _LEFT_OUT and find_spec(f"{config.name}.admin"):
                import_module(f"{config.name}.admin")
