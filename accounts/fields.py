"""The form field of an e-mail address."""

from __future__ import annotations

from typing import Any

from django import forms

from imap.core.addresses import MAX_LENGTH, clean_address
from imap.core.forms.fields import TextField


class AddressField(TextField):
    """An e-mail address; what is stored reaches the mailbox, typed any valid way."""

    widget = forms.EmailInput

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("max_length", MAX_LENGTH)
        super().__init__(**kwargs)

    def clean(self, value: Any) -> str:
        text = super().clean(value)
        return clean_address(text) if text else text
