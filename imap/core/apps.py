from __future__ import annotations

from django.apps import AppConfig


class CoreConfig(AppConfig):
    name = "imap.core"
    label = "core"

    def ready(self) -> None:
        from imap.core import checks  # noqa: F401 - registers itself
