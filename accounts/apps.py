from __future__ import annotations

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class AccountsConfig(AppConfig):
    name = "accounts"
    verbose_name = _("People and access")

    def ready(self) -> None:
        # Both connect themselves.
        from accounts.registration import undelivered  # noqa: F401
        from accounts.sign_in import signals  # noqa: F401
