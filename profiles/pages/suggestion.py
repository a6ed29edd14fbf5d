"""The suggestions for a section, and one of them beside the text as it is now."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _
from django.utils.translation import override, pgettext

from imap.core.access import Access
from profiles import permissions
from profiles.editing import suggestions
from profiles.editing.offices import offices, reviewers
from profiles.editing.place import Place
from profiles.language_names import LANGUAGE_NAMES
from profiles.lookup import stored
from profiles.models import Suggestion
from profiles.pages.choices import Voice, groups
from profiles.pages.draft import frame
from profiles.text.differences import Paragraph, differences
from profiles.text.merging import Row
from profiles.text.tree import parse

if TYPE_CHECKING:
    from accounts.models import User


def suggestions_of(place: Place) -> dict[str, Any]:
    """Return what waits for a section in one language, and what was decided."""
    rows = list(suggestions.of(place).select_related("by").defer("body"))
    return {
        "pending": [row for row in rows if row.is_pending],
        "decided": [row for row in rows if not row.is_pending],
    }


def suggestion_page(row: Suggestion, access: Access, person: User) -> dict[str, Any]:
    """Return a suggestion: to choose from for whoever decides, else to read."""
    place = suggestions.place_of(row)
    is_open = row.is_pending and place.edition.is_open
    may_write = permissions.may_write(access, place.edition, place.section.code)
    page = {
        **frame(place.edition),
        "row": row,
        "section": place.section,
        "title": place.section.titles.text(),
        "language": place.language,
        "language_name": LANGUAGE_NAMES[place.language],
        "office": offices(place.edition).get(row.by_id or 0),
        "is_reviewer": row.by_id in reviewers(place.edition),
        "may_decide": is_open and may_write,
        "may_withdraw": is_open and permissions.may_withdraw(row, person),
    }
    return page | (_choice(row, place) if is_open and may_write else _reading(row))


def _choice(row: Suggestion, place: Place) -> dict[str, Any]:
    current = place.text()
    merge, voice = suggestions.beside(row, current), _voice()
    made = groups(place, merge, voice)
    return {
        "groups": made,
        "voice": voice,
        "count": sum(group.pair is not None for group in made),
        "newest": current.version if current else 0,
        "order": merge.order,
    }


def _reading(row: Suggestion) -> dict[str, Sequence[Paragraph]]:
    """Return what the suggestion changes in the text that it was written on."""
    begun = suggestions.place_of(row).revision(row.version)
    trees = parse(begun.body if begun else ""), parse(row.body)
    with override(row.language):
        return {"paragraphs": differences(*trees, stored(trees).figure)}


def _voice() -> Voice:
    return Voice(
        theirs=_("As it is now"),
        mine=_("As suggested"),
        both=_("Both, the present one first"),
        title=_title,
        # What others have saved since is no part of the suggestion.
        is_open=lambda row: row.by_me and not row.is_same,
    )


def _title(row: Row) -> str:
    """Say what the suggestion does with a paragraph."""
    if row.by_them:
        return _title_of_late(row)
    if row.mine is None:
        return pgettext("paragraph", "Taken out")
    if row.theirs is None:
        return pgettext("paragraph", "New")
    return pgettext("paragraph", "Changed")


def _title_of_late(row: Row) -> str:
    """Say what it does with one that others have changed since."""
    if row.mine is None:
        return _("Taken out, but changed since")
    if row.theirs is None:
        return _("Changed, but taken out since")
    return _("Changed, here and in the text since")
