"""What somebody wrote stays words, whatever the typesetter would make of it."""

from __future__ import annotations

import pytest

from profiles.publication.pdf import make
from profiles.snapshot.canonical import Content
from tests.profiles.publication.pdf.conftest import IMPRINT, saying
from tests.profiles.publication.pdf.reading import pages

pytestmark = pytest.mark.usefixtures("editions")


def first_page_of_text(content: Content, body: str) -> str:
    return pages(make(saying(content, body), "en", IMPRINT))[2]


@pytest.mark.parametrize(
    "text",
    [
        '#read("/etc/passwd")',
        "#sys.inputs",
        "$x$ *a* _b_ `c`",
        "\\ @label [ ] ]",
        "= no heading",
        "// no comment /* none */",
        "~ -- --- ...",
    ],
)
def test_no_text_becomes_markup(armenia: Content, text: str) -> None:
    assert text in first_page_of_text(armenia, f"<p>{text}</p>")


def test_a_label_in_a_text_stays_words(armenia: Content) -> None:
    told = first_page_of_text(armenia, "<p>a &lt;label&gt; b</p>")

    assert "a <label> b" in told


def test_a_letter_that_no_font_has_is_marked(armenia: Content) -> None:
    told = first_page_of_text(armenia, "<p>a \u65e5 b \ufeffc \U0001f600</p>")

    assert "a \ufffd b c \ufffd" in told
