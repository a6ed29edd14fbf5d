"""Typst: a fixed template and data in, a file out; the same data, the same bytes.

Neither the fonts nor the clock of the machine have a part in it. A template can read
nothing beside its own folder.
"""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

import fontpkg_noto_sans
import fontpkg_noto_sans_arabic
import typst

FONT_FOLDERS = tuple(
    Path(package.ROOT) / "files"
    for package in (fontpkg_noto_sans, fontpkg_noto_sans_arabic)
)
# By the typesetter, of what a run made.
RUNS_REMEMBERED = 12
# Pixels to the inch of a picture: an A4 page is 2,339 wide.
SHARP = 200


def typeset(report: Mapping[str, Any], day: dt.date, template: Path) -> bytes:
    """Return the report as a tagged PDF (PDF/UA-1), dated to the start of a day."""
    return _made(
        report,
        template,
        format="pdf",
        pdf_standards=["ua-1"],
        timestamp=dt.datetime.combine(day, dt.time(), dt.UTC),
    )


def drawn(report: Mapping[str, Any], template: Path, form: str) -> bytes:
    """Return a report of one page as a picture; `form` is svg or png."""
    return _made(report, template, format=form, ppi=SHARP)


def _made(report: Mapping[str, Any], template: Path, **form: Any) -> bytes:
    pages = _compiler(report, template).compile(**form)
    _forget()
    if not isinstance(pages, bytes):
        raise TypeError("the typesetter returned no file")
    return pages


def _forget() -> None:
    """Run until the typesetter has forgotten the report.

    It keeps what it made for the runs after it, and ten editions come to half a
    gigabyte; an empty page takes 3 ms.
    """
    for _run in range(RUNS_REMEMBERED):
        typst.Compiler(b"", font_paths=_fonts()).compile(format="pdf")


def _compiler(report: Mapping[str, Any], template: Path) -> typst.Compiler:
    return typst.Compiler(
        template,
        root=template.parent,
        font_paths=_fonts(),
        sys_inputs={"report": json.dumps(report)},
    )


@cache
def _fonts() -> typst.Fonts:
    return typst.Fonts(
        include_system_fonts=False,
        include_embedded_fonts=False,
        font_paths=list(FONT_FOLDERS),
    )
