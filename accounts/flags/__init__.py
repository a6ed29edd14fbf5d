"""What is odd about a request, found without a database and said in words.

`flags_of(case)` finds, `say(flag)` says; a look-alike address needs a second colleague,
every other flag a written reason.
"""

from __future__ import annotations

from accounts.flags.checks import domain_flag, flags_of, is_flagged, needs_second
from accounts.flags.facts import Case, Code, Earlier, Flag, Known, Severity
from accounts.flags.words import say, say_briefly

__all__ = [
    "Case",
    "Code",
    "Earlier",
    "Flag",
    "Known",
    "Severity",
    "domain_flag",
    "flags_of",
    "is_flagged",
    "needs_second",
    "say",
    "say_briefly",
]
