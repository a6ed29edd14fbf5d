"""The templates of profiles, and the typesetter that fills them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from imap.core import typesetting

TEMPLATES = Path(__file__).resolve().parent / "template"


def typeset(
    report: Mapping[str, Any], day: dt.date, template: str = "report.typ"
) -> bytes:
    """Return the report as a tagged PDF (PDF/UA-1), dated to the start of a day."""
    return typesetting.typeset(report, day, TEMPLATES / template)
