"""Notes that stand with a figure: what it is made from, and what it covers."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from django.utils.translation import gettext as _

from imap.statistics.models import DataNote

# {(source, indicator): {country: note in the reader's language}}
Notes = dict[tuple[str, str], dict[str, str]]


def data_notes(countries: Collection[str]) -> Notes:
    """Return the notes on all series of these countries, in one query."""
    rows = DataNote.objects.filter(country__in=countries).select_related("source")
    notes: Notes = {}
    for row in rows:
        for indicator in row.indicators:
            by_country = notes.setdefault((row.source.code, indicator), {})
            before = by_country.get(row.country_id, "")
            by_country[row.country_id] = "; ".join(filter(None, [before, words(row)]))
    return notes


def words(note: DataNote) -> str:
    """Return a note in words: type of data C R (foreign citizens; refugees added)."""
    if note.kind == DataNote.Kind.COVERAGE:
        return str(note.notes).rstrip(".")
    # Born abroad is what the definition says anyway.
    if note.code == "B":
        return ""
    meant = "; ".join(_letters(note.code.split()))
    return _("type of data %(code)s (%(meant)s)") % {"code": note.code, "meant": meant}


def _letters(letters: Iterable[str]) -> list[str]:
    """Spell the letters out as UN DESA explains them (International Migrant Stock)."""
    meanings = {
        "B": _("born abroad"),
        "C": _("foreign citizens"),
        "R": _("refugees added"),
        "I": _("imputed"),
    }
    return [meanings[letter] for letter in letters]
