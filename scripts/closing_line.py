"""Add up the closing lines of several test runs into one plain line.

A skipped test counts as a failure under CI: there everything must be there.
"""

from __future__ import annotations

import os
import re
import sys
from collections import Counter
from pathlib import Path

COLOUR = re.compile(r"\x1b\[[0-9;]*m")
PYTEST = re.compile(r"(\d+) (passed|failed|skipped|errors?|xfailed|xpassed)\b")
NODE = re.compile(r"^\W*(pass|fail|skipped) (\d+)$", re.MULTILINE)
WORDS = {"pass": "passed", "fail": "failed", "error": "failed", "errors": "failed"}


def counts(output: str) -> Counter[str]:
    """Return how many tests passed, failed and were skipped in one run."""
    text = COLOUR.sub("", output)
    closing = [line for line in text.splitlines() if PYTEST.search(line)]
    if closing and " in " in closing[-1]:
        pairs = [(word, number) for number, word in PYTEST.findall(closing[-1])]
    else:
        pairs = NODE.findall(text)
    total: Counter[str] = Counter()
    for word, number in pairs:
        total[WORDS.get(word, word)] += int(number)
    return total


def main(paths: list[str]) -> int:
    total: Counter[str] = Counter()
    for path in paths:
        total += counts(Path(path).read_text(encoding="utf-8"))
    skipped = total["skipped"]
    sys.stdout.write(
        f"{total['passed']} passed, {total['failed']} failed, {skipped} skipped\n"
    )
    return int(bool(skipped) and os.environ.get("CI") == "true")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
