from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from imap.core.audit.models import AuditEvent
from imap.core.audit.verification import check


class Command(BaseCommand):
    help = "Recompute the hash chains of the audit log; fail when one is broken."

    def handle(self, *args: Any, **options: Any) -> None:
        faults = check()
        for fault in faults:
            self.stderr.write(f"{fault.chain}: event {fault.number}: {fault.reason}")
        if faults:
            raise CommandError("The audit log is not what was written.")
        self.stdout.write(f"{AuditEvent.objects.count()} events, every chain is whole.")
