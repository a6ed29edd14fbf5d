"""Letters in the shapes that mail programs give them, made for the tests.

No letter here was ever sent. Each names what must hold of it (`Case`).
"""

from __future__ import annotations

from tests.mailbox.corpus import (
    boxes,
    calendars,
    heads,
    programs,
    reports,
    sealed,
    writings,
)
from tests.mailbox.corpus.case import Case
from tests.mailbox.corpus.voices import VOICES

__all__ = ["CASES", "Case"]

# Openings come first: what answers them finds them there.
CASES: list[Case] = [
    *map(programs.opening, VOICES),
    *(case for voice in VOICES for case in programs.answers(voice)),
    *writings.cases(),
    *heads.cases(),
    *boxes.cases(),
    *sealed.cases(),
    *calendars.cases(),
    *reports.cases(),
]
