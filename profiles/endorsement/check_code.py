"""The short code on a paper that is signed: twelve letters and figures, 7KQ4-9MXT-2CRG.

No letter is mistaken for a figure (Crockford's alphabet, which reads O as 0, I and L as
1), and the last one is a check of the others (Luhn's sum modulo 32): what is mistyped
is told from what is not known.
"""

from __future__ import annotations

import re
import secrets

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
LENGTH = 12
_GROUP = 4
_ALIKE = str.maketrans("OIL", "011")


def new() -> str:
    """Return a code that nobody can guess, without its hyphens."""
    drawn = "".join(secrets.choice(ALPHABET) for _each in range(LENGTH - 1))
    return drawn + _check(drawn)


def read(typed: str) -> str:
    """Return the code that somebody typed; "" where it cannot be one."""
    code = re.sub(r"[\W_]", "", typed).upper().translate(_ALIKE)
    if len(code) != LENGTH or not set(code) <= set(ALPHABET):
        return ""
    return code if _check(code[:-1]) == code[-1] else ""


def spelled(code: str) -> str:
    """Write a code in groups of four, as it is printed."""
    return "-".join(code[at : at + _GROUP] for at in range(0, len(code), _GROUP))


def _check(code: str) -> str:
    total = 0
    for place, letter in enumerate(reversed(code)):
        value = ALPHABET.index(letter) * (2 if place % 2 == 0 else 1)
        total += value // len(ALPHABET) + value % len(ALPHABET)
    return ALPHABET[-total % len(ALPHABET)]
