"""The dry run: what would become of each row of a letter, before anybody is entered.

What is wrong in a row, who is in the list twice, who is a member or asked already, what
is odd about an address. Only this i-Map is looked at.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import Any

from allauth.account.models import EmailAddress
from django.utils import timezone

from accounts import flags, offices, permissions
from accounts.flags import Case, Earlier, Flag
from accounts.flags.mailboxes import mailbox_key
from accounts.flags.names import name_key
from accounts.models import Membership, NominationDraft, Registration, User
from accounts.models.memberships import NEEDS_TWO
from accounts.nominations.forms import Choices, PersonForm, usual_until
from accounts.registration import Rule, assessment
from imap.core.addresses import address_key


@dataclass
class Row:
    """One person of the list, as the dry run shows it."""

    number: int
    line: int
    form: PersonForm
    is_out: bool
    flags: list[str] = field(default_factory=list)
    same_in_list: list[int] = field(default_factory=list)
    members: list[Membership] = field(default_factory=list)
    # Written another way it may be the same mailbox, or somebody else's: said only.
    alike_in_list: list[int] = field(default_factory=list)
    alike_members: list[str] = field(default_factory=list)
    open_request: Registration | None = None
    is_own: bool = False
    names: Mapping[str, str] = field(default_factory=dict)
    rule: Rule = Rule.ONE

    @property
    def errors(self) -> list[tuple[str, str]]:
        """What is wrong, by column."""
        by_column = self.form.errors.items()
        return [
            (str(self.form.fields[name].label), str(text))
            for name, texts in by_column
            for text in texts
        ]

    @property
    def office(self) -> str:
        """Return the state or organisation by name, or as it was typed."""
        chosen = self.form["office"].value() or ""
        if chosen == offices.OTHER:
            return str(self.form["other_organisation"].value() or "")
        return self.names.get(chosen, chosen)

    @property
    def role(self) -> str:
        chosen = self.form["role"].value() or ""
        return str(dict(Membership.RoleChoice.choices).get(chosen, chosen))

    @property
    def until(self) -> date | None:
        until: date | None = self.form.cleaned_data.get("until")
        return until

    @property
    def is_blocked(self) -> bool:
        """Cannot be entered as it stands: something is wrong, or in the way."""
        in_the_way = self.same_in_list or self.open_request or self.is_own
        return bool(self.form.errors or in_the_way)

    @property
    def key(self) -> str:
        address = self.form.cleaned_data.get("email")
        return address_key(address) if address else ""


class DryRun:
    """All rows of a draft, checked with a handful of queries however many they are."""

    def __init__(self, draft: NominationDraft, by: User) -> None:
        self.draft, self.by = draft, by
        self.rows = self._rows()
        for row in self.rows:
            if row.key:
                self._look_up(row)

    @property
    def taken(self) -> list[Row]:
        return [row for row in self.rows if not row.is_out]

    @property
    def blocked(self) -> list[Row]:
        return [row for row in self.taken if row.is_blocked]

    def _rows(self) -> list[Row]:
        choices = Choices(self.draft.dialogue_id)
        rows = []
        for number, person in enumerate(self.draft.people):
            form = PersonForm(filled(self.draft, person["values"]), choices=choices)
            form.full_clean()
            row = Row(number, person["line"], form, person["out"])
            row.names = choices.names
            rows.append(row)
        return rows

    def _look_up(self, row: Row) -> None:
        mailbox = mailbox_key(row.key)
        self._find_twins(row, mailbox)
        self._find_members(row, mailbox)
        row.open_request = next(
            (r for r in self._earlier.get(mailbox, []) if _is_in_the_way(r, row)), None
        )
        row.is_own = permissions.is_one_of(self._own, row.key)
        findings = flags.flags_of(self._case(row, mailbox))
        row.flags = [flags.say(flag, self._state_names) for flag in findings]
        row.rule = self._rule(row, findings)

    def _find_twins(self, row: Row, mailbox: str) -> None:
        """Of two rows with one address both are named, for either may be the right."""
        if row.is_out:
            return
        others = [each for each in self._by_mailbox[mailbox] if each is not row]
        row.same_in_list = [other.line for other in others if other.key == row.key]
        row.alike_in_list = [other.line for other in others if other.key != row.key]

    def _find_members(self, row: Row, mailbox: str) -> None:
        for key, memberships in self._members.get(mailbox, []):
            if key == row.key:
                row.members += [each for each in memberships if each not in row.members]
            else:
                row.alike_members.append(key)

    def _case(self, row: Row, mailbox: str) -> Case:
        data = row.form.cleaned_data
        office = data.get("office", "")
        is_state = office and office != offices.OTHER and ":" not in office
        return Case(
            name=data.get("name", ""),
            email_key=row.key,
            country=office if is_state else None,
            has_letter=True,
            known=self._known,
            earlier=[_as_earlier(each) for each in self._earlier.get(mailbox, [])],
            members=self._namesakes.get(name_key(data.get("name", "")), []),
        )

    def _rule(self, row: Row, findings: Iterable[Flag]) -> Rule:
        role = row.form.cleaned_data.get("role")
        if role not in NEEDS_TWO and not flags.needs_second(findings):
            return Rule.ONE
        return Rule.ALONE if self._is_alone else Rule.TWO

    @cached_property
    def _own(self) -> set[str]:
        return permissions.own_mailboxes(self.by)

    @cached_property
    def _is_alone(self) -> bool:
        return permissions.is_only_one(self.by, self.draft.dialogue_id)

    @cached_property
    def _by_mailbox(self) -> dict[str, list[Row]]:
        return _grouped((mailbox_key(row.key), row) for row in self.taken if row.key)

    @cached_property
    def _known(self) -> list[Any]:
        return assessment.known_domains(self.draft.dialogue_id)

    @cached_property
    def _state_names(self) -> dict[str, str]:
        return offices.names()

    @cached_property
    def _earlier(self) -> dict[str, list[Registration]]:
        keys = {mailbox_key(row.key) for row in self.rows if row.key}
        rows = Registration.objects.of(self.draft.dialogue_id).filter(
            mailbox_key__in=keys, number__isnull=False
        )
        return _grouped((row.mailbox_key, row) for row in rows.order_by("-pk"))

    @cached_property
    def _live(self) -> list[Membership]:
        live = Membership.objects.of(self.draft.dialogue_id).on(timezone.localdate())
        return list(live.select_related("user"))

    @cached_property
    def _members(self) -> dict[str, list[tuple[str, list[Membership]]]]:
        """Return what each mailbox holds, by every verified address of its person."""
        of_user = _grouped((each.user_id, each) for each in self._live)
        addresses = EmailAddress.objects.filter(user__in=of_user, verified=True)
        pairs = {(address_key(each.user.email), each.user_id) for each in self._live}
        pairs |= {
            (address_key(email), user)
            for email, user in addresses.values_list("email", "user_id")
        }
        return _grouped(
            (mailbox_key(key), (key, of_user[user])) for key, user in sorted(pairs)
        )

    @cached_property
    def _namesakes(self) -> dict[str, list[tuple[str, str]]]:
        people = {(each.user.full_name, each.user.email) for each in self._live}
        return _grouped((name_key(name), (name, email)) for name, email in people)


def filled(draft: NominationDraft, values: dict[str, str]) -> dict[str, str]:
    """Return the row's values, with what stands for all where it says nothing."""
    usual = {name: value for name, value in draft.defaults.items() if value}
    said = usual | {name: value for name, value in values.items() if value}
    said.setdefault("role", "reader")
    return {"until": usual_until(said["role"])} | said


def _is_in_the_way(earlier: Registration, row: Row) -> bool:
    return earlier.state in Registration.OPEN and earlier.email_key == row.key


def _as_earlier(row: Registration) -> Earlier:
    return Earlier(
        number=row.number or 0,
        email_key=row.email_key,
        is_refused=row.state == Registration.State.REFUSED,
        is_open=row.state in Registration.OPEN,
    )


def _grouped(pairs: Iterable[tuple[Any, Any]]) -> dict[Any, list[Any]]:
    groups: dict[Any, list[Any]] = {}
    for key, value in pairs:
        groups.setdefault(key, []).append(value)
    return groups
