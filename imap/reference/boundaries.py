"""Whose borders are dashed, and who is named on a map without taking part in it.

One file for page, script and recipe: `boundaries.json`, codes ISO alpha-3 and XKX for
Kosovo* (docs/outlines.md).
"""

from __future__ import annotations

import json
from pathlib import Path

_RULES = json.loads(Path(__file__).with_suffix(".json").read_text(encoding="utf-8"))
DASHED: frozenset[str] = frozenset(_RULES["dashed"])
NAMED_OUTSIDE: tuple[str, ...] = tuple(_RULES["named_outside"])
