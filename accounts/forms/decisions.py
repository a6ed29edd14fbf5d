"""What the secretariat fills in to decide: one form, three buttons."""

from __future__ import annotations

from datetime import timedelta
from typing import Any, cast

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts import offices
from accounts.deadlines import months_later
from accounts.membership.giving import Grant
from accounts.membership.terms import (
    LONGEST_MONTHS,
    OF_A_STATE,
    check_end,
    usual_end,
)
from accounts.models import Membership, Registration
from accounts.queue import reasons
from accounts.registration import moves
from imap.core.access import Role
from imap.core.forms.fields import TextField

APPROVE, ASK, REFUSE = "approve", "ask", "refuse"
# A contributor is named for sections of an edition, which a request does not name.
_ROLES = [each for each in Membership.RoleChoice.choices if each[0] != Role.CONTRIBUTOR]
_WANTED = {
    ASK: _("Write the question; the applicant receives it by mail."),
    REFUSE: _("Write the reason; the applicant receives it by mail."),
    APPROVE: _("Write why access is given: this decision needs a reason."),
}


def state_wanted(role: str) -> Any:
    """Return what to say where a role of a state comes without one."""
    if role == Role.REVIEWER:
        return _("Choose the state whose drafts this person reads.")
    return _("Choose the state this person works for.")


def check_until(form: forms.Form, cleaned: dict[str, Any]) -> None:
    """Say at the day of a form where it is too late for the role chosen."""
    role, until = cleaned.get("role"), cleaned.get("until")
    if not role or until is None:
        return
    try:
        check_end(role, until)
    except ValidationError as error:
        form.add_error("until", error)


class DecisionForm(forms.Form):
    """Only what the pressed button needs is checked; all that was typed is kept."""

    role = forms.ChoiceField(
        label=_("Role"),
        choices=_ROLES,
        help_text=_("All but members are decided by two people."),
    )
    until = forms.DateField(
        label=_("Until"),
        widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
        error_messages={
            "required": _("Say until when the access holds."),
            "invalid": _("Write the date as year-month-day, for example 2027-06-30."),
        },
    )
    country = forms.ChoiceField(
        label=_("Participating state"),
        help_text=_("For editors, contact points and reviewers."),
        required=False,
    )
    template = forms.ChoiceField(label=_("Start from"), required=False)
    reason = TextField(
        label=_("Reason or question"),
        help_text=_(
            "Needed to ask and not to grant: the applicant receives it word for word."
            " To approve what is flagged: kept with the decision, not sent."
        ),
        max_length=2000,
        lines=True,
        required=False,
    )
    version = forms.IntegerField(widget=forms.HiddenInput)
    # The newest entry of the timeline that was on the page.
    seen = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(
        self, *args: Any, row: Registration, verb: str = "", **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.row, self.verb = row, verb
        today = timezone.localdate()
        states = offices.states_by_group(row.dialogue_id)
        self._choice("country").choices = [("", "–"), *states.items()]
        self._choice("template").choices = reasons.choices(row.language)
        self.fields["role"].initial = Role.READER
        self.fields["until"].initial = usual_end(Role.READER)
        ends = {role: usual_end(role).isoformat() for role, _label in _ROLES}
        self.fields["role"].widget.attrs["data-ends"] = ",".join(
            f"{role}={end}" for role, end in ends.items()
        )
        self._earliest = today + timedelta(days=1)
        self._latest = months_later(today, LONGEST_MONTHS)
        if verb in (ASK, REFUSE):
            self._leave_unchecked("role", "until", "country")
        self.kept = moves.main(row)
        if self.kept is not None:
            # A move of address: what the person has stays as it is, or ends.
            for name in ("role", "until", "country"):
                del self.fields[name]

    def clean_until(self) -> Any:
        until = self.cleaned_data["until"]
        if self.verb not in (ASK, REFUSE) and not (
            self._earliest <= until <= self._latest
        ):
            raise ValidationError(
                _("Choose a day between tomorrow and two years from now.")
            )
        return until

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        if self.verb not in (ASK, REFUSE):
            self._check_country(cleaned)
            check_until(self, cleaned)
        is_needed = self.verb in (ASK, REFUSE) or (
            self.verb == APPROVE and self.row.is_flagged
        )
        if is_needed and cleaned.get("reason") == "":
            self.add_error("reason", _WANTED[self.verb])
        return cleaned

    @property
    def reason_code(self) -> str:
        """Return the code of the text started from, where it was one of refusals."""
        kind, _colon, code = str(self.cleaned_data.get("template")).partition(":")
        return code if kind == reasons.REFUSE else ""

    def grant(self) -> Grant:
        if self.kept is not None:
            kept = self.kept
            return Grant(Role(kept.role), kept.valid_until, kept.country_id)
        data = self.cleaned_data
        return Grant(Role(data["role"]), data["until"], data["country"] or None)

    def _check_country(self, cleaned: dict[str, Any]) -> None:
        is_of_a_state = cleaned.get("role") in OF_A_STATE
        if is_of_a_state and cleaned.get("country") == "":
            self.add_error("country", state_wanted(cleaned["role"]))
        if not is_of_a_state:
            cleaned["country"] = ""

    def _leave_unchecked(self, *names: str) -> None:
        for name in names:
            field = self.fields[name]
            self.fields[name] = forms.CharField(
                required=False,
                label=field.label,
                help_text=field.help_text,
                widget=field.widget,
                initial=field.initial,
            )

    def _choice(self, name: str) -> forms.ChoiceField:
        return cast(forms.ChoiceField, self.fields[name])


class ReturnForm(forms.Form):
    """Why a colleague's proposal goes back, or a refused request is opened again."""

    reason = TextField(
        label=_("Why"),
        help_text=_("For colleagues; the applicant does not see it."),
        max_length=2000,
        lines=True,
        error_messages={"required": _("Write why.")},
    )
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)


class VersionForm(forms.Form):
    """The version somebody was shown when agreeing."""

    version = forms.IntegerField(widget=forms.HiddenInput)
