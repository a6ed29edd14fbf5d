"""Every field of every model is in the register, or is said not to be personal."""

from __future__ import annotations

from typing import Any

import pytest
from django.apps import apps
from django.conf import settings
from django.db import models
from django.test import Client

from imap.core import privacy

# Such fields say nothing of a person unless their model keeps something about people.
MACHINE = (
    models.AutoField,
    models.BooleanField,
    models.DateField,
    models.DecimalField,
    models.FloatField,
    models.IntegerField,
)


def _personal() -> dict[str, set[str]]:
    found: dict[str, set[str]] = {}
    for entry in privacy.entries():
        found.setdefault(entry.model, set()).update(entry.fields)
    return found


def _missing(model: type[models.Model]) -> list[str]:
    label = model._meta.label
    named = _personal().get(label, set())
    other = {
        field
        for each in privacy.fields_not_personal()
        if each.model == label
        for field in each.fields
    }
    return [
        f"{label}.{field.name}"
        for field in model._meta.concrete_fields
        if field.name not in named | other
        and not (field.primary_key and isinstance(field, models.AutoField))
        and (named or not _is_machine(field))
    ]


def _is_machine(field: Any) -> bool:
    if field.is_relation:
        return bool(field.related_model._meta.label != settings.AUTH_USER_MODEL)
    return isinstance(field, MACHINE)


def test_every_field_is_in_the_register_or_named_as_not_personal() -> None:
    assert [field for model in apps.get_models() for field in _missing(model)] == []


def test_the_register_names_only_fields_that_there_are() -> None:
    named = [(e.model, f) for e in privacy.entries() for f in e.fields]
    named += [(e.model, f) for e in privacy.fields_not_personal() for f in e.fields]

    for label, field in named:
        assert apps.get_model(label)._meta.get_field(field).name == field


def test_no_field_is_both() -> None:
    personal = _personal()

    for each in privacy.fields_not_personal():
        assert not personal.get(each.model, set()) & set(each.fields), each


def test_what_is_withheld_is_part_of_the_entry() -> None:
    for entry in privacy.entries():
        assert set(entry.withheld) <= set(entry.fields), entry.model


@pytest.mark.django_db
def test_a_new_field_would_be_missed() -> None:
    """The check itself: take an entry away, and its fields are missed."""
    model = apps.get_model("accounts.User")
    kept = privacy.entries()
    privacy._entries[:] = [e for e in kept if e.model != "accounts.User"]
    try:
        assert "accounts.User.email" in _missing(model)
    finally:
        privacy._entries[:] = kept


@pytest.mark.django_db
@pytest.mark.parametrize("language", ["en", "ru"])
def test_everybody_can_read_the_register(client: Client, language: str) -> None:
    page = client.get(f"/{language}/legal/personal-data/")

    assert page.status_code == 200
    assert page.content.decode().count("<h3") == len(privacy.entries())
