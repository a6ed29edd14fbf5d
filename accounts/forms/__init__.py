"""What people type about access; the steps themselves are in the verb modules."""

from __future__ import annotations

from accounts.forms.decisions import DecisionForm, ReturnForm, VersionForm
from accounts.forms.own import ChosenNameForm, LanguageForm, UserNameForm
from accounts.forms.registration import (
    AcceptanceForm,
    AnswerForm,
    CorrectionForm,
    LetterForm,
    NoticeForm,
    PreparedForm,
    RegistrationForm,
    ResendForm,
)

__all__ = [
    "AcceptanceForm",
    "AnswerForm",
    "ChosenNameForm",
    "CorrectionForm",
    "DecisionForm",
    "LanguageForm",
    "LetterForm",
    "NoticeForm",
    "PreparedForm",
    "RegistrationForm",
    "ResendForm",
    "ReturnForm",
    "UserNameForm",
    "VersionForm",
]
