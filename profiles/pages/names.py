"""A named state of a draft, and the sections that changed since."""

from __future__ import annotations

from typing import Any

from profiles.editing.names import changed_since
from profiles.language_names import LANGUAGE_NAMES
from profiles.models import RevisionName
from profiles.pages.draft import frame


def name_page(row: RevisionName) -> dict[str, Any]:
    changes = [
        (each, LANGUAGE_NAMES[each.text.language]) for each in changed_since(row)
    ]
    return {
        **frame(row.edition),
        "row": row,
        "changes": changes,
        "texts": len(row.versions),
    }
