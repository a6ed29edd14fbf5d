"""Modules that rooms have under an agreed name: reference data, demo, admin."""

from __future__ import annotations

from collections.abc import Collection
from importlib import import_module
from importlib.util import find_spec
from types import ModuleType

from django.apps import AppConfig, apps


def modules_named(
    name: str, *, without: Collection[str] = ()
) -> list[tuple[AppConfig, ModuleType]]:
    """Return each app that has a module of that name, in the order of the settings.

    All of them are imported, and an error inside one is not swallowed; apps named in
    `without` are left alone.
    """
    configs = [each for each in apps.get_app_configs() if each.name not in without]
    paths = [(config, f"{config.name}.{name}") for config in configs]
    return [(config, import_module(path)) for config, path in paths if find_spec(path)]
