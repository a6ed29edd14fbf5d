"""Rows that know no domain: what happened, and what goes out by mail."""

from __future__ import annotations

from imap.core.audit.models import AuditEvent, AuditHead
from imap.core.limits import Limit
from imap.core.outbox.models import OutgoingMail

__all__ = ["AuditEvent", "AuditHead", "Limit", "OutgoingMail"]
