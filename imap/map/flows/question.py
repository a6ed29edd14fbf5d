"""What is asked of flows: which type, year and way, and how much of it is drawn."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from imap.map.flows.bodies import IN, OUT
from imap.map.periods import nearest_period

BOTH = "both"
# In each list the first is what an address without one means.
WAYS = (BOTH, OUT, IN)
TOPS = ("15", "5", "10", "25", "all")
LEASTS = ("0", "1000", "10000", "100000")
SCALES = OWN, SAME = ("own", "same")
KEYS = ("flow", "year", "way", "top", "least", "scale", "with")


@dataclass(frozen=True)
class Question:
    """Values that exist, as an address has them; `messages` say what was mended."""

    values: Mapping[str, str]
    messages: Sequence[str]


def question(
    query: Mapping[str, str], years: Mapping[str, Sequence[str]], codes: Sequence[str]
) -> Question:
    """Return the nearest question to what was asked.

    `years` are those of each type of flow, the opening one first; `codes` the states.
    """
    messages = []
    flow = query.get("flow") or next(iter(years))
    if flow not in years:
        messages.append(_("This i-Map holds no such flows; others are shown."))
        flow = next(iter(years))
    asked = query.get("year", "")
    year = nearest_period(years[flow], asked)
    if asked and asked != year:
        messages.append(
            _("There are no figures for the year asked for; %(year)s is shown.")
            % {"year": year}
        )
    country = query.get("country", "")
    country = country if country in codes else ""
    other = query.get("with", "")
    if other and (other not in codes or other == country):
        messages.append(_("The second code is not of another participating state."))
        other = ""
    values = {
        "flow": flow,
        "year": year,
        "way": _one_of(WAYS, query.get("way")),
        "top": _one_of(TOPS, query.get("top")),
        "least": _one_of(LEASTS, query.get("least")),
        "scale": _one_of(SCALES, query.get("scale")),
        "with": other,
        "country": country,
    }
    return Question(values, messages)


def _one_of(choices: Sequence[str], asked: str | None) -> str:
    return asked if asked and asked in choices else choices[0]
