"""Two hundred letters and more: each is read as a person would read it, and once."""

from __future__ import annotations

import pytest

from accounts.mailbox import automatics, files, folding
from accounts.mailbox.models import Enquiry, Letter
from accounts.mailbox.parsing import Parsed, parse
from tests.mailbox.conftest import Box
from tests.mailbox.corpus import CASES, Case


def words(text: str) -> str:
    """Return text on one line, since programs break lines where they like."""
    return " ".join(text.split())


def nature(parsed: Parsed) -> str:
    if parsed.bounce:
        return "bounce"
    return "automatic" if automatics.is_automatic(parsed) else "letter"


def test_there_are_at_least_two_hundred_letters_and_each_is_another() -> None:
    assert len(CASES) >= 200
    assert len({case.name for case in CASES}) == len(CASES)
    assert len({parse(case.content).fingerprint for case in CASES}) == len(CASES)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_a_letter_is_read_as_a_person_reads_it(case: Case) -> None:
    parsed = parse(case.content)

    pieces = folding.pieces(parsed.text)
    own = words(" ".join(each.text for each in pieces if not each.is_quoted))
    quoted = words(" ".join(each.text for each in pieces if each.is_quoted))
    assert [each for each in case.says if each not in own] == []
    assert [each for each in case.folds if each in own or each not in quoted] == []
    assert tuple(files.safe_name(each.name) for each in parsed.files) == case.files
    assert {mark["code"] for mark in parsed.marks} == case.marks
    assert (parsed.language, nature(parsed)) == (case.language, case.nature)
    assert case.subject in (None, parsed.subject)
    assert case.sender in (None, parsed.sender.key)


@pytest.mark.django_db
def test_a_mailbox_of_them_all_is_taken_letter_by_letter_and_once(box: Box) -> None:
    box.take(*(case.content for case in CASES))

    taken = dict(Letter.objects.values_list("fingerprint", "enquiry__number"))
    prints = {case.name: parse(case.content).fingerprint for case in CASES}
    assert Letter.objects.count() == len(CASES)
    assert [name for name, each in prints.items() if not taken.get(each)] == []
    assert Enquiry.objects.count() == sum(not case.answers for case in CASES)
    assert {
        case.name
        for case in CASES
        if case.answers and taken[prints[case.name]] != taken[prints[case.answers]]
    } == set()

    box.take()
    assert Letter.objects.count() == len(CASES)
