"""The states of a request and the steps between them: a table without side effects.

A step that the table does not list from a state is not possible there; what a step
needs besides (permission, version, a second colleague) is asked by the step itself.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum, StrEnum, auto

from accounts.models import Registration

State = Registration.State


class Step(StrEnum):
    """Every verb: who takes it stands in trust (applicant, staff, clock)."""

    CONFIRM = "confirm"  # applicant
    ACCEPT = "accept"  # the person a letter named
    CORRECT = "correct"  # applicant
    ANSWER = "answer"  # applicant
    ATTACH = "attach"  # applicant, secretariat
    DETACH = "detach"  # applicant
    WITHDRAW = "withdraw"  # applicant
    RECOMMEND = "recommend"  # contact point of the state
    CLAIM = "claim"  # secretariat
    RELEASE = "release"  # secretariat, clock
    ASK = "ask"  # secretariat
    APPROVE = "approve"  # secretariat
    REFUSE = "refuse"  # secretariat
    SECOND = "second"  # another member of the secretariat
    RETURN = "return"  # another member of the secretariat
    UNDO = "undo"  # secretariat
    SETTLE = "settle"  # clock, secretariat
    LAPSE = "lapse"  # clock
    REOPEN = "reopen"  # applicant; after a refusal another member of the secretariat


class Rule(Enum):
    """How many people a decision takes, and what the i-Map's staff allows."""

    ONE = auto()
    TWO = auto()
    # Two are needed and there is only one: a reason, and a working day to object.
    ALONE = auto()


@dataclass(frozen=True)
class Arrow:
    """From which states a step starts and where it may lead."""

    start: frozenset[str]
    end: frozenset[str]


def _arrow(start: tuple[str, ...], *end: str) -> Arrow:
    return Arrow(frozenset(start), frozenset(end))


_FREE = (State.WAITING, State.IN_REVIEW)
_UNDECIDED = (*_FREE, State.NEEDS_INFO)
_PENDING = (State.COSIGN, State.HELD)

TABLE: Mapping[Step, Arrow] = {
    Step.CONFIRM: _arrow((State.LINK_SENT,), State.WAITING, State.REPEATED),
    Step.ACCEPT: _arrow((State.INVITED,), State.APPROVED),
    # Who changes an answer takes a pending decision back to the queue with it.
    Step.CORRECT: _arrow((*_UNDECIDED, *_PENDING), *_UNDECIDED),
    Step.ATTACH: _arrow((*_UNDECIDED, *_PENDING), *_UNDECIDED),
    Step.DETACH: _arrow((*_UNDECIDED, *_PENDING), *_UNDECIDED),
    Step.ANSWER: _arrow((State.NEEDS_INFO,), State.WAITING),
    Step.WITHDRAW: _arrow(
        (State.LINK_SENT, State.INVITED, State.LAPSED, *_UNDECIDED, *_PENDING),
        State.WITHDRAWN,
    ),
    Step.RECOMMEND: _arrow((*_UNDECIDED, *_PENDING), *_UNDECIDED),
    Step.CLAIM: _arrow(_FREE, State.IN_REVIEW),
    Step.RELEASE: _arrow((State.IN_REVIEW,), State.WAITING),
    Step.ASK: _arrow(_FREE, State.NEEDS_INFO),
    Step.APPROVE: _arrow(_FREE, State.COSIGN, State.HELD),
    Step.REFUSE: _arrow(_FREE, State.HELD),
    Step.SECOND: _arrow((State.COSIGN,), State.HELD),
    Step.RETURN: _arrow((State.COSIGN,), State.WAITING, State.WITHDRAWN),
    Step.UNDO: _arrow((State.HELD,), State.IN_REVIEW, State.WITHDRAWN),
    Step.SETTLE: _arrow((State.HELD,), State.APPROVED, State.REFUSED, State.INVITED),
    Step.LAPSE: _arrow((State.NEEDS_INFO, State.INVITED), State.LAPSED),
    Step.REOPEN: _arrow((State.LAPSED, State.REFUSED), State.WAITING),
}


def may(step: Step, state: str) -> bool:
    return state in TABLE[step].start


def leads_to(step: Step, state: str) -> bool:
    return state in TABLE[step].end
