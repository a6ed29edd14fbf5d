"""Rows that know no domain: what happened, and what goes out by mail."""

from __future__ import annotations

from imap.core.audit.models import AuditEvent, AuditHead
from imap.core.limits import Limit
from imap.core.outbox.models import HeldAddress, OutgoingMail

__all__ = ["AuditEvent", "AuditHead", "HeldAddress", "Limit", "OutgoingMail"]
