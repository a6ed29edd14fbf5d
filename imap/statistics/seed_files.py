"""The files of `data/`: the catalogue as JSON, notes and figures as CSV."""

from __future__ import annotations

import csv
import hashlib
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any, TextIO

DATA = Path(__file__).parent / "data"


def rows_by_code(name: str) -> dict[str, dict[str, Any]]:
    """Return the rows of a JSON file by their code, without it."""
    rows = json.loads((DATA / f"{name}.json").read_text("utf-8"))
    return {row.pop("code"): row for row in rows}


def csv_rows(name: str) -> Iterator[dict[str, str]]:
    with open_csv(name) as lines:
        yield from csv.DictReader(lines)


def open_csv(name: str) -> TextIO:
    return (DATA / f"{name}.csv").open(encoding="utf-8", newline="")


def content_hash() -> str:
    """Return what changes with the name or content of any of the files."""
    whole = hashlib.sha256()
    for path in sorted(DATA.glob("*.[cj]s*")):
        whole.update(path.name.encode())
        whole.update(path.read_bytes())
    return whole.hexdigest()
