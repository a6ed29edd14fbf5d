"""A list of people in the table of a Word document."""

from __future__ import annotations

import pytest
from django.core.exceptions import ValidationError

from accounts.nominations.reading import read_file
from tests.accounts.word_lists import (
    cell,
    deleted,
    document,
    inserted,
    moved_away,
    plain_row,
    row,
    table,
    text,
)

HEAD = plain_row("Name", "E-mail", "Post")
ADA = plain_row("Ada Lind", "ada@mfa.example", "Head of Unit")
PETAR = plain_row("Пётр Довин", "petar@mfa.example", "Expert")


def _cells(content: bytes) -> list[tuple[str, ...]]:
    return [line.cells for line in read_file(content).lines]


def test_the_table_is_read_row_by_row() -> None:
    assert _cells(document(table(HEAD, ADA, PETAR))) == [
        ("Name", "E-mail", "Post"),
        ("Ada Lind", "ada@mfa.example", "Head of Unit"),
        ("Пётр Довин", "petar@mfa.example", "Expert"),
    ]


def test_it_is_read_as_it_stands_after_all_tracked_changes() -> None:
    changed = row(
        cell(deleted("Ada Old"), inserted("Ada New"), moved_away(" Away")),
        cell(text("ada@"), inserted("mfa.example")),
        cell(text("Head")),
    )
    struck = row(
        cell(text("Gone")),
        cell(text("gone@mfa.example")),
        cell(text("x")),
        properties='<w:del w:id="9"/>',
    )

    assert _cells(document(table(changed, struck))) == [
        ("Ada New", "ada@mfa.example", "Head")
    ]


def test_a_name_cut_into_pieces_and_lines_is_one_name() -> None:
    name = cell(text("Ada"), "<w:r><w:br/></w:r>", text("Li"), text("nd"))

    [found] = _cells(document(table(row(name, cell(text("ada@mfa.example"))))))

    assert found == ("Ada Lind", "ada@mfa.example")


def test_a_cell_over_two_columns_keeps_the_others_in_line() -> None:
    wide = cell(text("Ministry of Interior"), properties='<w:gridSpan w:val="2"/>')

    lines = _cells(document(table(row(wide, cell(text("note"))), ADA)))

    assert lines[0] == ("Ministry of Interior", "", "note")


def test_a_list_goes_on_in_the_next_table_and_other_tables_are_left_out() -> None:
    letterhead = table(plain_row("Ministry of Foreign Affairs", "12/2026"))
    signature = table(plain_row("Signed", "x@mfa.example"))

    lines = _cells(document(letterhead, table(HEAD, ADA), table(PETAR), signature))

    assert [line[0] for line in lines] == ["Name", "Ada Lind", "Пётр Довин"]


def test_a_table_within_a_cell_is_text_of_the_cell() -> None:
    inner = table(plain_row("Ada", "Lind"))
    outer = f"<w:tc><w:tcPr/>{inner}<w:p/></w:tc>"

    [found] = _cells(document(table(row(outer, cell(text("ada@mfa.example"))))))

    assert found == ("Ada Lind", "ada@mfa.example")


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (document(), "empty"),
        (document(table(plain_row("", ""))), "empty"),
        (document(table(ADA), before='<!DOCTYPE x [<!ENTITY a "aa">]>'), "broken"),
        (document("<w:tbl><w:tr>"), "broken"),
        (document(table(*[ADA] * 300)), "rows"),
    ],
)
def test_what_holds_no_list_is_refused_with_a_reason(content: bytes, code: str) -> None:
    with pytest.raises(ValidationError) as error:
        read_file(content)

    assert error.value.code == code
