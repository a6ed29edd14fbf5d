"""A user name is made with the account; its person may choose another one, once."""

from __future__ import annotations

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from accounts.models import User
from imap.core.exceptions import TransitionError


def choose(user: User, name: str) -> bool:
    """Take the name; False where somebody has it, in letters of either case."""
    if User.objects.filter(username__iexact=name).exclude(pk=user.pk).exists():
        return False
    try:
        with transaction.atomic():
            row = User.objects.select_for_update().get(pk=user.pk)
            if not row.has_generated_name:
                raise TransitionError(_("The user name was chosen already."))
            row.username = name
            row.save(update_fields=["username"])
    except IntegrityError:
        return False
    return True
