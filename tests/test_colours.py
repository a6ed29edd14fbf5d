"""Paper has the colours of the pages."""

from __future__ import annotations

import re

import pytest
from django.conf import settings

from imap.core.colours import COLOURS, OF_DIALOGUE


def tokens(selector: str) -> dict[str, str]:
    css = (settings.BASE_DIR / "static/css/tokens.css").read_text(encoding="utf-8")
    block = css.split(f"{selector} {{")[1].split("}")[0]
    return dict(re.findall(r"--([\w-]+): (#\w+);", block))


@pytest.mark.parametrize(
    ("colours", "selector"),
    [(COLOURS, ":root"), (OF_DIALOGUE["mtm"], '[data-dialogue="mtm"]')],
)
def test_each_colour_is_that_of_the_style_sheet(
    colours: dict[str, str], selector: str
) -> None:
    assert colours.items() <= tokens(selector).items()
