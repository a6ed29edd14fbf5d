"""What the steps of drafts are called in the record."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from imap.core.audit.words import say

say({"edition.begin": _("Draft of a profile begun")})
