"""Elements of SVG as text."""

from __future__ import annotations

from html import escape

from imap.core.letters import printable

FONTS = "Noto Sans, Noto Sans Arabic, sans-serif"
INK = "#17202a"
WHITE = "#ffffff"


def element(tag: str, *content: str, **attributes: object) -> str:
    """Return an element around content that is SVG already; None leaves out a value.

    Words of Python stand for names: `stroke_width` is stroke-width, `class_` class.
    """
    told = "".join(
        f' {name.rstrip("_").replace("_", "-")}="{escape(_written(value))}"'
        for name, value in attributes.items()
        if value is not None
    )
    body = "".join(content)
    return f"<{tag}{told}>{body}</{tag}>" if body else f"<{tag}{told}/>"


def label(
    text: str,
    at: tuple[float, float],
    letters: float,
    *,
    is_bold: bool = False,
    is_on_dark: bool = False,
) -> str:
    """Return words centred on a point of their foot, set off by an edge."""
    return element(
        "text",
        escape(printable(text)),
        x=at[0],
        y=at[1],
        font_size=letters,
        font_family=FONTS,
        font_weight="bold" if is_bold else None,
        text_anchor="middle",
        paint_order="stroke",
        stroke=INK if is_on_dark else WHITE,
        stroke_opacity=0.35 if is_on_dark else None,
        stroke_width=letters * 0.22,
        stroke_linejoin="round",
        fill=WHITE if is_on_dark else INK,
    )


def _written(value: object) -> str:
    return f"{value:.2f}" if isinstance(value, float) else str(value)
