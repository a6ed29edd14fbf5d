"""Which of several sources is preferred: the newest edition, then the code."""

from __future__ import annotations

from imap.statistics.models import Source


def preference(source: Source) -> tuple[int, str]:
    """Return what sources are sorted by; the preferred one comes first."""
    return -source.year, source.code


def preference_columns(source: str = "source") -> tuple[str, str]:
    """Return the same for a query whose rows have a source."""
    return f"-{source}__year", f"{source}__code"
