"""Words on flows that page and script share, in the reader's language."""

from __future__ import annotations

from django.utils.translation import gettext as _

from imap.map.flows.bodies import IN, OUT
from imap.map.flows.question import BOTH, LEASTS, TOPS
from imap.statistics.formatting import format_number


def choices() -> dict[str, list[tuple[str, str]]]:
    """Return value and words of each choice, by the key of the address."""
    return {
        "way": [(BOTH, _("Both")), (OUT, _("Outward")), (IN, _("Inward"))],
        "top": [(each, _("All") if each == "all" else each) for each in TOPS],
        "least": [
            (each, _("Any number") if each == "0" else format_number(int(each)))
            for each in LEASTS
        ],
        "scale": [
            ("own", _("This country’s largest")),
            ("same", _("The same for all countries")),
        ],
    }


def words() -> dict[str, str]:
    """Return sentences with {places}, filled in by the script."""
    return {
        "choose": _("Choose a country."),
        "chooseOnMap": _("Choose a country on the map or in the list."),
        "shown": _("Shown: {shown} of {count}"),
        "residents": _("per cent of residents there"),
        "share": _("Share"),
        "partner": _("State or area"),
        "others": _("{count} others on the i-Map"),
        "outside": _("Other partners, not on the i-Map"),
        "whole": _("{value} {unit}, all partners"),
        "everybody": _("all partners"),
        "choosing": _("{name}. Enter chooses this country."),
        "ofResidents": _("of residents there"),
        "openCountry": _("Open the country page"),
        "nothing": _("no figure"),
        "selected": _("{name}, the country chosen"),
        "enterChooses": _("Enter chooses this country."),
        "summary": _("{heading}: mostly {first} ({value})."),
        "none": _("{heading}: no figures."),
    }
