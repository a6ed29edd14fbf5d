"""A person who may sign in. An account by itself opens nothing: memberships do."""

from __future__ import annotations

import re
import secrets
from typing import Any

from django.contrib.auth.models import AbstractUser
from django.db import models
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from imap.core.addresses import readable_key

GENERATED = re.compile(r"im-[0-9a-f]{8}")


def generated_username() -> str:
    return f"im-{secrets.token_hex(4)}"


class User(AbstractUser):
    """A person who signs in with an e-mail address or a generated user name."""

    username = models.CharField(
        _("user name"), max_length=150, unique=True, default=generated_username
    )
    # Its key: whoever looks for a person compares keys, which the constraint indexes.
    email = models.EmailField(_("e-mail address"), max_length=254)
    full_name = models.CharField(_("full name"), max_length=150, blank=True)
    language = models.CharField(_("language"), max_length=8, default="en")
    first_name = None  # type: ignore[assignment]
    last_name = None  # type: ignore[assignment]

    # The day on which the account goes, asked for by the person.
    erase_on = models.DateField(null=True, editable=False)
    erased_at = models.DateTimeField(null=True, editable=False)
    # Why an administrator keeps everything as it is: nothing is erased meanwhile.
    legal_hold = models.TextField(_("legal hold"), blank=True, max_length=500)

    REQUIRED_FIELDS = ["email"]

    @property
    def has_generated_name(self) -> bool:
        """Say whether the user name is still ours: it may then be chosen, once."""
        return GENERATED.fullmatch(self.username) is not None

    class Meta(AbstractUser.Meta):
        constraints = [
            models.UniqueConstraint(fields=["email"], name="one_account_an_address")
        ]

    def __str__(self) -> str:
        return self.get_full_name()

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.email = readable_key(self.email)
        super().save(*args, **kwargs)

    def get_full_name(self) -> str:
        if self.erased_at is not None:
            return gettext("former account")
        return self.full_name or self.email

    def get_short_name(self) -> str:
        return self.get_full_name()

    @property
    def initials(self) -> str:
        words = self.get_full_name().replace("@", " ").split()
        return "".join(word[0] for word in words[:2]).upper()
