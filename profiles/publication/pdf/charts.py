"""A chart as data: its drawing with colours in it, and the figures it was drawn from.

On a page the colours are rules of a style sheet, which the typesetter does not know:
here each shape gets those of its class.
"""

from __future__ import annotations

from collections.abc import Mapping
from math import ceil

from django.utils.translation import gettext as _
from lxml import etree

# lxml gives its elements no public name; this is the one it documents.
from lxml.etree import _Element as Element

from imap.core.colours import colours
from imap.core.letters import printable
from imap.statistics.charts import Chart, ChartTable
from profiles.chart_elements import Caption
from profiles.publication.pdf.grid import plain
from profiles.publication.pdf.inline import Data, Voice
from profiles.publication.pdf.widths import ROOM, laid_out, needed

Rules = Mapping[str, str]
SHORT = 8
MOST_PIECES = 4
# In letters.
GUTTER = 4


def chart(chart: Chart, caption: Caption, voice: Voice) -> Data:
    """Return a chart, its table of values in pieces that stand side by side."""
    is_drawn = bool(chart.svg and chart.table.rows)
    return {
        "title": printable(caption.title),
        "unit": printable(caption.unit),
        "sources": "; ".join(map(printable, caption.sources)),
        "marks": _footnotes(chart.table, voice.marks),
        "drawing": drawn(str(chart.svg), voice.dialogue) if is_drawn else None,
        "alt": printable(_alternative(caption)),
        "tables": _tables(chart.table),
        "pieces": _pieces(chart.table),
    }


def drawn(svg: str, dialogue: str) -> Data:
    """Return the shapes of a drawing in their colours, and its words beside them.

    The words are set as all others are, so that Arabic joins and reads from the right.
    """
    root = etree.fromstring(svg)
    rules = _rules(colours(dialogue))
    words = [_label(each, rules) for each in root.iter("{*}text")]
    etree.strip_elements(root, "{*}text", "text", with_tail=False)
    for shape in root.iter(etree.Element):
        for key, value in _painted(shape, rules).items():
            shape.set(key, value)
        shape.attrib.pop("class", "")
    root.set("xmlns", "http://www.w3.org/2000/svg")
    width, height = str(root.get("viewBox")).split()[2:]
    return {
        "shapes": etree.tostring(root, encoding="unicode"),
        "width": float(width),
        "height": float(height),
        "dir": str(root.get("direction")),
        "words": words,
    }


def _painted(shape: Element, rules: Mapping[str, Rules]) -> dict[str, str]:
    names = str(shape.get("class", "")).split()
    return {key: value for name in names for key, value in rules.get(name, {}).items()}


def _label(element: Element, rules: Mapping[str, Rules]) -> Data:
    """Return words of a chart; what a note adds follows in a colour of its own."""
    paint = _painted(element, rules)
    note = element.find("{*}tspan")
    return {
        "x": float(str(element.get("x"))),
        "y": float(str(element.get("y"))),
        "anchor": str(element.get("text-anchor", "start")),
        "size": float(paint.get("font-size", "12")),
        "weight": int(paint.get("font-weight", "400")),
        "fill": paint["fill"],
        "text": printable(str(element.text or "")),
        "note": printable(str(note.text or "")) if note is not None else "",
        "note_fill": _painted(note, rules)["fill"] if note is not None else "",
    }


def _footnotes(table: ChartTable, marks: Mapping[str, str]) -> list[str]:
    """Return what is said of names with an asterisk that head a row."""
    named = {row[0] for row in table.rows}
    return [
        printable(f"{name}: {footnote}")
        for name, footnote in marks.items()
        if name in named
    ]


def _alternative(caption: Caption) -> str:
    words = {"title": caption.title, "unit": caption.unit}
    return _("Chart: %(title)s. %(unit)s. Its values follow as a table.") % words


def _tables(table: ChartTable) -> list[Data]:
    """Return the values; a long and narrow table in pieces that stand side by side."""
    if not table.rows:
        return []
    pieces = _pieces(table)
    if pieces == 1:
        return laid_out(plain(table.heads, table.rows), "page")
    size = ceil(len(table.rows) / pieces)
    starts = range(0, len(table.rows), size)
    return [
        piece
        for at in starts
        for piece in laid_out(plain(table.heads, table.rows[at : at + size]))
    ]


def _pieces(table: ChartTable) -> int:
    if len(table.rows) <= SHORT:
        return 1
    most = ROOM["text"] // (needed(plain(table.heads, table.rows)) + GUTTER)
    return max(1, min(most, MOST_PIECES))


def _rules(colour: Rules) -> Mapping[str, Rules]:
    """Return what `static/css/chart.css` says of each class."""
    rules: dict[str, Rules] = {
        "chart__grid": {"stroke": colour["grid"]},
        "chart__zero": {"stroke": colour["edge"]},
        "chart__axis": {"fill": colour["muted"]},
        "chart__label": {"fill": colour["ink"], "font-weight": "600"},
        "chart__bar": {"fill": colour["series-1"]},
        "chart__bar--below": {"fill": colour["series-2"]},
        "chart__bar--rest": {"fill": colour["mid"]},
        "chart__bar--others": {"fill": colour["others-bar"]},
        "chart__note": {"fill": colour["muted"], "font-weight": "400"},
        "chart__name": {"fill": colour["ink"], "font-size": "13.5"},
        "chart__label--below": {"fill": colour["series-2"]},
    }
    for place in range(1, 5):
        series = colour[f"series-{place}"]
        rules[f"chart__dot--{place}"] = {"fill": series}
        rules[f"chart__label--{place}"] = {"fill": series}
        rules[f"chart__line--{place}"] = {
            "fill": "none",
            "stroke": series,
            "stroke-width": "2",
            "stroke-linejoin": "round",
        }
    return rules
