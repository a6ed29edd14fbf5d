"""A letter to the mailbox that names people: which file it is, where the list is."""

from __future__ import annotations

from typing import Any, cast

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from accounts.mailbox import evidence, folding
from accounts.mailbox.models import Attachment, Enquiry
from accounts.nominations.forms import LetterForm
from accounts.nominations.reading import MOST_BYTES, Table, read_file, read_text
from imap.core.uploads import Upload

_LISTS = (".csv", ".tsv", ".txt", ".xlsx", ".docx")


class LetterOfEnquiryForm(LetterForm):
    """The letter is a file of the enquiry, or only its words."""

    source = forms.ChoiceField(
        label=_("Where the list is"),
        error_messages={"required": _("Choose where the list is.")},
    )
    rows = forms.CharField(
        label=_("The words of the letter"),
        help_text=_("Leave the rows of the list, and take out everything else."),
        required=False,
        max_length=MOST_BYTES // 2,
        widget=forms.Textarea(attrs={"rows": 8, "spellcheck": "false"}),
    )

    table: Table

    def __init__(self, *args: Any, enquiry: Enquiry, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["letter"] = forms.ChoiceField(label=_("The letter"), required=False)
        letters = {str(each.key): each for each in evidence.files_of(enquiry)}
        lists = {str(each.key): each for each in _lists_of(enquiry)}
        self._files: dict[str, Attachment] = letters | lists
        self._offer("letter", letters, ("", _("No file: the mailbox keeps the letter")))
        self._offer("source", lists, ("text", _("In the words below")))
        newest = enquiry.letters.filter(direction="in").last()
        if newest is not None:
            self.initial.setdefault("received_on", newest.received_at.date())
            self.initial.setdefault("rows", folding.own_words(newest.text))
        self.initial.setdefault("reference", enquiry.subject[:200])
        self.initial.setdefault("letter", next(iter(letters), ""))
        self.initial.setdefault("source", next(iter(lists), "text"))

    def clean_letter(self) -> Upload | None:
        key = self.cleaned_data["letter"]
        if not key:
            return None
        upload = evidence.upload_of(self._files[key])
        if upload is None:
            raise ValidationError(_("This file can no longer be read."))
        return upload

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        source = cleaned.get("source")
        if not source:
            return cleaned
        is_text = source == "text"
        try:
            self.table = (
                read_text(cleaned.get("rows", ""))
                if is_text
                else read_file(evidence.read(self._files[source]))
            )
        except ValidationError as error:
            self.add_error("rows" if is_text else "source", error)
        return cleaned

    def _offer(
        self, name: str, files: dict[str, Attachment], other: tuple[str, Any]
    ) -> None:
        named = [(key, file.name) for key, file in files.items()]
        cast(forms.ChoiceField, self.fields[name]).choices = [*named, other]


def _lists_of(enquiry: Enquiry) -> list[Attachment]:
    rows = Attachment.objects.filter(letter__enquiry=enquiry).exclude(file="")
    files = rows.order_by("-pk")
    return [each for each in files if each.name.casefold().endswith(_LISTS)]
