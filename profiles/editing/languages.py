"""Which language of a section is behind, counted from where it was last in step.

Each text remembers the version of every other language that it says the same as. It is
behind when another has a later version that is no minor correction.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from django.db import transaction
from django.db.models import Max

from profiles.editing.place import Place, lock
from profiles.models import Edition, Revision, SectionText

# {(section, language): number of the last version that was no minor correction}
Majors = Mapping[tuple[int, str], int]


def behind(edition: Edition) -> dict[tuple[int, str], list[str]]:
    """Return {(section, language): languages that went ahead of it}, in two queries."""
    rows = edition.texts.filter(language__in=edition.written_languages)
    texts = list(rows.exclude(body="").defer("body").order_by())
    majors = _majors(edition)
    ahead = {
        (text.section_id, text.language): _ahead_of(text, texts, majors)
        for text in texts
    }
    return {key: languages for key, languages in ahead.items() if languages}


@transaction.atomic
def settle(place: Place) -> None:
    """Say that this language now says the same as all the others.

    Raises TransitionError where the edition is no draft any more.
    """
    lock(place)
    texts = _texts(place)
    own = next((each for each in texts if each.language == place.language), None)
    if own is None:
        return
    for other in texts:
        if other is not own:
            own.in_step[other.language] = other.version
            other.in_step[own.language] = own.version
            other.save(update_fields=["in_step"])
    own.save(update_fields=["in_step"])


def follow(place: Place, saved: SectionText, *, is_first: bool) -> None:
    """After a save: who catches up does not put the language it follows behind."""
    texts, majors = _texts(place), _majors(place.edition, saved.section_id)
    for other in texts:
        if other.language == saved.language:
            continue
        if is_first or _is_ahead(other, saved, majors):
            other.in_step[saved.language] = saved.version
            other.save(update_fields=["in_step"])
        if is_first:
            saved.in_step[other.language] = other.version
    if is_first:
        saved.save(update_fields=["in_step"])


def _texts(place: Place) -> list[SectionText]:
    texts = SectionText.objects.filter(edition=place.edition, section=place.section)
    return list(texts.exclude(body=""))


def _majors(edition: Edition, section: int | None = None) -> Majors:
    revisions = Revision.objects.filter(edition=edition, is_minor=False).order_by()
    if section is not None:
        revisions = revisions.filter(section=section)
    rows = revisions.values_list("section_id", "language").annotate(last=Max("version"))
    return {(where, language): last for where, language, last in rows}


def _ahead_of(
    text: SectionText, texts: Iterable[SectionText], majors: Majors
) -> list[str]:
    return [
        other.language
        for other in texts
        if other.section_id == text.section_id and _is_ahead(other, text, majors)
    ]


def _is_ahead(other: SectionText, text: SectionText, majors: Majors) -> bool:
    if other.language == text.language:
        return False
    last = majors.get((other.section_id, other.language), 0)
    seen: int = text.in_step.get(other.language, 0)
    return last > seen
