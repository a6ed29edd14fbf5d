"""What no password may be, however long: a common word with numbers, the own name."""

from __future__ import annotations

import re

from django.contrib.auth.password_validation import CommonPasswordValidator
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from accounts.flags.names import name_key
from accounts.models import User

# A shorter part of a name is part of many words.
LEAST_LETTERS = 4


class CommonWordValidator:
    """Refuse a common password that numbers and signs only make longer."""

    def __init__(self) -> None:
        self._common = CommonPasswordValidator().passwords

    def validate(self, password: str, _user: User | None = None) -> None:
        words = re.findall(r"[^\W\d_]+", password.casefold())
        if len(words) <= 1 and (not words or words[0] in self._common):
            message = _(
                "A common word with numbers is guessed first. Take a few words."
            )
            raise ValidationError(message, code="password_common_word")

    def get_help_text(self) -> str:
        return ""


class OwnNameValidator:
    """Refuse the own name, user name or mailbox, in any script and order."""

    def validate(self, password: str, user: User | None = None) -> None:
        if user is None:
            return
        typed = name_key(password).replace(" ", "")
        told = f"{user.full_name} {user.username} {user.email.partition('@')[0]}"
        names = [each for each in name_key(told).split() if len(each) >= LEAST_LETTERS]
        if any(name in typed for name in names):
            message = _("Your own name is guessed first. Choose other words.")
            raise ValidationError(message, code="password_own_name")

    def get_help_text(self) -> str:
        return ""
