"""Tell a letter that only says thanks: nobody need do anything about it.

Every word has to be of such a letter; one word more, a number or a question, and it is
read by somebody.
"""

from __future__ import annotations

import json
import re
from functools import cache
from pathlib import Path

from accounts.mailbox import folding

_WORDS = Path(__file__).parent / "data" / "thanks.json"
_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
_LONGEST = 1000
_GREETING = 60


def is_thanks(text: str) -> bool:
    """Say so of the letter's own words, whatever it quotes below them."""
    own = folding.own_words(text)
    said = _body(own)
    if not said or len(own) > _LONGEST or re.search(r"[\d?؟]", said):
        return False
    words = set(_WORD.findall(said.casefold()))
    known = _known()
    return bool(words & known["thanks"]) and words <= known["thanks"] | known["with_it"]


def _body(text: str) -> str:
    """Return what stands between the greeting and the farewell."""
    lines = [line.strip() for line in text.strip().split("\n") if line.strip()]
    if lines and _begins(lines[0], "greetings") and len(lines[0]) <= _GREETING:
        # "Dear Jana, thank you": the greeting ends with its comma.
        lines[0] = lines[0].replace("،", ",").partition(",")[2]
    kept: list[str] = []
    for line in lines:
        if line in ("--", "—") or (kept and _begins(line, "farewells")):
            break
        kept.append(line)
    return " ".join(kept).strip()


def _begins(line: str, kind: str) -> bool:
    said = line.casefold()
    return any(
        said == word or said.startswith((f"{word} ", f"{word},", f"{word}!"))
        for word in _known()[kind]
    )


@cache
def _known() -> dict[str, set[str]]:
    rows = json.loads(_WORDS.read_text(encoding="utf-8"))
    return {kind: {word.casefold() for word in words} for kind, words in rows.items()}
