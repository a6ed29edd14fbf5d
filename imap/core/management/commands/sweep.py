from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand

from imap.core import clock


class Command(BaseCommand):
    help = "Do once what the clock does: send mails that wait, end what has run out."

    def handle(self, *args: Any, **options: Any) -> None:
        for name, count in clock.tick().items():
            self.stdout.write(f"{name}: {count}")
