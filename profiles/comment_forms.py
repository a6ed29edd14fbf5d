"""What is typed to comment on a passage of a draft, and to answer a comment."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from imap.core.forms.fields import TextField
from profiles.editing.passages import Passage
from profiles.models import Comment, Office

_LONGEST = 4000


class _RemarkForm(forms.Form):
    asked = forms.MultipleChoiceField(
        label=_("Ask by mail"),
        required=False,
        choices=Office,
        widget=forms.CheckboxSelectMultiple(attrs={"class": "choice__input"}),
    )


class AnswerForm(_RemarkForm):
    """An answer in a thread; many of them stand on one page."""

    body = TextField(
        label=_("Answer"),
        max_length=_LONGEST,
        lines=True,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": _("Write an answer.")},
    )

    def __init__(self, thread: Comment, data: Any = None) -> None:
        super().__init__(data, auto_id=f"answer-{thread.pk}-%s")
        self.thread = thread


class CommentForm(_RemarkForm):
    """A comment on a paragraph, or on the whole section."""

    paragraph = forms.ChoiceField(
        label=_("Passage"),
        required=False,
        error_messages={
            "invalid_choice": _("This paragraph is no longer in the text.")
        },
    )
    body = TextField(
        label=_("Comment"),
        max_length=_LONGEST,
        lines=True,
        error_messages={"required": _("Write a comment.")},
    )

    def __init__(self, passages: Iterable[Passage], data: Any = None) -> None:
        super().__init__(data, auto_id="comment-%s")
        offered = [(each.name, each.label) for each in passages]
        self.fields["paragraph"].choices = [  # type: ignore[attr-defined]
            ("", _("The whole section")),
            *offered,
        ]
