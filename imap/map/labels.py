"""Words for what stands beside figures: kinds of nothing, flags, notes."""

from __future__ import annotations

from django.utils.translation import gettext as _


def kind_labels() -> dict[str, str]:
    return {
        "no-data": _("no data"),
        "elsewhere": _("counted in another row by this source"),
        "not-applicable": _("not applicable"),
        "hidden": _("not shown"),
    }


def same_scale(*, is_count: bool) -> str:
    """Say that years can be compared: by classes, or by the areas of circles."""
    if is_count:
        return _("Areas of circles are to the same scale in every year.")
    return _("Classes are the same in every year.")


def flag_labels() -> dict[str, str]:
    return {
        "estimate": _("estimate"),
        "provisional": _("provisional"),
        "break": _("break in the series"),
    }


def note_of(flag: str, remark: str, counted_in: str, note: str = "") -> str:
    """Return what there is to know of one figure: flag, what it counts, from what."""
    counted = _("counted with %(name)s") % {"name": counted_in} if counted_in else ""
    parts = [flag_labels().get(flag, ""), remark, counted, note]
    return "; ".join(filter(None, parts))


def summary_pattern() -> str:
    """Return the sentence on a view of figures, with {places}."""
    return _(
        "{count} of {all} states and areas have a figure for {year}; the median is"
        " {median}."
    )
