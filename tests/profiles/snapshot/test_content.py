"""A frozen edition reads the same for good, whatever happens to the store."""

from __future__ import annotations

import copy
from typing import Any

import pytest
from django.utils.translation import override

from imap.statistics.models import Indicator, Observation, Source
from profiles.lookup import stored
from profiles.models import Edition, SectionText, TemplateSection
from profiles.snapshot import canonical
from profiles.snapshot.content import content
from profiles.snapshot.figures import frozen
from profiles.text.rows import rows
from profiles.text.tree import parse

pytestmark = pytest.mark.usefixtures("editions")


@pytest.fixture
def edition(editions: None) -> Edition:
    return Edition.objects.get(profile__country="ARM", label="2011")


def bodies(taken: dict[str, Any], language: str) -> dict[str, str]:
    return {
        section["code"]: section["texts"][language]
        for section in taken["sections"]
        if section["texts"]
    }


@pytest.mark.parametrize("language", ["en", "ru"])
def test_it_reads_as_the_store_does_on_its_day(edition: Edition, language: str) -> None:
    taken = canonical.read(canonical.written(content(edition)))

    with override(language):
        for code, body in bodies(taken, language).items():
            tree = parse(body)
            kept = rows(tree, code, frozen(taken))
            assert kept == rows(tree, code, stored([tree])), code


def test_it_holds_every_section_of_the_outline_in_order(edition: Edition) -> None:
    codes = [section["code"] for section in content(edition)["sections"]]

    outline = edition.template.sections.order_by("position")
    assert codes == list(outline.values_list("code", flat=True))


def test_equal_contents_have_equal_bytes(edition: Edition) -> None:
    first, again = content(edition), content(edition)

    assert canonical.written(first) == canonical.written(again)
    turned = dict(reversed(again.items()))
    assert canonical.written(turned) == canonical.written(first)


def test_what_is_read_back_has_the_hash_it_was_written_with(edition: Edition) -> None:
    text = canonical.written(content(edition))

    assert canonical.written(canonical.read(text)) == text


def test_later_texts_figures_and_names_do_not_reach_it(edition: Edition) -> None:
    text = canonical.written(content(edition))
    with override("en"):
        taken = canonical.read(text)
        before = [
            rows(parse(body), code, frozen(taken))
            for code, body in bodies(taken, "en").items()
        ]

        SectionText.objects.update(body="<p>Anders</p>")
        TemplateSection.objects.update(titles={"en": "Other"})
        Observation.objects.update(value=1)
        Source.objects.update(publishers={"en": "Nobody"}, titles={"en": "Nothing"})
        Indicator.objects.update(decimals=3, unit="usd")

        taken = canonical.read(text)
        after = [
            rows(parse(body), code, frozen(taken))
            for code, body in bodies(taken, "en").items()
        ]
    assert before == after


def test_only_the_section_that_changes_has_another_hash(edition: Edition) -> None:
    before = canonical.section_hashes(content(edition))

    text = edition.texts.get(section__code="A", language="ru")
    text.body += "<p>Ещё слово</p>"
    text.save()

    after = canonical.section_hashes(content(edition))
    assert {code for code in after if after[code] != before[code]} == {"A"}


def test_a_figure_that_changes_in_the_store_changes_the_section(
    edition: Edition,
) -> None:
    taken = content(edition)
    quoted = next(each for each in taken["sections"] if each["figures"])
    changed = copy.deepcopy(taken)
    section = changed["sections"][taken["sections"].index(quoted)]
    section["figures"][0]["value"] = "1"

    assert (
        canonical.section_hashes(changed)[quoted["code"]]
        != canonical.section_hashes(taken)[quoted["code"]]
    )


def test_a_section_without_a_text_has_no_hash(edition: Edition) -> None:
    edition.texts.filter(section__code="A").delete()

    assert "A" not in canonical.section_hashes(content(edition))
