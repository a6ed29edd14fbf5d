"""A view of the map to take away: what stands on the sheet around the drawing.

Picture, printed page and file of vectors are made of one drawing, so that they cannot
differ: `imap/map/sheet.py` typesets it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.conf import settings
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from imap.core.dates import spelled
from imap.map.drawing.outlines import Frame, Outlines, outlines_in
from imap.map.drawing.paint import Paint, paint_of
from imap.map.drawing.picture import Picture
from imap.map.layers.view import LegendRow, View
from imap.map.page import MapPage
from imap.reference.extents import Extent

# So many units wide is a drawing.
UNITS = 2100
# In mm: how large the map is at most, beside its legend and above the small print.
WIDEST, HIGHEST = 212, 144
# A pixel of the page on paper, in mm.
PIXEL = 0.212


@dataclass(frozen=True)
class Still:
    """The sheet of a view; `address` is where it is shown, with everything chosen."""

    page: MapPage
    address: str

    @property
    def view(self) -> View:
        return self.page.view

    @property
    def paint(self) -> Paint:
        return paint_of(self.page.dialogue.slug, self.view.ramp)

    @property
    def i_map(self) -> str:
        return str(self.page.dialogue.names)

    @property
    def title(self) -> str:
        return self.view.title

    @property
    def outlines(self) -> Outlines | None:
        return outlines_in(_frame(self.page))

    @property
    def width(self) -> float:
        """Return the width of the map on paper, in mm."""
        outlines = self.outlines
        ratio = outlines.width / outlines.height if outlines else 1
        return min(WIDEST, HIGHEST * ratio)

    @property
    def unit(self) -> float:
        """Return how many units of the drawing stand for a pixel of the page."""
        return UNITS / self.width * PIXEL

    @property
    def drawing(self) -> str:
        """Return the map as SVG; "" where the outlines are not built."""
        outlines, country = self.outlines, self.page.asked.country
        if outlines is None:
            return ""
        states = self.page.scene.participants
        # With the mark of a footnote, which stands on the sheet.
        names = {each.iso3: f"{each.name}{each.footnote}" for each in states}
        drawn = Picture(outlines, self.view, names, country, self.paint, self.unit)
        return drawn.svg()

    @property
    def legend(self) -> Sequence[LegendRow]:
        """Return the rows that count a state; those of nothing only where one is."""
        nothing = [row for row in self.view.legend.nothing if row.count]
        return [*self.view.legend.rows, *nothing]

    @property
    def notices(self) -> list[str]:
        marks = (each.footnote for each in self.page.scene.participants)
        return self.page.dialogue.notices(marks)

    @property
    def citation(self) -> str:
        """Name i-Map, year, title, source, address and day, as a reference does."""
        today = timezone.localdate()
        told = {
            "i_map": self.i_map,
            "year": today.year,
            "title": self.title.rstrip("."),
            "source": self.view.source,
            "address": self.address,
            # Some languages end a date with a full stop.
            "day": spelled(today).rstrip("."),
        }
        words = _(
            "%(i_map)s (%(year)s). %(title)s. Source: %(source)s. %(address)s, %(day)s."
        )
        return words % told

    @property
    def file_name(self) -> str:
        """Return a name of plain letters that says what is shown."""
        asked = self.page.asked
        keys = asked.layer.keys[:2] if asked.layer else ()
        parts = [self.page.layer_key, *(asked.values.get(key, "") for key in keys)]
        told = "-".join(
            each for each in (self.page.dialogue.slug, *parts, asked.country) if each
        )
        return "".join(each if each.isalnum() or each in "-." else "-" for each in told)


def address_of(page: MapPage) -> str:
    """Return the address of the view in the language of the page."""
    path = reverse("map:page", args=[page.dialogue.slug])
    return f"{settings.SITE_URL}{path}?{page.asked.whole_query}"


def _frame(page: MapPage) -> Frame:
    (south, west), (north, east) = page.dialogue.map_extent
    return Frame(Extent(south, west, north, east), UNITS / (east - west))
