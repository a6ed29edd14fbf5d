from __future__ import annotations

from importlib import import_module
from importlib.util import find_spec
from typing import Any

from django.apps import apps
from django.core.management.base import BaseCommand
from django.db import transaction


class Command(BaseCommand):
    help = "Load i-Maps, countries, templates and indicators; safe to repeat."

    @transaction.atomic
    def handle(self, *args: Any, **options: Any) -> None:
        for config in apps.get_app_configs():
            if find_spec(f"{config.name}.reference_data"):
                import_module(f"{config.name}.reference_data").load()
                self.stdout.write(f"{config.label}: loaded")
