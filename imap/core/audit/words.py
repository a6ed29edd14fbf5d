"""Steps of the audit log in words: each room says its own in `audit_words.py`."""

from __future__ import annotations

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.module_loading import autodiscover_modules
from django.utils.translation import gettext_lazy as _

Words = str | Promise

_words: dict[str, Words] = {
    "audit.erase_names": _("Names taken out of the record"),
    "audit.delete": _("Oldest entries of the record deleted"),
    "mail.resend": _("Mail sent again"),
    "mail.cancel": _("Mail cancelled before it left"),
}


def say(words: Mapping[str, Words]) -> None:
    _words.update(words)


def in_words(action: str) -> Words:
    """Return what the step is called; its code where no room has a word for it."""
    autodiscover_modules("audit_words")
    return _words.get(action, action)
