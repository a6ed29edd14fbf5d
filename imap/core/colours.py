"""The colours of `static/css/tokens.css`, for what is drawn on the server.

A test holds both to the same values.
"""

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
    # Those of the map.
    "paper": "#ffffff",
    "sea": "#e8f0f4",
    "land": "#f8f7f3",
    "land-line": "#d3d5d0",
    "coast": "#9fb1ba",
    "graticule": "#d3e0e6",
    "endorsed": "#0b5c6b",
    "preparation": "#a3cdd3",
    "listed": "#e4dcc9",
    "no-data": "#84909b",
    "not-applicable": "#e1e5e8",
    "hidden-value": "#b4bdc5",
    "elsewhere": "#f1f2f2",
    "elsewhere-dots": "#75828f",
    "class-1": "#f5f0c3",
    "class-2": "#cde4b0",
    "class-3": "#8ccbb3",
    "class-4": "#45a9b8",
    "class-5": "#2176a8",
    "class-6": "#1c3f7c",
    "class-7": "#12254f",
    "diverging-1": "#b35806",
    "diverging-2": "#f1a340",
    "diverging-3": "#fee0b6",
    "diverging-4": "#f7f7f7",
    "diverging-5": "#d8daeb",
    "diverging-6": "#998ec3",
    "diverging-7": "#542788",
    "counted": "#e4e3dc",
    "circle": "#2176a8",
    "circle-fewer": "#b35806",
    "circle-more": "#542788",
    "flow-out": "#0b5c6b",
    "flow-in": "#b36b00",
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
        "sea": "#ebf1f3",
        "endorsed": "#8a4b14",
        "preparation": "#e3c3a0",
        "class-1": "#fbf0cf",
        "class-2": "#f6d592",
        "class-3": "#eeb055",
        "class-4": "#d8832f",
        "class-5": "#a9561a",
        "class-6": "#6b300d",
        "class-7": "#43200a",
        "circle": "#a9561a",
    }
}


def colours(dialogue: str) -> Mapping[str, str]:
    return COLOURS | OF_DIALOGUE.get(dialogue, {})
