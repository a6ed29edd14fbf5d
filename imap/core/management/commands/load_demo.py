from __future__ import annotations

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

from imap.core.discovery import modules_named


class Command(BaseCommand):
    help = "Load editions and people for trying out; refuses in production."

    @transaction.atomic
    def handle(self, *args: Any, **options: Any) -> None:
        if not settings.DEMONSTRATION:
            raise CommandError("Demonstration data are only for trying out.")
        for config, module in modules_named("demo"):
            lines = module.load() or []
            self.stdout.write(f"{config.label}: demonstration loaded")
            for line in lines:
                self.stdout.write(f"  {line}")
