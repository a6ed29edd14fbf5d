"""A letter in enriched text (RFC 1896) as plain text: of its marks only words stay."""

from __future__ import annotations

import re

_PARAMETER = re.compile(r"<param>[^<]{0,500}</param>", re.IGNORECASE)
_MARK = re.compile(r"<<|</?[a-zA-Z-]{1,60}>")
# One line end is a space, and of more of them one is.
_LINE_END = re.compile(r"\n+")


def to_text(content: str) -> str:
    """Return the words; "<<" is a sign of its own there, not a mark."""
    plain = _MARK.sub(_plain, _PARAMETER.sub("", content))
    return _LINE_END.sub(lambda ends: ends[0][1:] or " ", plain).strip()


def _plain(mark: re.Match[str]) -> str:
    return "<" if mark[0] == "<<" else ""
