from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand
from django.db import transaction

from imap.core.discovery import modules_named


class Command(BaseCommand):
    help = "Load i-Maps, countries, templates and indicators; safe to repeat."

    @transaction.atomic
    def handle(self, *args: Any, **options: Any) -> None:
        for config, module in modules_named("reference_data"):
            module.load()
            self.stdout.write(f"{config.label}: loaded")
