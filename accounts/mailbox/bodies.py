"""Which parts of a letter are its words: all of them, each once."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import groupby
from typing import NamedTuple

from accounts.mailbox import enriched, html

# A text so much shorter than the page beside it only says "see the other version".
_STUB = 4
_SHORT = 200


class Body(NamedTuple):
    """A text or page of a letter; those of one `group` say the same in two ways."""

    text: str
    is_page: bool
    group: int
    is_enriched: bool = False


def joined(bodies: list[Body]) -> tuple[str, bool]:
    """Return the words of all parts in order; False where a page could not be read."""
    texts: list[str] = []
    is_whole = True
    for group, members in groupby(bodies, lambda body: body.group):
        read = [(body, _words(body)) for body in members]
        is_whole = is_whole and all(words is not None for _body, words in read)
        plain = _lines(words for body, words in read if not body.is_page)
        page = _lines(words for body, words in read if body.is_page)
        if not group:
            texts.append(_lines(words for _body, words in read))
        else:
            texts.append(page if _is_stub(plain, page) else plain)
    return _lines(texts), is_whole


def _is_stub(plain: str, page: str) -> bool:
    return not plain or len(page) > max(len(plain) * _STUB, _SHORT)


def _words(body: Body) -> str | None:
    if body.is_enriched:
        return enriched.to_text(body.text)
    return html.to_text(body.text) if body.is_page else body.text.strip()


def _lines(texts: Iterable[str | None]) -> str:
    return "\n\n".join(each for each in texts if each)
