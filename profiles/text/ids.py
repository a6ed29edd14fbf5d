"""A stable name for each paragraph, given and checked on the server.

Comments, differences and pairs of languages rest on it. What a browser sends is taken
once, where it is a name of the text before or of a comment; all else gets a new one.
"""

from __future__ import annotations

import secrets
from collections.abc import Collection

from lxml.etree import _Element as Element

from profiles.text.tree import SectionTree, parse, written

NAME = "data-p"
_BYTES = 5


def names(tree: SectionTree) -> list[str]:
    """Return the name of each block in order; empty where it has none."""
    return [str(block.get(NAME, "")) for block in tree.blocks]


def named(tree: SectionTree, known: Collection[str]) -> str:
    """Return a body in which each block has a name that no other has."""
    seen: set[str] = set()
    parts = []
    for block in tree.blocks:
        if is_empty(block):
            continue
        name = block.get(NAME, "")
        if name not in known or name in seen:
            name = secrets.token_hex(_BYTES)
        seen.add(name)
        _strip(block)
        block.set(NAME, name)
        parts.append(written(block))
    return "\n".join(parts)


def _strip(block: Element) -> None:
    """Take the names inside away: only blocks at the top have one."""
    for inner in block.iter():
        inner.attrib.pop(NAME, "")


def is_empty(block: Element) -> bool:
    """Say whether nothing of a paragraph could be seen."""
    if block.tag not in {"p", "h4", "h5"}:
        return False
    has_text = "".join(str(part) for part in block.itertext()).strip()
    return (
        not has_text and block.find(".//data") is None and block.find(".//cite") is None
    )


def with_names(body: str) -> str:
    """Return a body in which the blocks that lack a name have one."""
    tree = parse(body)
    return body if tree.is_flat else named(tree, set(names(tree)) - {""})
