"""What is odd about a letter, as codes that are stored and sentences that are read."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from enum import StrEnum
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts import flags as of_domains
from accounts.flags import Flag

Stored = dict[str, Any]


class Mark(StrEnum):
    # --- somebody may pretend to be somebody else ---
    OWN_DOMAIN = "own_domain"
    KNOWN_UNPROVEN = "known_unproven"
    FAILED = "failed"
    NAME_HAS_ADDRESS = "name_has_address"
    REPLY_ELSEWHERE = "reply_elsewhere"
    LOOK_ALIKE = "look_alike"
    SEVERAL_FROM = "several_from"
    OTHER_SENDER = "other_sender"
    REPEATED_ID = "repeated_id"
    HIDDEN = "hidden"
    # --- something is missing or was left out ---
    NO_FROM = "no_from"
    NO_ID = "no_id"
    NO_DATE = "no_date"
    FUTURE = "future"
    CHARSET = "charset"
    CUT = "cut"
    HTML = "html"
    SEALED = "sealed"
    FILES_LEFT = "files_left"
    TOO_LARGE = "too_large"
    UNREADABLE = "unreadable"
    NOT_SENT_ON = "not_sent_on"
    FORWARDED = "forwarded"


SUSPICIOUS = frozenset(
    {
        Mark.OWN_DOMAIN,
        Mark.KNOWN_UNPROVEN,
        Mark.FAILED,
        Mark.NAME_HAS_ADDRESS,
        Mark.REPLY_ELSEWHERE,
        Mark.LOOK_ALIKE,
        Mark.SEVERAL_FROM,
        Mark.OTHER_SENDER,
        Mark.REPEATED_ID,
        Mark.HIDDEN,
    }
)
# What rests on members, domains and letters that one i-Map knows.
KNOWING = frozenset(
    {
        Mark.OWN_DOMAIN,
        Mark.KNOWN_UNPROVEN,
        Mark.LOOK_ALIKE,
        Mark.OTHER_SENDER,
        Mark.REPEATED_ID,
    }
)
# Who answers these by themselves would write to somebody who never wrote to us.
NO_ANSWER = frozenset(
    {Mark.OWN_DOMAIN, Mark.KNOWN_UNPROVEN, Mark.FAILED, Mark.SEVERAL_FROM}
)

_SENTENCES = {
    Mark.OWN_DOMAIN: gettext_lazy(
        "The letter says it comes from us (%(domain)s), and our server does not"
        " confirm that."
    ),
    Mark.KNOWN_UNPROVEN: gettext_lazy(
        "Members have addresses at %(domain)s, but our server does not confirm that"
        " this letter comes from there."
    ),
    Mark.FAILED: gettext_lazy(
        "Our server found that the letter does not come from %(domain)s."
    ),
    Mark.NAME_HAS_ADDRESS: gettext_lazy(
        "The sender’s name shows another address (%(shown)s) than the letter has"
        " (%(address)s)."
    ),
    Mark.REPLY_ELSEWHERE: gettext_lazy(
        "Answers are to go to another domain: %(address)s."
    ),
    Mark.SEVERAL_FROM: gettext_lazy("The letter names more than one sender."),
    Mark.OTHER_SENDER: gettext_lazy(
        "%(address)s wrote into this thread and had no part in it before."
    ),
    Mark.REPEATED_ID: gettext_lazy(
        "The letter bears the number of another letter, so it was kept apart."
    ),
    Mark.HIDDEN: gettext_lazy(
        "Name or subject held signs that cannot be seen or turn the text round; they"
        " were left out."
    ),
    Mark.NO_FROM: gettext_lazy("The letter names no usable sender."),
    Mark.NO_ID: gettext_lazy("The letter has no number of its own (Message-ID)."),
    Mark.NO_DATE: gettext_lazy("The letter has no usable date."),
    Mark.FUTURE: gettext_lazy("The letter is dated in the future."),
    Mark.CHARSET: gettext_lazy(
        "Some characters could not be read as the letter says they are written."
    ),
    Mark.CUT: gettext_lazy("The text is very long; the end was left out."),
    Mark.HTML: gettext_lazy(
        "The text is built in a way that cannot be shown safely. Look at it in the"
        " mail program."
    ),
    Mark.SEALED: gettext_lazy(
        "The text is sealed in a file that only a mail program opens. Look at it in"
        " the mail program."
    ),
    Mark.FILES_LEFT: gettext_lazy(
        "Files left in the mailbox: %(number)s. Look at them in the mail program."
    ),
    Mark.TOO_LARGE: gettext_lazy(
        "The letter is too large (%(size)s MB). Look at it in the mail program."
    ),
    Mark.UNREADABLE: gettext_lazy(
        "The letter could not be read. Look at it in the mail program."
    ),
    Mark.NOT_SENT_ON: gettext_lazy("An answer of ours did not arrive: %(reason)s"),
    Mark.FORWARDED: gettext_lazy(
        "Written to the other i-Map and passed on with the sender’s consent."
    ),
}
_BRIEF = {
    Mark.OWN_DOMAIN: gettext_lazy("Pretends to be us"),
    Mark.KNOWN_UNPROVEN: gettext_lazy("Sender not confirmed"),
    Mark.FAILED: gettext_lazy("Sender not genuine"),
    Mark.NAME_HAS_ADDRESS: gettext_lazy("Name shows another address"),
    Mark.REPLY_ELSEWHERE: gettext_lazy("Answers go elsewhere"),
    Mark.LOOK_ALIKE: gettext_lazy("Look-alike address"),
    Mark.SEVERAL_FROM: gettext_lazy("Several senders"),
    Mark.OTHER_SENDER: gettext_lazy("New writer in the thread"),
    Mark.REPEATED_ID: gettext_lazy("Repeats a number"),
    Mark.HIDDEN: gettext_lazy("Hidden signs"),
    Mark.UNREADABLE: gettext_lazy("Not readable"),
    Mark.TOO_LARGE: gettext_lazy("Too large"),
    Mark.NOT_SENT_ON: gettext_lazy("Answer not delivered"),
}


def stored(mark: Mark, **params: Any) -> Stored:
    return {"code": mark.value, "params": params}


def is_suspicious(flags: Iterable[Stored]) -> bool:
    return any(each["code"] in SUSPICIOUS for each in flags)


def say(one: Mapping[str, Any]) -> str:
    """Return the sentence for a mark in the active language."""
    mark, params = Mark(one["code"]), one.get("params", {})
    if mark is Mark.LOOK_ALIKE:
        return of_domains.say(Flag.from_json(params))
    sentence: str = str(_SENTENCES[mark]) % params
    return sentence


def say_briefly(one: Mapping[str, Any]) -> str:
    """Return a few words for the list, or nothing where the list need not say it."""
    return str(_BRIEF.get(Mark(one["code"]), ""))


def say_problem(problem: str) -> str:
    """Say why a file was not kept, or what to mind with it."""
    return {
        "unchecked": _("not checked: open it with care"),
        "ending": _("renamed: the ending was not that of the content"),
        "large": _("too large, left in the mailbox"),
        "runs": _("a program or page, left in the mailbox"),
        "bomb": _("unpacks to far too much, left in the mailbox"),
        "macros": _("contains macros, left in the mailbox"),
        "empty": _("empty"),
        "too_many": _("left in the mailbox"),
    }.get(problem, "")
