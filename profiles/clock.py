"""What time does to drafts."""

from __future__ import annotations

from imap.core import clock
from profiles.editing import autosave

clock.does("words that were never saved")(autosave.delete_old)
