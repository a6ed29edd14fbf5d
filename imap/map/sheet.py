"""Typesets a still as SVG, PNG or PDF: one sheet, A4 across."""

from __future__ import annotations

import base64
import json
import re
from functools import lru_cache
from itertools import count
from pathlib import Path
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from imap.core import language
from imap.core.dates import spelled
from imap.core.letters import printable
from imap.core.typesetting import drawn, typeset
from imap.map.drawing.scale import key_line, scale
from imap.map.still import UNITS, Still

TEMPLATE = Path(__file__).resolve().parent / "template" / "still.typ"
SVG, PNG, PDF = FORMS = ("svg", "png", "pdf")
# Sheets kept by a process, for who takes the same view in two forms, or once more.
KEPT = 16
_ATTRIBUTE = re.compile(r'(\w+)="([^"]*)"')
_NAMED = re.compile(r'(?:id="|url\(#)[\w-]+')
_EMBEDDED = re.compile(
    r'<image ([^>]*?)xlink:href="data:image/svg\+xml;base64,([^"]+)"([^>]*?)/>'
)


def sheet(still: Still, form: str) -> bytes:
    """Return the sheet in one of `FORMS`; the same view on a day has the same bytes."""
    report = json.dumps(_report(still), sort_keys=True)
    return _made(report, timezone.localdate().toordinal(), form)


@lru_cache(maxsize=KEPT)
def _made(report: str, day: int, form: str) -> bytes:
    told = json.loads(report)
    if form == PDF:
        return typeset(told, timezone.localdate().fromordinal(day), TEMPLATE)
    made = drawn(told, TEMPLATE, form)
    return _opened(made) if form == SVG else made


def _opened(made: bytes) -> bytes:
    """Put drawings in as elements: programs that edit SVG open no picture in it."""
    numbers = count()
    return _EMBEDDED.sub(
        lambda match: _nested(match, next(numbers)), made.decode()
    ).encode()


def _nested(match: re.Match[str], number: int) -> str:
    """Return a drawing in a group of its own; a number tells its names apart."""
    before, data, after = match.groups()
    inner = base64.b64decode(data).decode()
    told = dict(_ATTRIBUTE.findall(before + after))
    size = f'width="{told["width"]}" height="{told["height"]}"'
    inner = re.sub(r'width="\d+" height="\d+"', size, inner, count=1)
    inner = _NAMED.sub(rf"\g<0>-{number}", inner)
    return f'<g transform="{told.get("transform", "")}">{inner}</g>'


def _report(still: Still) -> dict[str, Any]:
    code = language.current()
    view = still.view
    return {
        "title": printable(still.title),
        "sentence": printable(view.summary),
        "i_map": printable(still.i_map),
        "lang": code,
        "dir": language.direction(code),
        "colours": {name: still.paint.colours[name] for name in ("ink", "muted")},
        "map": _map(still),
        "legend": _legend(still),
        "lines": [printable(line) for line in _lines(still)],
        "printed": printable(
            _("as of %(day)s") % {"day": spelled(timezone.localdate())}
        ),
    }


def _map(still: Still) -> dict[str, Any]:
    told = printable(f"{still.title}. {still.view.summary}".strip())
    width = still.width
    return {"svg": still.drawing, "width": width, "units": UNITS, "alt": told}


def _legend(still: Still) -> dict[str, Any]:
    legend, marks, paint = still.view.legend, still.view.marks, still.paint
    keys = marks.keys if len(marks.keys) > 1 else ()
    return {
        # The hues of curves say the rest.
        "title": printable(marks.unit or legend.title),
        "note": printable(legend.note),
        "scale": scale(marks, paint, still.unit),
        "keys": [
            {"svg": key_line(paint.colours[f"flow-{way}"]), "label": printable(words)}
            for way, words in keys
        ],
        "rows": [
            {
                "svg": paint.swatch(row.kind),
                "label": printable(row.label),
                "count": str(row.count),
            }
            for row in still.legend
        ],
    }


def _lines(still: Still) -> list[str]:
    source = _("Source: %s") % still.view.source
    return [source, *still.notices, still.citation]
