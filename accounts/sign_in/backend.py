"""Who may sign in with a name and a password: one person and one check, always.

How long a sign-in takes must not tell whether somebody has an account here. So each
kind of name costs one run of the password hash: a name that is known, unknown, without
a password or switched off, an address as much as a user name.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

from allauth.account.auth_backends import AuthenticationBackend
from allauth.account.internal.userkit import (
    filter_users_by_email,
    get_user_by_username,
)

from accounts.models import User
from imap.core.addresses import readable_key

if TYPE_CHECKING:
    from django.contrib.auth.base_user import AbstractBaseUser
    from django.http import HttpRequest


def named(name: str) -> User | None:
    """Return who signs in with that address or user name, if anybody."""
    if "@" not in name:
        return cast("User | None", get_user_by_username(name))
    people: list[User] = filter_users_by_email(
        readable_key(name), prefer_verified=True, for_login=True
    )
    return min(people, key=lambda each: each.pk, default=None)


class PasswordBackend(AuthenticationBackend):
    def _authenticate(
        self, _request: HttpRequest | None, **credentials: Any
    ) -> AbstractBaseUser | None:
        """Check one password; allauth runs a hash for nothing where this ran none."""
        # Typed again, a password comes with both names: they are one person's.
        name = credentials.get("email") or credentials.get("username") or ""
        user = named(str(name))
        if user is None or not user.has_usable_password():
            return None
        person: AbstractBaseUser | None = self._check_password(
            user, credentials["password"]
        )
        return person
