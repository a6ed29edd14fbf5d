"""How much a section may hold, asked before anything parses it."""

from __future__ import annotations

import re

from django.utils.translation import gettext as _

MOST_CHARACTERS = 200_000
# What is open at the end of a paragraph is opened again in the next: a text with many
# of them grows with their square.
MOST_UNCLOSED = 60
_FORMATTING = (
    "a abbr b big cite code data em font i nobr s small strike strong sub sup tt u"
)
_TAG = re.compile(
    rf"<(/?)(?:{_FORMATTING.replace(' ', '|')})(?![a-z0-9-])", re.IGNORECASE
)


class BodyError(ValueError):
    """A text that cannot be taken as it is; the message says why."""


def check(body: str) -> None:
    """Raise BodyError for a text that is too long, or whose formatting never ends."""
    if is_too_long(body):
        raise BodyError(too_long(len(body)))
    if _unclosed(body) > MOST_UNCLOSED:
        raise malformed()


def is_too_long(body: str) -> bool:
    return len(body) > MOST_CHARACTERS


def too_long(held: int | str) -> str:
    """Return the words for a text of so many characters."""
    return _(
        "This section is too long: %(held)s characters, at most %(most)s. "
        "Nothing was saved; divide it."
    ) % {"held": held, "most": MOST_CHARACTERS}


def malformed() -> BodyError:
    """Return the error of a text that no parser could give back whole."""
    return BodyError(
        _(
            "This text is not well formed: elements open inside one another "
            "and do not close. Nothing was saved; paste it without formatting."
        )
    )


def _unclosed(body: str) -> int:
    """Return how many formatting elements are open at once, at most."""
    depth = deepest = 0
    for closing in _TAG.findall(body):
        depth = max(depth + (-1 if closing else 1), 0)
        deepest = max(deepest, depth)
    return deepest
