"""Read tests/mutants.toml: what is mutated, which tests meet it, who may survive."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from pathlib import Path

LEDGER = Path("tests/mutants.toml")
Key = tuple[str, str, str, str]


@dataclass(frozen=True)
class Room:
    """A module, or a folder of them, and the tests that are run for it."""

    path: str
    tests: list[str]

    def modules(self) -> list[str]:
        if self.path.endswith(".py"):
            return [self.path]
        return [str(path) for path in sorted(Path(self.path).rglob("*.py"))]


@dataclass(frozen=True)
class Ledger:
    rooms: list[Room]
    survivors: dict[Key, str]

    def narrowed(self, paths: list[str]) -> Ledger:
        """Return what concerns these paths alone; all of it where none is named."""
        if not paths:
            return self
        rooms = [self._room_of(path.rstrip("/")) for path in paths]
        modules = {module for room in rooms for module in room.modules()}
        kept = {key: why for key, why in self.survivors.items() if key[0] in modules}
        return Ledger(rooms, kept)

    def _room_of(self, path: str) -> Room:
        for room in self.rooms:
            if path == room.path or path in room.modules():
                return Room(path, room.tests)
        raise SystemExit(f"{LEDGER} has no {path}")


def read() -> Ledger:
    told = tomllib.loads(LEDGER.read_text(encoding="utf-8"))
    survivors: dict[Key, str] = {}
    for each in told.get("survivor", []):
        key = (each["path"], each["operator"], each["line"], each["becomes"])
        if key in survivors or not each["reason"].strip():
            raise SystemExit(f"{LEDGER}: twice, or without a reason: {key}")
        survivors[key] = each["reason"]
    rooms = [Room(each["path"].rstrip("/"), each["tests"]) for each in told["room"]]
    return Ledger(rooms, survivors)
