"""One section of a draft in one language, with the others, guidance and figures."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import override

from imap.core.access import Access
from imap.statistics.key_figures import KeyFigure, key_figures
from profiles import permissions
from profiles.editing import body as limits
from profiles.editing.body import BodyError
from profiles.editing.place import Place
from profiles.language_names import LANGUAGE_NAMES
from profiles.lookup import stored
from profiles.models import Autosave, SectionText
from profiles.pages.beside import others
from profiles.pages.draft import DraftSection, frame, outline
from profiles.text.references import references
from profiles.text.rows import Row, rows
from profiles.text.tree import parse


@dataclass(frozen=True)
class KeptWords:
    """Words that were not saved; with their paragraphs where they are only read."""

    row: Autosave
    rows: list[Row]


def kept_words(place: Place, kept: list[Autosave]) -> list[KeptWords]:
    is_read = not place.edition.is_open
    return [KeptWords(row, _read(row) if is_read else []) for row in kept]


def _read(row: Autosave) -> list[Row]:
    """Return the paragraphs of kept words; none where they cannot be parsed."""
    try:
        limits.check(row.body)
    except BodyError:
        return []
    tree = parse(row.body)
    return [] if tree.is_flat else rows(tree, f"kept-{row.pk}", stored([tree]))


def section_page(
    place: Place,
    access: Access,
    *,
    typed: str | None = None,
    words: Autosave | None = None,
    wants_field: bool = False,
) -> dict[str, Any]:
    """Return the page of a section.

    `typed` is a text that could not be saved, `words` are those of an earlier visit
    that are taken up: on the version they were typed on, so that a conflict is seen.
    `wants_field` asks for the field without the right to save: for a suggestion.
    """
    text = place.text()
    kept, version = (text.body, text.version) if text else ("", 0)
    if words is not None:
        kept, version = words.body, words.version
    lines, section = outline(place.edition, access), place.section
    here = next(line for line in lines if line.code == section.code)
    return {
        **frame(place.edition),
        "section": section,
        "title": section.titles.text(),
        "guidance": section.guidance.text(),
        **_language(place),
        "text": text,
        "body": kept if typed is None else typed,
        "version": version,
        "here": here,
        # What could not be saved stays in its field, even where nobody writes now.
        "has_field": here.may_write or typed is not None or wants_field or bool(words),
        "lines": lines,
        "near": _near(lines, section.code),
        **_standing(place, access, here),
        **_beside(place, text, here),
    }


def _language(place: Place) -> dict[str, str]:
    code = place.language
    return {"language": code, "language_name": LANGUAGE_NAMES[code]}


def _standing(place: Place, access: Access, here: DraftSection) -> dict[str, bool]:
    """Return what this person may do, as the draft stands."""
    return {
        "may_write": here.may_write,
        "suggests_only": place.edition.is_open and not here.may_write,
        "may_agree": permissions.may_agree(access, place.edition),
        "is_frozen": not place.edition.is_open,
    }


def _beside(
    place: Place, text: SectionText | None, here: DraftSection
) -> dict[str, Any]:
    """Return what stands beside the field: the text as kept, others, figures."""
    beside = others(place, here)
    ahead = [other for other in beside if other.is_ahead]
    return {
        "kept": _rows(text, place.section.code),
        "others": beside,
        "ahead": ahead,
        "ahead_names": [other.name for other in ahead],
        "figures": _figures(place),
        "config": {
            "labels": _labels(place, text),
            "words": _words(),
            # The script puts the length of the text in.
            "limit": {
                "most": limits.MOST_CHARACTERS,
                "words": limits.too_long("{held}"),
            },
        },
    }


def _near(lines: list[DraftSection], code: str) -> dict[str, DraftSection | None]:
    """Return the sections before and after this one."""
    written = [line for line in lines if not line.is_group]
    at = next(i for i, line in enumerate(written) if line.code == code)
    return {
        "before": written[at - 1] if at else None,
        "after": written[at + 1] if at + 1 < len(written) else None,
    }


def _labels(place: Place, text: SectionText | None) -> dict[str, str]:
    """Return what each figure reads, by reference and form, for the editor's script."""
    tree = parse(text.body if text else "")
    lookup = stored([tree])
    pairs = {
        (named.get("data-figure", ""), named.get("data-as", ""))
        for tag, named in references(tree)
        if tag == "data"
    }
    with override(place.language):
        labels = {f"{key}|{form}": lookup.figure(key, form) for key, form in pairs}
        labels |= {
            f"{each.series_key}:{place.edition.profile.country_id}:{each.year}|": (
                each.text()
            )
            for each in _figures(place)
            if each.value is not None
        }
    return labels


def _words() -> dict[str, str]:
    """Return what the editor's script says."""
    return {
        "unsaved": _("Not saved yet"),
        "signedOut": _(
            "You are signed out. Sign in in another window, then save; "
            "your text stays here."
        ),
        "offline": _("Not saved: there is no connection. Your text stays here."),
        "fault": _(
            "Not saved: the portal cannot answer just now. "
            "Your text stays here and is sent again by itself."
        ),
        "refused": _("Not saved. Your text stays here; try again."),
        "plain": _("This section holds what only its plain text can show."),
        **_left_out(),
    }


def _left_out() -> dict[str, str]:
    """Return what the script calls the things that a paste leaves out."""
    return {
        "leftOut": _("Left out of what you pasted:"),
        "pictures": _("pictures"),
        "drawings": _("drawings"),
        "deleted": _("deleted text"),
        "comments": _("comments"),
        "embedded": _("embedded content"),
        "files": _("files"),
        "colours": _("colours"),
        "lines": _("underlining"),
    }


def _rows(text: SectionText | None, code: str) -> list[Row]:
    """Return the text that is kept as readers would see it."""
    if text is None:
        return []
    tree = parse(text.body)
    return rows(tree, code, stored([tree]))


def _figures(place: Place) -> list[KeyFigure]:
    """Return the newest figures of the indicators that belong to the section."""
    codes = place.section.indicators
    if not codes:
        return []
    return key_figures(place.edition.profile.country_id, codes=codes)
