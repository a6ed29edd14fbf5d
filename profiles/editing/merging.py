"""Save one text made of two, on the version whose paragraphs were chosen from."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from profiles.editing import body as limits
from profiles.editing import saving
from profiles.editing.place import Place
from profiles.editing.saving import ConflictError
from profiles.models import SectionText
from profiles.text.merging import Choice, Merge, merge
from profiles.text.tree import parse

if TYPE_CHECKING:
    from accounts.models import User


def beside(
    place: Place, body: str, *, begun: int, current: SectionText | None
) -> Merge:
    """Lay a text that was begun on a version beside the one that is kept now.

    Raises BodyError for a text that cannot be taken.
    """
    limits.check(body)
    mine = parse(body)
    if mine.is_flat:
        raise limits.malformed()
    base = place.revision(begun)
    return merge(
        parse(base.body if base else ""), parse(current.body if current else ""), mine
    )


def save(
    place: Place,
    body: str,
    choices: Mapping[int, Choice],
    *,
    begun: int,
    newest: int,
    by: User,
) -> SectionText | None:
    """Keep what was chosen of both texts, if `newest` is still the last version.

    Raises what `saving.save` does; a ConflictError tells where the text was begun.
    """
    current = place.text()
    if newest != (current.version if current else 0):
        raise ConflictError(current, begun)
    chosen = beside(place, body, begun=begun, current=current).body(choices)
    try:
        return saving.save(place, chosen, version=newest, by=by)
    except ConflictError as error:
        raise ConflictError(error.current, begun) from error
