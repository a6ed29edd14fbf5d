"""Files of letters whose row never came to be, or went without them."""

from __future__ import annotations

from contextlib import suppress
from datetime import timedelta

from django.conf import settings
from django.core.files.storage import default_storage
from django.utils import timezone

from accounts.mailbox.models import Attachment
from imap.core import limits

_FOLDER = "letters"
# A file is written before its row is: what is younger may still get one.
_AGE = timedelta(days=1)


def delete_daily() -> int:
    """Delete what no row names, once a day; a kill in the middle leaves such files."""
    if not limits.count_within("orphans of letters", "", "1/d"):
        return 0
    return sum(_delete(f"{_FOLDER}/{dialogue}") for dialogue in settings.DIALOGUES)


def _delete(folder: str) -> int:
    names: list[str] = []
    with suppress(FileNotFoundError):
        names = default_storage.listdir(folder)[1]
    paths = {f"{folder}/{name}" for name in names}
    rows = Attachment.objects.filter(file__startswith=f"{folder}/")
    orphans = paths - set(rows.values_list("file", flat=True))
    before, deleted = timezone.now() - _AGE, 0
    for path in orphans:
        if default_storage.get_modified_time(path) < before:
            default_storage.delete(path)
            deleted += 1
    return deleted
