from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from accounts.mailbox import config, faults, reading


class Command(BaseCommand):
    help = "Take new letters from the mailboxes of the i-Maps; nothing there changes."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--dialogue", choices=config.configured() or None)

    def handle(self, *args: Any, **options: Any) -> None:
        wanted = [options["dialogue"]] if options["dialogue"] else config.configured()
        if not wanted:
            self.stdout.write("No mailbox is configured; see .env.example.")
        failed = [slug for slug in wanted if not self._read(slug)]
        if failed:
            raise CommandError(f"Not read to the end: {', '.join(failed)}.")

    def _read(self, slug: str) -> bool:
        outcome = reading.read(slug)
        self.stdout.write(f"{slug}: letters taken: {outcome.taken}")
        if outcome.error:
            self.stderr.write(f"{slug}: {outcome.error}")
        for fault in faults.of(slug):
            self.stderr.write(f"{slug}: {fault.place} {fault.key} {fault.reason}")
        return not (outcome.error or outcome.failed)
