"""The steps of a request for access, one verb each; `states` is their table.

Each step asks for permission, locks, looks at the state, saves, records, and writes its
mail, in one transaction.
"""

from __future__ import annotations

from accounts.registration.answers import Application
from accounts.registration.applying import (
    accept,
    answer,
    confirm,
    correct,
    may_reopen,
    may_use,
    open_request,
    reopen,
    send_link,
    submit,
    withdraw,
)
from accounts.registration.nominating import LetterData, Named, nominate, prepare
from accounts.registration.resending import resend, resend_to
from accounts.registration.reviewing import (
    approve,
    ask,
    claim,
    refuse,
    release,
    reopen_refused,
    rule_for,
    second,
    send_back,
    send_now,
    undo,
)
from accounts.registration.settling import (
    lapse,
    lapse_unanswered,
    release_left,
    remind,
    settle_due,
    tell_of_delay,
)
from accounts.registration.states import Rule
from accounts.registration.vouching import attach, detach, may_recommend, recommend

__all__ = [
    "Application",
    "LetterData",
    "Named",
    "Rule",
    "accept",
    "answer",
    "approve",
    "ask",
    "attach",
    "claim",
    "confirm",
    "correct",
    "detach",
    "lapse",
    "lapse_unanswered",
    "may_recommend",
    "may_reopen",
    "may_use",
    "nominate",
    "open_request",
    "prepare",
    "recommend",
    "refuse",
    "release",
    "release_left",
    "remind",
    "reopen",
    "reopen_refused",
    "resend",
    "resend_to",
    "rule_for",
    "second",
    "send_back",
    "send_link",
    "send_now",
    "settle_due",
    "submit",
    "tell_of_delay",
    "undo",
    "withdraw",
]
