"""Two texts of a section that were saved on the same version, to choose from."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from profiles.editing import merging
from profiles.editing.body import BodyError
from profiles.editing.place import Place
from profiles.editing.saving import ConflictError
from profiles.pages.choices import Voice, groups
from profiles.text.merging import Row


def merge_page(place: Place, mine: str, conflict: ConflictError) -> dict[str, Any]:
    """Return the paragraphs of both texts; none where mine cannot be taken."""
    newest = conflict.current.version if conflict.current else 0
    page = {"begun": conflict.version, "newest": newest, "mine": mine}
    try:
        merge = merging.beside(
            place, mine, begun=conflict.version, current=conflict.current
        )
    except BodyError:
        return page
    voice = _voice()
    made = groups(place, merge, voice)
    return {
        **page,
        "groups": made,
        "voice": voice,
        "count": sum(group.pair is not None for group in made),
        "order": merge.order,
    }


def _voice() -> Voice:
    return Voice(
        theirs=pgettext("text", "Theirs"),
        mine=pgettext("text", "Mine"),
        both=_("Both, theirs first"),
        title=_title,
        is_open=lambda row: not row.is_same,
    )


def _title(row: Row) -> str:
    """Say who changed a paragraph, and how, since the version mine was begun on."""
    if row.theirs is None:
        return _title_of_mine(row)
    if row.mine is None:
        return _title_of_theirs(row)
    if row.by_me and row.by_them:
        return _("Changed in both texts")
    return _("Changed in your text") if row.by_me else _("Changed in their text")


def _title_of_mine(row: Row) -> str:
    if not row.by_them:
        return _("New in your text")
    if row.by_me:
        return _("Taken out of their text, changed in yours")
    return _("Taken out of their text")


def _title_of_theirs(row: Row) -> str:
    if not row.by_me:
        return _("New in their text")
    if row.by_them:
        return _("Taken out of your text, changed in theirs")
    return _("Taken out of your text")
