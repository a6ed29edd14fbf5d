from __future__ import annotations

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from imap.core.audit import anchor
from imap.core.audit.models import AuditEvent
from imap.core.audit.verification import check


class Command(BaseCommand):
    help = "Recompute the hash chains of the audit log; fail when one is broken."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--anchor", type=Path, help="a file of signed anchors")
        parser.add_argument(
            "--key", default="", help="the public key of the anchors, in base64"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        faults = [
            f"{fault.chain}: event {fault.number}: {fault.reason}" for fault in check()
        ]
        if options["anchor"]:
            faults += _against(options["anchor"], options["key"])
        for fault in faults:
            self.stderr.write(fault)
        if faults:
            raise CommandError("The audit log is not what was written.")
        self.stdout.write(f"{AuditEvent.objects.count()} events, every chain is whole.")


def _against(path: Path, key: str) -> list[str]:
    try:
        public = anchor.public_key(key)
        with path.open(encoding="utf-8") as lines:
            return [
                f"{path} line {fault.line}: {fault.chain} event {fault.number}:"
                f" {fault.reason}"
                for fault in anchor.verify(lines, public)
            ]
    except (OSError, anchor.AnchorKeyError) as error:
        raise CommandError(str(error)) from error
