"""Lists as ministries send them: whatever the file, read as meant or refused."""

from __future__ import annotations

import io
import zipfile
from datetime import date

import pytest
from django.core.exceptions import ValidationError
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import Workbook

from accounts.nominations.columns import COLUMNS, columns_of, people_of, understood
from accounts.nominations.reading import MOST_ROWS, Table, read_file, read_text

OFFICES = {"armenia": "ARM", "армения": "ARM", "arm": "ARM"}
PEOPLE = [("Ada Lind", "ada@x.example"), ("Petar Dovin", "petar@x.example")]


def _read(table: Table) -> list[dict[str, str]]:
    has_header, columns = columns_of(table, OFFICES)
    rows = people_of(table.lines, columns, has_header=has_header)
    return [understood(values, OFFICES) for _line, values in rows]


def _workbook(*rows: list[object], sheet: str = "List") -> bytes:
    book = Workbook()
    page = book.active
    assert page is not None
    page.title = sheet
    for row in rows:
        page.append(row)
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


@pytest.mark.parametrize("sign", [",", ";", "\t", "|"])
def test_the_delimiter_is_found(sign: str) -> None:
    text = "\n".join(sign.join(row) for row in [("Name", "E-mail"), *PEOPLE])

    assert [row["email"] for row in _read(read_text(text))] == [
        "ada@x.example",
        "petar@x.example",
    ]


def test_quoted_cells_hold_delimiters_quotes_and_line_breaks() -> None:
    text = 'Name,E-mail,Post\n"Lind, ""Ada""\nMaria",a@x.example,"Head, unit 3"\n'

    [row] = _read(read_text(text))

    assert row == {
        "name": 'Lind, "Ada" Maria',
        "email": "a@x.example",
        "post": "Head, unit 3",
    }


def test_a_russian_header_is_understood() -> None:
    text = (
        "ФИО;Эл. почта;Страна;Ведомство;Должность;Язык;Роль;Срок\n"
        "Ада Линд;ada@x.example;Армения;МВД;Начальник;русский;редактор;31.12.2027 г.\n"
    )

    [row] = _read(read_text(text))

    assert row == {
        "name": "Ада Линд",
        "email": "ada@x.example",
        "office": "ARM",
        "ministry": "МВД",
        "post": "Начальник",
        "language": "ru",
        "role": "editor",
        "until": "2027-12-31",
    }


def test_without_a_header_columns_are_told_by_what_stands_in_them() -> None:
    text = "ada@x.example;Ada Lind;Armenia;Ministry of the Interior;Head\n"

    [row] = _read(read_text(text))

    assert (row["name"], row["office"], row["ministry"], row["post"]) == (
        "Ada Lind",
        "ARM",
        "Ministry of the Interior",
        "Head",
    )


def test_lines_of_a_mail_are_people_too() -> None:
    text = 'Ada Lind <ada@x.example>, Head of unit\n"Dovin, Petar" <p@x.example>\n'

    assert _read(read_text(text)) == [
        {"name": "Ada Lind", "email": "ada@x.example", "post": "Head of unit"},
        {"name": "Dovin, Petar", "email": "p@x.example"},
    ]


@pytest.mark.parametrize("between", ["; ", ", "])
def test_the_address_line_of_a_mail_program_is_taken_apart(between: str) -> None:
    text = between.join(f"{name} <{email}>" for name, email in PEOPLE)

    assert [(row["name"], row["email"]) for row in _read(read_text(text))] == PEOPLE


def test_an_excel_list_is_read_with_dates_as_days() -> None:
    content = _workbook(
        ["Name", "E-mail", "Until"], ["Ada Lind", "ada@x.example", date(2027, 6, 30)]
    )

    [row] = _read(read_file(content))

    assert row["until"] == "2027-06-30"


def test_a_formula_is_the_text_it_was_typed_as() -> None:
    content = _workbook(["Name", "E-mail"], ['=HYPERLINK("http://x")', "a@x.example"])

    [row] = _read(read_file(content))

    assert row["name"] == '=HYPERLINK("http://x")'


def test_what_excel_saves_in_eastern_europe_is_read() -> None:
    text = "ФИО;Эл. почта\nАнна Петрова;anna@x.example\n"

    [row] = _read(read_file(text.encode("cp1251")))

    assert row["name"] == "Анна Петрова"


def test_accents_of_western_files_survive() -> None:
    [row] = _read(read_file("Name;E-mail\nZoë Müller;zoe@x.example\n".encode("cp1252")))

    assert row["name"] == "Zoë Müller"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_unicode_files_are_read_with_and_without_a_mark(encoding: str) -> None:
    [row] = _read(read_file("Name\tE-mail\nАда\tada@x.example\n".encode(encoding)))

    assert row["name"] == "Ада"


def test_the_line_of_the_source_is_kept() -> None:
    table = read_text("Name;E-mail\n\nAda;ada@x.example\n\n\nPetar;p@x.example\n")

    assert [line.number for line in table.lines] == [1, 3, 6]


def _bomb() -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/workbook.xml", b"<workbook/>")
        archive.writestr("xl/worksheets/sheet1.xml", b" " * (30 * 1024 * 1024))
    return file.getvalue()


def _with_entities() -> bytes:
    file = io.BytesIO()
    source = io.BytesIO(_workbook(["Name", "E-mail"]))
    with zipfile.ZipFile(source) as old, zipfile.ZipFile(file, "w") as new:
        for name in old.namelist():
            part = old.read(name)
            if name == "xl/workbook.xml":
                part = b'<!DOCTYPE x [<!ENTITY a "aaaa">]>' + part
            new.writestr(name, part)
    return file.getvalue()


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "empty"),
        (b"\n ; ;\n", "empty"),
        (b"x" * (1024 * 1024 + 1), "large"),
        (b"%PDF-1.7 x", "type"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "old"),
        (b"a\0b", "type"),
        (b"PK\x03\x04nothing", "broken"),
        (_bomb(), "bomb"),
        (_with_entities(), "broken"),
    ],
)
def test_what_is_no_list_is_refused_with_a_reason(content: bytes, code: str) -> None:
    with pytest.raises(ValidationError) as error:
        read_file(content)

    assert error.value.code == code


def test_a_list_that_is_too_long_is_refused() -> None:
    rows = "\n".join(f"P{n};p{n}@x.example" for n in range(MOST_ROWS + 2))

    with pytest.raises(ValidationError) as error:
        read_text(rows)

    assert error.value.code == "rows"


@given(st.text(max_size=400))
def test_any_text_is_read_or_refused(text: str) -> None:
    try:
        table = read_text(text)
    except ValidationError:
        return
    for row in _read(table):
        assert set(row) <= set(COLUMNS)


@given(st.binary(max_size=400))
def test_any_file_is_read_or_refused(content: bytes) -> None:
    try:
        table = read_file(content)
    except ValidationError:
        return
    assert table.lines


_cell = st.text(
    st.characters(blacklist_categories=["C", "Z"], blacklist_characters='";,|\t<>@'),
    min_size=1,
    max_size=12,
).filter(lambda text: text == text.strip())


@given(st.lists(st.tuples(_cell, _cell), min_size=1, max_size=8))
def test_what_is_written_under_a_header_is_read_again(
    rows: list[tuple[str, str]],
) -> None:
    lines = ["Name;E-mail;Post"]
    lines += [f"{name};p{n}@x.example;{post}" for n, (name, post) in enumerate(rows)]

    read = _read(read_text("\n".join(lines)))

    assert [row["email"] for row in read] == [
        f"p{n}@x.example" for n in range(len(rows))
    ]
    assert all("name" in row and "post" in row for row in read)
