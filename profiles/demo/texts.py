"""The texts of demonstrations: a file a language, a `<section>` for each code."""

from __future__ import annotations

import re
from pathlib import Path

DATA = Path(__file__).resolve().parent / "data"
_SECTION = re.compile(r'<section data-code="([^"]+)">\n(.*?)\n</section>', re.DOTALL)


def read(name: str, language: str) -> dict[str, str]:
    """Return the bodies of an edition in one language by section code."""
    text = (DATA / f"{name}.{language}.html").read_text(encoding="utf-8")
    return dict(_SECTION.findall(text))
