"""Hostile markup in a text: the PDF has no script, no action and no strange address."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from io import BytesIO

import pikepdf
import pytest

from profiles.publication.pdf import make
from profiles.snapshot.canonical import Content
from tests.browser.vectors import vectors
from tests.profiles.publication.pdf.conftest import IMPRINT, saying

pytestmark = pytest.mark.usefixtures("editions")

BATCH = 250
RUNNING = {"/JS", "/JavaScript", "/AA", "/Launch", "/EmbeddedFiles", "/XFA"}
ALL = pytest.param(1, marks=pytest.mark.deep)


@pytest.mark.parametrize("every", [60, ALL])
def test_nothing_in_it_acts_by_itself_or_leads_to_a_script(
    armenia: Content, every: int
) -> None:
    chosen = list(vectors())[::every]
    for start in range(0, len(chosen), BATCH):
        batch = chosen[start : start + BATCH]
        made = make(saying(armenia, "\n".join(batch)), "en", IMPRINT)
        with pikepdf.open(BytesIO(made)) as file:
            for each in dictionaries(file):
                assert not RUNNING & set(each.keys())
                action = each.get("/S")
                if "/URI" in each:
                    assert str(each["/URI"]).startswith(("http", "mailto:"))
                elif each.get("/Type") == "/Action":
                    assert action in ("/GoTo", "/URI")


def test_a_script_in_a_file_is_found(armenia: Content) -> None:
    """The look itself sees what it looks for."""
    file = pikepdf.open(BytesIO(make(saying(armenia, "<p>x</p>"), "en", IMPRINT)))
    file.Root.OpenAction = pikepdf.Dictionary(S=pikepdf.Name.JavaScript, JS="1")

    assert any("/JS" in each for each in dictionaries(file))


def dictionaries(file: pikepdf.Pdf) -> Iterator[dict[str, pikepdf.Object]]:
    """Yield every dictionary of a file, those inside others too."""
    waiting = list(file.objects)
    while waiting:
        each = waiting.pop()
        if isinstance(each, pikepdf.Array):
            waiting += inner(each)
        elif isinstance(each, pikepdf.Dictionary | pikepdf.Stream):
            held = dict(each.items())
            yield held
            waiting += inner(held.values())


def inner(items: Iterable[object]) -> list[pikepdf.Object]:
    """Return what stands in place; what is only referred to is in the list itself."""
    return [
        each
        for each in items
        if isinstance(each, pikepdf.Object) and not each.is_indirect
    ]
