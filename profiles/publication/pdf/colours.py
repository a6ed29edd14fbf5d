"""The colours of `static/css/tokens.css`, whose test holds both to the same values."""

from __future__ import annotations

from collections.abc import Mapping

COLOURS = {
    "ink": "#17202a",
    "muted": "#52606d",
    "edge": "#75828f",
    "line": "#d5dbe1",
    "hair": "#e6eaed",
    "grid": "#e3e8ec",
    "ground": "#f5f7f8",
    "warn": "#8a5a00",
    "warn-soft": "#fbf2de",
    "others-bar": "#a9b3bc",
    "accent": "#0b5c6b",
    "deep": "#07434e",
    "mid": "#5499a4",
    "soft": "#e4f0f2",
    "series-1": "#0b5c6b",
    "series-2": "#8a4b14",
    "series-3": "#52606d",
    "series-4": "#542788",
}
# Each i-Map has an accent of its own, so that nobody takes one for the other.
OF_DIALOGUE = {
    "mtm": {
        "accent": "#8a4b14",
        "deep": "#66360c",
        "mid": "#bd8650",
        "soft": "#f8eee4",
        "series-1": "#8a4b14",
        "series-2": "#0b5c6b",
    }
}


def colours(dialogue: str) -> Mapping[str, str]:
    return COLOURS | OF_DIALOGUE.get(dialogue, {})
