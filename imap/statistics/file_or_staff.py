"""File or staff: who says what stands in a row of the catalogue.

The rule, for each field of a source, an indicator or a type of flow:

- A field follows its file, until staff change it.
- A field that staff changed since the file was last loaded keeps the value of staff,
  whatever the file says from then on.
- Staff who empty a field (no text, no number, no entries) ask for the file's value
  again, and so do staff who write what the file says. Of class limits that the file
  leaves open, it is the limits suggested from the figures. `follow_file` gives the
  file's values back at once, the next load of a changed file does it in any case.
- What staff or the file call sensitive is no key figure, though the other says so.
- A row that staff made is theirs, even when a file begins to name it: the file fills
  what they left empty.
- A row that the file no longer names stays while anything uses it, since the figures of
  another release would stand without their source or meaning. Otherwise it goes, as it
  would be offered for choice with nothing behind it; with it goes what staff changed.

What the file last gave is in `loaded`, under the field's name; a row that another one
refers to is there as its key in this database.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from copy import copy
from typing import Any, TypeVar

from django.db.models import DecimalField

from imap.statistics.models import FromFiles

C = TypeVar("C", bound=FromFiles)

EMPTY: tuple[object, ...] = (None, "", [], {})


def settle(row: FromFiles, file: Mapping[str, Any]) -> bool:
    """Give a row what its file says, by field, but for what is staff's.

    Values are as JSON has them. Return whether this changed the row, which it does to
    every new one; saving it is up to the caller.
    """
    before = {name: getattr(row, name) for name in file}, row.loaded
    theirs = fields_of_staff(row, file)
    for name in file.keys() - theirs:
        setattr(row, name, _value(row, name, file[name]))
    row.loaded = dict(file)
    return before != ({name: getattr(row, name) for name in file}, row.loaded)


def fields_of_staff(row: FromFiles, names: Iterable[str]) -> set[str]:
    """Return which of the fields hold what staff wrote, and keep it."""
    if row.pk is None:
        return set()
    return {
        name
        for name in names
        if getattr(row, name) not in EMPTY and _is_changed(row, name)
    }


def follow_file(row: FromFiles, *names: str) -> None:
    """Give fields back what the file last said of them; saving is up to the caller.

    KeyError where the file said nothing, as of a row that staff made.
    """
    for name in names:
        setattr(row, name, _value(row, name, row.loaded[name]))


def as_file_says(row: C) -> C:
    """Return a copy, not to be saved, without what staff changed."""
    of_file = copy(row)
    follow_file(of_file, *row.loaded)
    return of_file


def _is_changed(row: FromFiles, name: str) -> bool:
    if not row.loaded:
        return True
    # A field that is new to the file was never staff's to change.
    return name in row.loaded and getattr(row, name) != _value(
        row, name, row.loaded[name]
    )


def _value(row: FromFiles, name: str, said: Any) -> Any:
    """Return a value of JSON as the field holds it: a number, a day."""
    field = row._meta.get_field(name)
    if isinstance(field, DecimalField) and said is not None:
        # By its text: a binary fraction differs from the stored one in its last digits.
        said = str(said)
    return field.to_python(said)  # type: ignore[union-attr]
