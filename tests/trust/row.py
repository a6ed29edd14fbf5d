"""What the table of addresses says of each of them."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum, auto


class For(Enum):
    EVERYBODY = auto()
    SIGNED_IN = auto()
    MEMBERS = auto()
    SECRETARIAT = auto()
    CONTACT_POINT = auto()
    EDITORS = auto()
    WRITERS = auto()  # whoever writes the profile of the state named
    REVIEWERS = auto()  # whoever reads its drafts: those, and its reviewers
    PUBLISHERS = auto()  # the secretariat, in the area of those who write
    DATA = auto()


@dataclass(frozen=True)
class Row:
    """`get` and `post` are the answers to those the address is for.

    `post` is the answer to an empty form; 405 where there is no step. `stranger` is
    set for sign-in pages, which answer a stranger and a person signed in differently.
    `own_state` is set where the answer to a person depends on the own account (second
    factor, password): strangers are turned away, the person never meets an error.
    `post_for` names whom a step is for, where more people read the page.
    """

    audience: For
    path: str
    get: int = 200
    post: int = 405
    stranger: tuple[int, int] | None = None
    own_state: bool = False
    post_for: For | None = None

    def audience_of(self, method: str) -> For:
        return self.post_for if self.post_for and method == "POST" else self.audience
