from __future__ import annotations

from importlib import import_module
from importlib.util import find_spec
from typing import Any

from django.apps import apps
from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction


class Command(BaseCommand):
    help = "Load editions and people for trying out; refuses in production."

    @transaction.atomic
    def handle(self, *args: Any, **options: Any) -> None:
        if not settings.DEMONSTRATION:
            raise CommandError("Demonstration data are only for trying out.")
        for config in apps.get_app_configs():
            if find_spec(f"{config.name}.demo"):
                lines = import_module(f"{config.name}.demo").load() or []
                self.stdout.write(f"{config.label}: demonstration loaded")
                for line in lines:
                    self.stdout.write(f"  {line}")
