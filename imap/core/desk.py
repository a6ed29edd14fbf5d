"""The desk socket: what waits for the secretariat of an i-Map, room by room.

Each room says it in its `desk.py`, found by name. A card counts, says how long the
oldest has waited, and leads there.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from django.utils.functional import Promise
from django.utils.module_loading import autodiscover_modules
from django.utils.timesince import timesince

if TYPE_CHECKING:
    from accounts.models import User

Words = str | Promise


@dataclass(frozen=True)
class Card:
    title: Words
    address: str
    waiting: int
    # What there is when nothing waits, in a sentence.
    nothing: Words
    oldest: datetime | None = None
    notes: tuple[str, ...] = ()

    @property
    def age(self) -> str:
        return timesince(self.oldest, depth=1) if self.oldest else ""


Maker = Callable[[str, "User"], Card]
_makers: dict[int, Maker] = {}


def card(place: int) -> Callable[[Maker], Maker]:
    """Register what makes a card; lower places stand first."""

    def register(maker: Maker) -> Maker:
        _makers[place] = maker
        return maker

    return register


def cards(dialogue: str, user: User) -> list[Card]:
    autodiscover_modules("desk")
    return [_makers[place](dialogue, user) for place in sorted(_makers)]
