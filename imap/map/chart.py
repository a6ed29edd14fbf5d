"""The chart of a layer: what the address says of it, and the words on it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django.utils.translation import gettext as _

from imap.map.layers.socket import Scene
from imap.reference.models import Dialogue

# More lines than this nobody can tell apart.
MOST_LINES = 8
LINES, MEANS, SORT = KEYS = ("lines", "means", "sort")
YES, BY_VALUE = "yes", "value"


def mended(
    query: Mapping[str, str], codes: Sequence[str]
) -> tuple[dict[str, str], list[str]]:
    """Return the keys of the chart as far as they exist, and what was left out."""
    asked = [code for code in query.get(LINES, "").split(",") if code]
    known = [code for code in dict.fromkeys(asked) if code in codes]
    kept = known[:MOST_LINES]
    messages = []
    if len(known) < len(set(asked)):
        messages.append(_("A country asked for is not on this i-Map; it is left out."))
    if len(kept) < len(known):
        messages.append(
            _("At most %(count)s countries can be added; the first ones are shown.")
            % {"count": MOST_LINES}
        )
    values = {
        LINES: ",".join(kept),
        MEANS: YES if query.get(MEANS) == YES else "",
        SORT: BY_VALUE if query.get(SORT) == BY_VALUE else "",
    }
    return values, messages


def script(scene: Scene) -> dict[str, Any]:
    """Return what the chart's own module reads, in the reader's language."""
    return {**_words(), "notes": _notes(scene)}


def _words() -> dict[str, str]:
    return {
        "course": _("Over the years"),
        "all": _("All participants, {year}"),
        "choose": _("Choose countries to compare them over the years."),
        "largest": _("Show the five largest of {year}"),
        "add": _("Add a country"),
        "addNow": _("Add"),
        "remove": _("Remove {name}"),
        "full": _("At most {count} countries can be added."),
        "means": _("Group means"),
        "mean": _("{group} ({count} of {all} participants)"),
        "meanNote": _(
            "A group mean counts every participant with a figure once, whatever its"
            " size. The line is dashed where not the same ones have figures."
        ),
        "madeOf": _("mean of {names}"),
        "apartNote": _("Hollow points and bars:"),
        "order": _("Order"),
        "byGroup": _("By group"),
        "byValue": _("By value"),
        "png": _("Download PNG"),
        "noPicture": _("The picture could not be made."),
        "lines": _("{title}, {first} to {last}: {names}. Arrow keys read the years."),
        "told": _("{year}: {values}"),
    }


def _notes(scene: Scene) -> list[str]:
    """Return what stands in a picture that leaves the page: i-Map and disclaimer."""
    here = Dialogue.objects.get(pk=scene.dialogue)
    marks = (each.footnote for each in scene.participants)
    return [str(here.names), *here.notices(marks)]
