"""Words that the map's script puts on the page, in the reader's language."""

from __future__ import annotations

from django.utils.translation import gettext as _

from imap.core.language import current
from imap.map.labels import flag_labels, kind_labels, same_scale, summary_pattern
from imap.statistics.formatting import BILLION, FALLBACK, MILLION, SCALES


def words() -> dict[str, str]:
    """Return sentences with {places}, filled in by the script whatever it shows."""
    return {
        "describeStatus": "{name}: {status}",
        "enterOpens": _("Enter opens the card."),
        "noCountry": _("No participating state of that name."),
        "noCard": _("The card could not be loaded. Check the connection, try again."),
        "noFigures": _("The figures could not be loaded. Check the connection."),
        "noLayer": _("This layer could not be loaded. Load the page again."),
        "noMap": _("The map could not be loaded; the table has the same figures."),
        "noChart": _("The chart could not be loaded; the table has the same figures."),
        "wheelHint": _("Click the map or hold Ctrl to zoom with the wheel"),
        "touchHint": _("Two fingers move the map"),
        "play": _("Play the years"),
        "pause": _("Pause"),
        "cited": _("Citation copied"),
        "noCitation": _("The citation could not be made."),
        "copied": _("The link is copied."),
        "notCopied": _("Copy this link: {address}"),
        **_of_the_table(),
    }


def _of_the_table() -> dict[str, str]:
    return {
        "columnName": _("State or area"),
        "columnGroup": _("Group"),
        "columnYears": _("Over the years"),
        "filter": _("Filter"),
        "rowsShown": _("{shown} of {count}"),
        "copyTable": _("Copy table"),
        "tableCopied": _("The table is copied."),
        "tableNotCopied": _("The table could not be copied."),
        "noTable": _("The table could not be loaded."),
        "sortBy": _("Sort by this column"),
    }


def figure_words() -> dict[str, object]:
    """Return what is said of figures: it comes with the first of them."""
    return {
        "legendTitle": "{unit}, {year}",
        "sameClasses": same_scale(is_count=False),
        "sameAreas": same_scale(is_count=True),
        "median": _("Median of {count} values: {value}."),
        "describeFigure": "{name}, {year}: {value}{class}",
        "describeClass": _(", class {class}"),
        "summary": summary_pattern(),
        "summaryNone": _("No state has a figure for {year}."),
        "summaryOf": "{name}: {value}.",
        "hoverNote": _("Class {class}. Enter opens the card."),
        "cardClass": _("Class {class}"),
        "countedIn": _("counted with {name}"),
        "source": _("Source: %s") % "{source}",
        "columnNote": _("Note"),
        "kinds": kind_labels(),
        "flags": flag_labels(),
        "scales": _scales(),
    }


def _scales() -> list[tuple[int, str]]:
    names = SCALES.get(current(), SCALES[FALLBACK])
    return [(int(scale), names[scale]) for scale in (BILLION, MILLION)]
