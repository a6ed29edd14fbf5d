from __future__ import annotations

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand

from imap.core import clock


class Command(BaseCommand):
    help = "Do once what the clock does: send mails that wait, end what has run out."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--dry-run",
            action="store_true",
            help="Only say what has been kept long enough and would go, by i-Map.",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        done = clock.would_do() if options["dry_run"] else clock.tick(everything=True)
        for name, count in done.items():
            self.stdout.write(f"{name}: {count}")
