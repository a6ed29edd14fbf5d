"""The form field of texts in languages: an input for each language of the portal."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from imap.core.forms.fields import TextField
from imap.core.language import direction
from imap.core.texts import Texts


class TextsInput(forms.MultiWidget):
    """Inputs named `names_en`, `names_ru` …, each under the name of its language."""

    template_name = "core/forms/texts_input.html"

    def __init__(
        self, attrs: dict[str, Any] | None = None, *, lines: bool = False
    ) -> None:
        kind = forms.Textarea if lines else forms.TextInput
        super().__init__(
            {
                code: kind(attrs={"lang": code, "dir": direction(code)})
                for code, _name in settings.LANGUAGES
            },
            attrs,
        )

    def decompress(self, value: Mapping[str, str] | None) -> list[str]:
        return [(value or {}).get(code, "") for code, _name in settings.LANGUAGES]

    def get_context(
        self, name: str, value: Any, attrs: dict[str, Any] | None
    ) -> dict[str, Any]:
        context = super().get_context(name, value, attrs)
        inputs = context["widget"]["subwidgets"]
        for each, (_code, language) in zip(inputs, settings.LANGUAGES, strict=True):
            each["label"] = language
        return context

    def id_for_label(self, id_: str) -> str:
        """Return the first input, where the summary of errors leads to."""
        return f"{id_}_0" if id_ else ""


class TextsFormField(forms.MultiValueField):
    """Texts in languages, as `Texts`; an emptied language is left out.

    Texts in languages that the portal does not have stay as the form began with them.
    Of a field that may stay empty, `required_languages` are wanted once any is there.
    """

    default_error_messages = {
        "invalid": _("Enter texts by language, each of them a string."),
    }

    def __init__(
        self,
        *,
        required_languages: Collection[str] = (),
        lines: bool = False,
        **kwargs: Any,
    ) -> None:
        self.kept: dict[str, str] = {}
        fields = [
            TextField(
                lines=lines,
                required=code in required_languages,
                error_messages={"incomplete": _lacking(name)},
            )
            for code, name in settings.LANGUAGES
        ]
        kwargs.setdefault("widget", TextsInput(lines=lines))
        super().__init__(fields, require_all_fields=False, **kwargs)

    def get_bound_field(
        self, form: forms.BaseForm, field_name: str
    ) -> forms.BoundField:
        """Remember, before the form is cleaned, what it has no inputs for."""
        bound = super().get_bound_field(form, field_name)
        languages = dict(settings.LANGUAGES)
        texts = bound.initial or {}
        self.kept = {code: texts[code] for code in texts if code not in languages}
        return bound

    def clean(self, value: Any) -> Texts:
        """Return `Texts`; ValidationError for what is no string or is lacking."""
        entered = value if isinstance(value, list) else []
        if any(not isinstance(each, str | None) for each in entered):
            raise ValidationError(self.error_messages["invalid"], code="invalid")
        cleaned: Texts = super().clean(value)
        return cleaned

    def compress(self, data_list: list[str]) -> Texts:
        # Without any text there is no list to go with the languages.
        entered = zip(settings.LANGUAGES, data_list, strict=bool(data_list))
        return Texts(
            self.kept | {code: text for (code, _name), text in entered if text}
        )


def _lacking(language: str) -> Any:
    return format_lazy(_("Enter the text in this language: {name}."), name=language)
