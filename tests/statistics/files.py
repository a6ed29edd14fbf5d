"""A copy of the seed's files with few figures, for tests that change them."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from imap.statistics import reference_data, seed_files

FIGURES_KEPT = 40


class Files:
    """Files of a seed in a folder of their own."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        shutil.copytree(seed_files.DATA, folder, dirs_exist_ok=True)
        for name in ("observations", "flows", "flow_totals"):
            self.write(name, self.lines(name)[: FIGURES_KEPT + 1])

    def lines(self, name: str) -> list[str]:
        path = self.folder / f"{name}.csv"
        return path.read_text("utf-8").splitlines()

    def write(self, name: str, lines: Iterable[str]) -> None:
        text = "".join(f"{line}\n" for line in lines)
        (self.folder / f"{name}.csv").write_text(text, "utf-8")

    def say(self, name: str, code: str, **values: Any) -> None:
        """Change what a file of the catalogue says of a row, or have it say more."""
        rows = self._rows(name)
        row = next((row for row in rows if row["code"] == code), None)
        if row is None:
            row = {**rows[-1], "code": code}
            rows.append(row)
        row.update(values)
        self._write_rows(name, rows)

    def leave_out(self, name: str, *codes: str) -> None:
        rows = [row for row in self._rows(name) if row["code"] not in codes]
        self._write_rows(name, rows)

    def load(self) -> None:
        reference_data.load()

    def _rows(self, name: str) -> list[dict[str, Any]]:
        rows: list[dict[str, Any]] = json.loads(
            (self.folder / f"{name}.json").read_text("utf-8")
        )
        return rows

    def _write_rows(self, name: str, rows: list[dict[str, Any]]) -> None:
        (self.folder / f"{name}.json").write_text(json.dumps(rows), "utf-8")
