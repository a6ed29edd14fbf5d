"""Form fields that refuse what no text is made of: control and direction marks."""

from __future__ import annotations

import unicodedata
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

# Joiners are letters' business in Persian and Hindi names; the rest of this category
# turns text round or hides in it.
_JOINERS = {"\u200c", "\u200d"}
_REFUSED = {"Cc", "Cf", "Cs", "Co", "Zl", "Zp"}
# Letters and signs by category, yet nothing to see: Hangul fillers, an empty Braille.
_BLANK = set("\u115f\u1160\u3164\uffa0\u2800")
_INVISIBLE = _("Remove the invisible or control characters from this answer.")


class TextField(forms.CharField):
    """One line of text, or several; kept exactly as typed, only in composed form."""

    default_error_messages = {"invisible": _INVISIBLE}

    def __init__(self, *, lines: bool = False, **kwargs: Any) -> None:
        self.lines = lines
        if lines:
            kwargs.setdefault("widget", forms.Textarea(attrs={"rows": 4}))
        super().__init__(**kwargs)

    def to_python(self, value: Any) -> str:
        text = unicodedata.normalize("NFC", super().to_python(value) or "")
        return text.replace("\r\n", "\n")

    def run_validators(self, value: str) -> None:
        allowed = _JOINERS | ({"\n", "\t"} if self.lines else set())
        if any(_is_hidden(each) and each not in allowed for each in value) or (
            value and not set(value) - _JOINERS
        ):
            raise ValidationError(self.error_messages["invisible"], code="invisible")
        super().run_validators(value)


def _is_hidden(character: str) -> bool:
    return character in _BLANK or unicodedata.category(character) in _REFUSED
