"""Office files whose bytes depend on what they say, and on no clock."""

from __future__ import annotations

import datetime as dt
import io
import re
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

PROPERTIES = "docProps/core.xml"
_SAVED = re.compile(rb"(<dcterms:modified[^>]*>)[^<]*")


def dated(made: bytes, day: dt.date) -> bytes:
    """Return a DOCX or XLSX with a day in place of each moment it was made at."""
    again = io.BytesIO()
    with ZipFile(io.BytesIO(made)) as parts, ZipFile(again, "w", ZIP_DEFLATED) as file:
        for name in parts.namelist():
            part = ZipInfo(name, (day.year, day.month, day.day, 0, 0, 0))
            part.compress_type = ZIP_DEFLATED
            content = parts.read(name)
            if name == PROPERTIES:
                content = _SAVED.sub(rb"\g<1>%sT00:00:00Z" % _written(day), content)
            file.writestr(part, content)
    return again.getvalue()


def _written(day: dt.date) -> bytes:
    return day.isoformat().encode()
