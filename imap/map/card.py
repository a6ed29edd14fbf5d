"""The card of one country: who it is, what the layers say, five key figures."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from imap.core.access import Access
from imap.core.language import current
from imap.map.layers.socket import layers_for
from imap.map.layers.view import CardPart
from imap.reference.participants import Participant, participants
from imap.statistics.charts import ChartText, sparkline
from imap.statistics.key_figures import KeyFigure, key_figures

MOST_FIGURES = 5
SPARKLINE = (62, 30)


@dataclass(frozen=True)
class CardFigure:
    figure: KeyFigure
    counted_in: str
    sparkline: SafeString


@dataclass(frozen=True)
class CountryCard:
    participant: Participant
    parts: Sequence[CardPart]
    figures: Sequence[CardFigure]

    @property
    def action(self) -> tuple[str, str] | None:
        return next((part.action for part in self.parts if part.action), None)


def country_card(dialogue: str, access: Access, iso3: str) -> CountryCard | None:
    """Return the card of a participating state; None for any other code."""
    code = current()
    states = {each.iso3: each for each in participants(dialogue, code)}
    if iso3 not in states:
        return None
    parts = [layer.card(dialogue, iso3) for layer in layers_for(access)]
    names = {each.iso3: each.name for each in states.values()}
    figures = key_figures(iso3)[:MOST_FIGURES]
    return CountryCard(
        participant=states[iso3],
        parts=[part for part in parts if part is not None],
        figures=[_card_figure(figure, names) for figure in figures],
    )


def _card_figure(figure: KeyFigure, names: dict[str, str]) -> CardFigure:
    text = ChartText(
        title=figure.label(),
        description=figure.source_text(),
        language=current(),
        head=_("Year"),
        absent=_("no data"),
    )
    drawing = sparkline(figure.sparkline, text, SPARKLINE)
    return CardFigure(figure, names.get(figure.counted_in or "", ""), drawing)
