"""What a request is judged by, and what the judgement is; nothing here asks a database.

A look-alike address needs a second colleague; any other flag needs a written reason. A
note is told beside them and flags nothing.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any


class Severity(StrEnum):
    SECOND = "second"  # a second colleague agrees
    REASON = "reason"  # whoever decides says why
    NOTE = "note"  # told, and no flag: nothing more is asked


class Code(StrEnum):
    EDITED = "edited"
    VISUAL = "visual"
    SUB_PART = "sub_part"
    HYPHENS = "hyphens"
    ENDING = "ending"
    MIXED_SCRIPT = "mixed_script"
    DISGUISED_SCRIPT = "disguised_script"
    OTHER_STATE = "other_state"
    UNSEEN = "unseen"
    NEW_DOMAIN = "new_domain"
    DISPOSABLE = "disposable"
    FREE_MAIL = "free_mail"
    SHARED_MAILBOX = "shared_mailbox"
    VARIANTS = "variants"
    REFUSED_BEFORE = "refused_before"
    REPEATED = "repeated"
    HIDDEN_IN_NAME = "hidden_in_name"
    MIXED_NAME = "mixed_name"
    NAMESAKE = "namesake"
    UNDELIVERED = "undelivered"
    WARNED = "warned"
    MOVED = "moved"


LOOKS_ALIKE = frozenset(
    {
        Code.EDITED,
        Code.VISUAL,
        Code.SUB_PART,
        Code.HYPHENS,
        Code.ENDING,
        Code.MIXED_SCRIPT,
        Code.DISGUISED_SCRIPT,
    }
)


@dataclass(frozen=True)
class Flag:
    """One suspicion, ready to be stored as JSON and said in any language."""

    code: Code
    params: Mapping[str, Any] = field(default_factory=dict)

    @property
    def severity(self) -> Severity:
        if self.code in LOOKS_ALIKE:
            return Severity.SECOND
        return Severity.NOTE if self.code == Code.NEW_DOMAIN else Severity.REASON

    @property
    def is_note(self) -> bool:
        return self.severity == Severity.NOTE

    def as_json(self) -> dict[str, Any]:
        return {
            "code": self.code.value,
            "severity": self.severity.value,
            "params": dict(self.params),
        }

    @classmethod
    def from_json(cls, stored: Mapping[str, Any]) -> Flag:
        return cls(Code(stored["code"]), stored.get("params", {}))


@dataclass(frozen=True)
class Known:
    """A domain that decisions of this i-Map made known."""

    domain: str
    approved: int = 0
    states: frozenset[str] = frozenset()
    # Whether people of an organisation were approved there, too.
    has_organisation: bool = False
    # Whether a state asked for it to be recognised, and two of the staff agreed.
    is_recognised: bool = False

    @property
    def is_decided(self) -> bool:
        return self.approved > 0 or self.is_recognised

    def is_of(self, country: str | None) -> bool:
        """Say whether it is known for the state, or for organisations (None)."""
        if country is None:
            return self.has_organisation or not self.states
        return country in self.states


@dataclass(frozen=True)
class Earlier:
    """Another request of the same mailbox, however it was written."""

    number: int
    email_key: str
    is_refused: bool = False
    is_open: bool = False


@dataclass(frozen=True)
class Case:
    """All that is asked about one request."""

    name: str
    email_key: str
    country: str | None = None
    has_letter: bool = False
    is_recommended: bool = False
    warning: str = ""
    known: Sequence[Known] = ()
    earlier: Sequence[Earlier] = ()
    # Name and address of members, for those whose name may be the applicant's.
    members: Sequence[tuple[str, str]] = ()
    undelivered: Sequence[str] = ()
    # The former address of a member whose address changes.
    moved_from: str = ""

    @property
    def domain(self) -> str:
        return self.email_key.rpartition("@")[2]
