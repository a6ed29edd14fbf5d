"""Texts in languages, {"en": …, "ru": …}: how they are stored, read and edited."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models.query_utils import DeferredAttribute
from django.utils.translation import gettext_lazy as _

from imap.core.language import current, sort_key

FALLBACK = ("en", "ru", "fr", "ar")


class Texts(dict[str, str]):
    """One text in languages, by their codes; in a template it is the reader's.

    It equals, pickles and is written to JSON as the plain object it is made of.
    """

    def __str__(self) -> str:
        return self.text()

    def text(self, language: str | None = None) -> str:
        """Return the text in `language`, else in the first language that has one.

        Without `language` that of the reader; "" where there is no text at all.
        """
        for code in (language or current(), *FALLBACK):
            if self.get(code):
                return self[code]
        return next(iter(self.values()), "")

    def sort_key(self, language: str | None = None) -> str:
        """Return what sorts rows by this text as it is in `language`."""
        return sort_key(self.text(language))


class _Attribute(DeferredAttribute):
    """Make `Texts` of whatever object a row is given."""

    def __set__(self, row: models.Model, value: object) -> None:
        row.__dict__[self.field.attname] = _as_texts(value)


if TYPE_CHECKING:
    from django.db.models.expressions import Combinable

    JSONField = models.JSONField[Mapping[str, str] | Combinable, Texts]
else:
    JSONField = models.JSONField


class TextsField(JSONField):
    """A JSON column that a row has as `Texts`.

    Validation refuses what is no object of strings. `formfield` takes
    `required_languages` and `lines` beside the usual options.
    """

    descriptor_class = _Attribute
    default_error_messages = {
        "no_texts": _("Enter texts by language, each of them a string."),
    }

    def deconstruct(self) -> Any:
        """Describe the column as what it is in the database, which has no texts."""
        name, _path, args, kwargs = super().deconstruct()
        return name, "django.db.models.JSONField", args, kwargs

    def from_db_value(self, value: Any, expression: Any, connection: Any) -> Any:
        return _as_texts(super().from_db_value(value, expression, connection))

    def to_python(self, value: Any) -> Any:
        return _as_texts(value)

    def validate(self, value: Any, model_instance: models.Model | None) -> None:
        super().validate(value, model_instance)
        if value is not None and not _are_texts(value):
            raise ValidationError(self.error_messages["no_texts"], code="no_texts")

    def formfield(self, **kwargs: Any) -> Any:
        from imap.core.forms.texts import TextsFormField

        options: dict[str, Any] = {
            "form_class": TextsFormField,
            # Of a default Django would put a hidden copy on the page, to compare with.
            "show_hidden_initial": False,
        }
        # Past JSONField, which adds options of its encoder.
        return super(models.JSONField, self).formfield(**options | kwargs)


def _as_texts(value: Any) -> Any:
    """Return an object as `Texts`; what is none, as an expression, stays itself."""
    return Texts(value) if isinstance(value, Mapping) else value


def _are_texts(value: object) -> bool:
    return isinstance(value, Mapping) and all(
        isinstance(each, str) for pair in value.items() for each in pair
    )
