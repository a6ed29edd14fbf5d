from __future__ import annotations

from django.conf import settings

from imap.core import clock
from imap.map import payloads


@clock.does("map answers made")
def make_answers() -> int:
    """Make the map's data before somebody asks, after the figures changed."""
    return sum(payloads.make_all(dialogue) for dialogue in settings.DIALOGUES)
