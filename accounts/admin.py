"""Accounts and memberships for platform administrators: to look at, and to shut.

Access is given by the secretariats, never here; an account is switched off here, and
kept from being erased while a matter of law is open.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

from django.contrib import admin
from django.db import transaction
from django.http import HttpRequest

from accounts.models import Membership, User
from imap.core.audit import log as audit

if TYPE_CHECKING:
    from django.forms import ModelForm

    ModelAdmin = admin.ModelAdmin[Any]
else:
    ModelAdmin = admin.ModelAdmin


# What the filters beside a list ask with.
_ASKED = {"slug", "exact", "isnull"}


class _LookOnly(ModelAdmin):
    def lookup_allowed(
        self, lookup: str, value: Any, request: HttpRequest | None = None
    ) -> bool:
        """Answer the filters shown; others would spell out a hash letter by letter."""
        name, *rest = lookup.split("__")
        return name in self.list_filter and set(rest) <= _ASKED

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False


@admin.register(User)
class UserAdmin(_LookOnly):
    list_display = ["email", "full_name", "is_active", "is_superuser", "last_login"]
    list_filter = ["is_active", "is_superuser"]
    search_fields = ["email", "full_name", "username"]
    ordering = ["email"]
    fields = ["email", "username", "full_name", "language", "is_active", "legal_hold"]
    readonly_fields = ["email", "username", "full_name", "language"]

    @transaction.atomic
    def save_model(
        self, request: HttpRequest, obj: User, form: ModelForm[User], *args: Any
    ) -> None:
        super().save_model(request, obj, form, *args)
        _record(obj, form.changed_data, by=cast(User, request.user))


@admin.register(Membership)
class MembershipAdmin(_LookOnly):
    list_display = ["user", "dialogue", "role", "country", "valid_from", "valid_until"]
    list_filter = ["dialogue", "role"]
    search_fields = ["user__email", "user__full_name"]

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False


def _record(user: User, changed: list[str], *, by: User) -> None:
    """Write down what was changed by hand; the reason of a hold tells of the person."""
    steps = {
        "is_active": "switch_on" if user.is_active else "switch_off",
        "legal_hold": "hold" if user.legal_hold else "lift_hold",
    }
    for field, step in steps.items():
        if field in changed:
            audit.record(f"account.{step}", user, by=by, chain=audit.PLATFORM)
