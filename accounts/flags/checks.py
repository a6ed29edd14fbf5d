"""Every flag of a request, the gravest first.

Free mail with a letter of nomination, or with the recommendation of a contact point, is
no flag. A domain new to a state is one only where it could not be the state's own;
under the state's ending it is a note.
"""

from __future__ import annotations

from collections.abc import Iterable

from accounts.flags import lists, mailboxes, names
from accounts.flags.domains import ends_in, government_state
from accounts.flags.facts import Case, Code, Earlier, Flag, Known, Severity
from accounts.flags.lookalikes import is_known, look_alike, vouches_for

_GRAVEST_FIRST = list(Severity)


def flags_of(case: Case) -> list[Flag]:
    findings = [domain_flag(case), *_mailbox(case), *_name(case)]
    if case.undelivered:
        findings.append(Flag(Code.UNDELIVERED, {"mails": list(case.undelivered)}))
    if case.warning:
        findings.append(Flag(Code.WARNED, {"words": case.warning}))
    if case.moved_from:
        addresses = {"old": case.moved_from, "new": case.email_key}
        findings.append(Flag(Code.MOVED, addresses))
    flags = [flag for flag in findings if flag]
    return sorted(flags, key=lambda flag: _GRAVEST_FIRST.index(flag.severity))


def is_flagged(flags: Iterable[Flag]) -> bool:
    return any(not flag.is_note for flag in flags)


def needs_second(flags: Iterable[Flag]) -> bool:
    return any(flag.severity == Severity.SECOND for flag in flags)


def domain_flag(case: Case) -> Flag | None:
    """Return the gravest of what is odd about the domain alone."""
    if lists.is_free_mail(case.domain):
        is_vouched = case.has_letter or case.is_recommended
        return None if is_vouched else Flag(Code.FREE_MAIL, {"domain": case.domain})
    if lists.is_disposable(case.domain):
        return Flag(Code.DISPOSABLE, {"domain": case.domain})
    return look_alike(case) or _foreign(case) or _unseen(case)


def _foreign(case: Case) -> Flag | None:
    """A domain of others: a government's, or one approved for others alone.

    Others are the states and areas that the applicant does not work for, and, where the
    applicant works for one, the organisations.
    """
    state = government_state(case.domain)
    if state and state == case.country:
        return None
    rows = [
        row for row in case.known if row.is_decided and vouches_for(row, case.domain)
    ]
    is_of_other_government = bool(state and case.country)
    is_own = any(row.is_of(case.country) for row in rows)
    if not is_of_other_government and (is_own or not (rows or state)):
        return None
    states = {state} if state else {each for row in rows for each in row.states}
    params = {
        "domain": case.domain,
        "states": sorted(states),
        "is_organisation": case.country is None,
    }
    return Flag(Code.OTHER_STATE, params)


def _unseen(case: Case) -> Flag | None:
    if is_known(case.domain, case.known):
        return None
    if case.country is None:
        return Flag(Code.NEW_DOMAIN, {"domain": case.domain, "usual": []})
    if ends_in(case.domain, lists.government_of(case.country)):
        return None
    seen = [row for row in case.known if case.country in row.states and row.approved]
    usual = [row.domain for row in sorted(seen, key=_often)][:3]
    params = {"domain": case.domain, "state": case.country, "usual": usual}
    is_own = ends_in(case.domain, lists.endings().get(case.country, frozenset()))
    return Flag(Code.NEW_DOMAIN if is_own else Code.UNSEEN, params)


def _often(row: Known) -> tuple[int, str]:
    return -row.approved, row.domain


def _mailbox(case: Case) -> list[Flag | None]:
    shared = mailboxes.is_shared(case.email_key)
    local = case.email_key.rpartition("@")[0]
    return [
        Flag(Code.SHARED_MAILBOX, {"mailbox": local}) if shared else None,
        _earlier(case),
    ]


def _earlier(case: Case) -> Flag | None:
    variants = [row for row in case.earlier if row.email_key != case.email_key]
    refused = [row for row in case.earlier if row.is_refused]
    opened = [row for row in case.earlier if row.is_open]
    if variants:
        addresses = sorted({row.email_key for row in variants})
        return _of_requests(Code.VARIANTS, variants, addresses=addresses)
    if refused:
        return _of_requests(Code.REFUSED_BEFORE, refused)
    return _of_requests(Code.REPEATED, opened) if opened else None


def _of_requests(code: Code, rows: list[Earlier], **params: object) -> Flag:
    return Flag(code, {"numbers": sorted(row.number for row in rows), **params})


def _name(case: Case) -> list[Flag | None]:
    hidden, mixed = names.hidden_in(case.name), names.mixed_words(case.name)
    key = names.name_key(case.name)
    same = next(
        (
            (name, address)
            for name, address in case.members
            if address != case.email_key and names.name_key(name) == key
        ),
        None,
    )
    return [
        Flag(Code.HIDDEN_IN_NAME, {"signs": hidden}) if hidden else None,
        Flag(Code.MIXED_NAME, {"word": mixed[0][0], "scripts": mixed[0][1]})
        if mixed
        else None,
        Flag(Code.NAMESAKE, {"name": same[0], "email": same[1]}) if same else None,
    ]
