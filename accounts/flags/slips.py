"""How many slips of the pen lie between two names, in tenths of a slip.

A letter added, left out or changed is a slip; two neighbours swapped, or a letter
written twice, half a slip; and what passes for another sign in small type, less.
"""

from __future__ import annotations

SLIP = 10
HALF = 5
_ALIKE = 3

# Signs that pass for others; the longer ones first.
PAIRS = (("rn", "m"), ("vv", "w"), ("cl", "d"), ("nn", "m"))
LETTERS = str.maketrans({"0": "o", "1": "l", "i": "l", "5": "s", "3": "e"})

_PAIRS = frozenset(PAIRS) | {(short, long) for long, short in PAIRS}


def slips_between(one: str, other: str, most: int = SLIP) -> int | None:
    """Return the least cost of turning one into the other, or None if above `most`."""
    if abs(len(one) - len(other)) * _ALIKE > most:
        return None
    before: list[int] = []
    row = _first_row(other)
    rows = [row]
    for at in range(1, len(one) + 1):
        row = _next_row(one[:at], other, rows)
        rows.append(row)
        # A swap or "rn" looks back two rows, and no further.
        before, rows = rows[-2], rows[-2:]
        if min(row) > most and min(before) > most:
            return None
    return row[-1] if row[-1] <= most else None


def _first_row(other: str) -> list[int]:
    row = [0]
    for at in range(1, len(other) + 1):
        row.append(row[-1] + _added(other[:at]))
    return row


def _next_row(one: str, other: str, rows: list[list[int]]) -> list[int]:
    """Return the costs of turning `one` into each beginning of `other`."""
    last = rows[-1]
    row = [last[0] + _added(one)]
    for at in range(1, len(other) + 1):
        model = other[:at]
        ways = [
            last[at] + _added(one),
            row[at - 1] + _added(model),
            last[at - 1] + _changed(one[-1], model[-1]),
        ]
        if (one[-1:], model[-2:]) in _PAIRS:
            ways.append(last[at - 2] + _ALIKE)
        if len(rows) > 1:
            if (one[-2:], model[-1:]) in _PAIRS:
                ways.append(rows[-2][at - 1] + _ALIKE)
            if at > 1 and one[-2:] == model[:-3:-1]:
                ways.append(rows[-2][at - 2] + HALF)
        row.append(min(ways))
    return row


def _added(text: str) -> int:
    """Return what the last letter of the text costs if the other lacks it."""
    is_half = text[-1] == "-" or text[-2:-1] == text[-1]
    return HALF if is_half else SLIP


def _changed(letter: str, model: str) -> int:
    if letter == model:
        return 0
    is_alike = letter.translate(LETTERS) == model.translate(LETTERS)
    return _ALIKE if is_alike else SLIP
