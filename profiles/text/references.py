"""What the text of a section refers to: stored figures, charts and sources."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from profiles.text.tree import SPECIAL, SectionTree, attributes

Attributes = Mapping[str, str]


def references(tree: SectionTree) -> Iterator[tuple[str, dict[str, str]]]:
    """Yield (tag, attributes) of each data, figure and cite element, in order."""
    for block in tree.blocks:
        for element in block.iter(*SPECIAL):
            yield str(element.tag), attributes(element)
