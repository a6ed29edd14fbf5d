"""A draft as a PDF in one language: how far it is, and if it still says the same."""

from __future__ import annotations

from typing import Any

from profiles.language_names import LANGUAGE_NAMES
from profiles.models import DraftFile, Edition
from profiles.pages.draft import frame
from profiles.publication import draft_papers

# How its tag is coloured; words say the same.
TAGS = {DraftFile.State.READY: "ok", DraftFile.State.FAILED: "stop"}


def draft_pdf_page(edition: Edition, language: str) -> dict[str, Any]:
    file = draft_papers.kept(edition, language)
    stands = file.stands if file else None
    is_ready = stands == DraftFile.State.READY
    return {
        **frame(edition),
        "language": language,
        "language_name": LANGUAGE_NAMES[language],
        "file": file,
        "stands": stands,
        "tag": TAGS.get(stands, "") if stands else "",
        "is_changed": bool(
            file and is_ready and file.mark != draft_papers.mark(edition)
        ),
    }
