"""What is typed to suggest a text for a section, and to decide on one."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from imap.core.forms.fields import TextField
from profiles.edit_forms import ChoicesForm

_LONGEST = 2000


class SuggestionForm(forms.Form):
    """A text, the version that it was written on, and why."""

    body = forms.CharField(required=False, strip=False)
    version = forms.IntegerField(min_value=0, max_value=10**9)
    reason = TextField(
        label=_("What you change, and why"),
        max_length=_LONGEST,
        lines=True,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    @classmethod
    def of(cls, reason: str) -> SuggestionForm:
        """Return the fields that stand below a text, with the reason that was typed."""
        return cls(initial={"reason": reason}, auto_id="suggest-%s")


class AcceptForm(ChoicesForm):
    """Which paragraphs are taken over, and the version they were chosen beside."""

    newest = forms.IntegerField(min_value=0, max_value=10**9)


class RejectForm(forms.Form):
    answer = TextField(
        label=_("Why it is rejected"),
        help_text=_("Its author reads it on this page."),
        max_length=_LONGEST,
        lines=True,
        error_messages={"required": _("Write why it is rejected.")},
    )
