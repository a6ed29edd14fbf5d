"""What staff type about a letter; the steps themselves are in `steps`."""

from __future__ import annotations

from dataclasses import replace
from typing import Any, cast

from django import forms
from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override

from accounts.forms import RegistrationForm
from accounts.mailbox import evidence
from accounts.mailbox.drafts import Typed
from accounts.mailbox.headers import key_of
from accounts.mailbox.models import Draft, Enquiry, Kind, Letter, ReplyTemplate
from accounts.mailbox.steps import Answer
from accounts.models import User
from accounts.registration import Application
from accounts.registration.vouching import MOST_FILES
from imap.core.access import Role, people
from imap.core.forms.fields import TextField
from imap.core.uploads import Upload

_LONGEST = 20_000
_DRAFTED = ("to", "language", "subject", "text")


class AnswerForm(forms.Form):
    to = forms.ChoiceField(label=_("To"))
    language = forms.ChoiceField(
        label=_("Language"), help_text=_("Of the mail's frame and of the templates.")
    )
    template = forms.ChoiceField(label=_("Template"), required=False)
    subject = TextField(
        label=_("Subject"),
        max_length=200,
        error_messages={"required": _("Enter a subject.")},
    )
    text = TextField(
        label=_("Answer"),
        max_length=_LONGEST,
        lines=True,
        widget=forms.Textarea(attrs={"rows": 9, "data-answer": ""}),
        error_messages={"required": _("Write an answer.")},
    )
    is_checked = forms.BooleanField(
        label=_("I have made sure that this address belongs to the sender."),
        error_messages={
            "required": _("Make sure of the address first, then tick the box.")
        },
    )
    send_at = forms.DateTimeField(
        label=_("Leave at (empty: now)"),
        help_text=_("If anything comes before, it stays here as a draft."),
        required=False,
        widget=forms.DateTimeInput(
            attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M"
        ),
        error_messages={"invalid": _("Choose a day and a time.")},
    )
    closes = forms.BooleanField(label=_("Close the enquiry with it"), required=False)
    version = forms.IntegerField(widget=forms.HiddenInput)
    draft = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(
        self, *args: Any, enquiry: Enquiry, newest: Letter, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.enquiry = enquiry
        # Whoever wrote the letter that is answered, before whoever opened the thread.
        named = (newest.from_key, key_of(newest.reply_to), enquiry.sender_key)
        addresses = dict.fromkeys(named)
        self._choices("to", [(each, each) for each in addresses if each])
        names = dict(settings.LANGUAGES)
        offered = settings.DIALOGUES[enquiry.dialogue_id]
        self._choices("language", [(code, names[code]) for code in offered])
        self._choices("template", _templates(enquiry))
        if not enquiry.is_flagged:
            del self.fields["is_checked"]
        self.initial.setdefault("language", enquiry.language)
        self.initial.setdefault("version", enquiry.version)
        self.initial.setdefault("subject", _subject(newest))
        self.initial.setdefault("draft", 0)

    def with_draft(self, draft: Draft | None) -> AnswerForm:
        """Go on with what was written before, by oneself or a colleague."""
        if draft is not None:
            kept = {name: getattr(draft, name) for name in _DRAFTED}
            written = {name: value for name, value in kept.items() if value}
            self.initial = {**self.initial, **written, "draft": draft.version}
        return self

    def with_template(self) -> AnswerForm:
        """Return the form with the chosen template's words below what was typed."""
        chosen = ReplyTemplate.objects.filter(
            dialogue_id=self.enquiry.dialogue_id, pk=number(self.data.get("template"))
        ).first()
        if chosen is None:
            return self.typed()
        words, before = _with_addresses(chosen), self.data.get("text", "").rstrip()
        text = f"{before}\n\n{words}" if before else words
        return self.typed(language=chosen.language, text=text)

    def drafted(self) -> Typed:
        """Return what was typed, however unfinished it is."""
        # No field has cleaned it yet, and no database stores NUL.
        text = {name: self.data.get(name, "").replace("\0", "") for name in _DRAFTED}
        return Typed(**text, version=number(self.data.get("draft")))

    @property
    def has_seen_all(self) -> bool:
        """Whether the page it was typed on showed the thread as it is now."""
        return number(self.data.get("version")) == self.enquiry.version

    def typed(self, **changed: str | int) -> AnswerForm:
        """Return the form as it was typed, not yet judged."""
        kept = {name: self.data[name] for name in self.fields if name in self.data}
        self.initial = {**self.initial, **kept, **changed}
        self.is_bound = False
        return self

    def answer(self) -> Answer:
        data = self.cleaned_data
        names = ("to", "language", "subject", "text", "version", "closes")
        return Answer(**{name: data[name] for name in names})

    def _choices(self, name: str, choices: list[Any]) -> None:
        cast(forms.ChoiceField, self.fields[name]).choices = choices


class KindForm(forms.Form):
    kind = forms.ChoiceField(label=_("Kind"), choices=Kind)


class AssignForm(forms.Form):
    to = forms.ChoiceField(
        label=_("Sees to it"),
        required=False,
        widget=forms.Select(attrs={"data-assign": ""}),
    )

    def __init__(self, *args: Any, dialogue: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.staff = {str(user.pk): user for user in people(dialogue, Role.SECRETARIAT)}
        rows = sorted((str(user), pk) for pk, user in self.staff.items())
        field = cast(forms.ChoiceField, self.fields["to"])
        field.choices = [("", _("Nobody yet")), *((pk, name) for name, pk in rows)]

    def person(self) -> User | None:
        return self.staff.get(self.cleaned_data["to"])


class RequestForm(RegistrationForm):
    """A request that staff fill in; the person accepts the notice, nobody else."""

    evidence = forms.MultipleChoiceField(
        label=_("Files of the letter that go along as evidence"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )

    def __init__(self, *args: Any, enquiry: Enquiry, **kwargs: Any) -> None:
        super().__init__(*args, dialogue=enquiry.dialogue_id, **kwargs)
        for name in ("notice", "website", "form_id"):
            self.fields.pop(name, None)
        self._files = {str(each.key): each for each in evidence.files_of(enquiry)}
        files = cast(forms.MultipleChoiceField, self.fields["evidence"])
        files.choices = [(key, file.name) for key, file in self._files.items()]
        self.initial.setdefault("evidence", list(self._files)[:MOST_FILES])

    def clean_evidence(self) -> list[Upload]:
        """Read the chosen files; one that a disk has lost is left out."""
        chosen = self.cleaned_data["evidence"][:MOST_FILES]
        uploads = (evidence.upload_of(self._files[key]) for key in chosen)
        return [upload for upload in uploads if upload is not None]

    def application(self) -> Application:
        return replace(super().application(), notice_version="")


def _templates(enquiry: Enquiry) -> list[tuple[str, Any]]:
    """Return the replies of this i-Map by language, those of the kind first."""
    rows = ReplyTemplate.objects.filter(dialogue_id=enquiry.dialogue_id)
    names = dict(settings.LANGUAGES)
    grouped: dict[str, list[tuple[str, str]]] = {}
    ordered = sorted(
        rows,
        key=lambda row: (
            row.language != enquiry.language,
            row.language,
            row.kind != enquiry.kind,
            row.code,
        ),
    )
    for row in ordered:
        label = names.get(row.language, row.language)
        grouped.setdefault(label, []).append((str(row.pk), row.name))
    return [("", _("No template")), *grouped.items()]


def _with_addresses(template: ReplyTemplate) -> str:
    dialogue = template.dialogue_id
    with override(template.language):
        places = {
            "{register}": reverse("accounts:register", args=[dialogue]),
            "{reset}": reverse("account_reset_password"),
            "{front}": reverse("profiles:front", args=[dialogue]),
        }
    text = template.text
    for place, path in places.items():
        text = text.replace(place, f"{settings.SITE_URL}{path}")
    return text


def _subject(newest: Letter) -> str:
    subject = newest.subject
    is_answer = subject.casefold().startswith(("re:", "aw:", "отв:", "ha:", "на:"))
    return subject[:200] if is_answer else f"Re: {subject}"[:200].strip()


def number(text: str | None) -> int:
    """Read a number of a form or an address; 0 for anything else."""
    return int(text) if text and text.isdecimal() and len(text) < 10 else 0
