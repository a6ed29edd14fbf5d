"""An edition as a PDF, made from its frozen content and nothing else.

What the texts say goes to the typesetter as data: a fixed template walks it, so that no
word of a text is ever read as markup.
"""

from __future__ import annotations

from profiles.publication.pdf.document import make
from profiles.publication.pdf.imprint import Imprint

__all__ = ["Imprint", "make"]
