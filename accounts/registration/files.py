"""Files of requests go with their rows, and only once the rows are gone for good."""

from __future__ import annotations

from django.db import transaction

from accounts.models import EvidenceFile


def delete(evidence: EvidenceFile) -> None:
    """Delete the row now and the file on commit: a rollback must find both."""
    file = evidence.file
    storage, name = file.storage, file.name
    evidence.delete()
    if name:
        transaction.on_commit(lambda: storage.delete(name))
