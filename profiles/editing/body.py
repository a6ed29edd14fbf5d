"""How much a section may hold, asked before anything parses it."""

from __future__ import annotations

import re

from django.utils.translation import gettext as _

MOST_CHARACTERS = 200_000
# An open element that is never closed is opened again in each paragraph after it.
MOST_UNCLOSED = 60
MOST_DEPTH = 200
_TAG = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9]*)\b[^>]*?(/?)>")
_VOID = frozenset({"br", "hr", "img", "col", "wbr", "input", "meta", "link"})


class BodyError(ValueError):
    """A text that cannot be taken as it is; the message says why."""


def check(body: str) -> None:
    """Raise BodyError for a text that is too long, or whose elements never close."""
    if len(body) > MOST_CHARACTERS:
        raise BodyError(
            _(
                "This section is too long: %(held)s characters, at most %(most)s. "
                "Nothing was saved; divide it."
            )
            % {"held": len(body), "most": MOST_CHARACTERS}
        )
    unclosed, deepest = _unclosed(body)
    if unclosed > MOST_UNCLOSED or deepest > MOST_DEPTH:
        raise BodyError(
            _(
                "This text is not well formed: elements open inside one another "
                "and do not close. Nothing was saved; paste it without formatting."
            )
        )


def _unclosed(body: str) -> tuple[int, int]:
    """Return how many elements stay open at the end, and how deep they nest."""
    depth = deepest = 0
    for closing, name, itself in _TAG.findall(body):
        if name.lower() in _VOID or itself:
            continue
        depth += -1 if closing else 1
        deepest = max(deepest, depth)
    return max(depth, 0), deepest
