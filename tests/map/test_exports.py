"""Files to take away."""

from __future__ import annotations

import csv
import io

from django.test import Client
from openpyxl import load_workbook

from imap.map.files import XLSX, written
from imap.map.layers.view import Export

STOCK = "IMM.STK@UNDESA2020"


def lines_of(content: bytes) -> tuple[list[str], list[dict[str, str]]]:
    """Return the notes above the table, and its rows."""
    text = content.decode("utf-8-sig")
    read = list(csv.reader(io.StringIO(text)))
    notes = [row[0] for row in read if row[0].startswith("# ")]
    head, *rows = read[len(notes) :]
    return notes, [dict(zip(head, row, strict=True)) for row in rows]


def test_a_file_has_the_published_figures_with_source_and_edition(bmp: Client) -> None:
    response = bmp.get(f"/bmp/data/indicators/{STOCK}.csv")

    _notes, rows = lines_of(response.content)
    found = [row for row in rows if (row["code"], row["period"]) == ("DEU", "2020")]
    assert [row["value"] for row in found] == ["15762457"]
    assert found[0]["edition"] == "POP/DB/MIG/Stock/Rev.2020"
    assert "International Migrant Stock 2020" in found[0]["source"]


def test_a_file_has_a_row_for_each_participant_in_each_period(bmp: Client) -> None:
    _notes, rows = lines_of(bmp.get(f"/bmp/data/indicators/{STOCK}.csv").content)

    codes, periods = ({row[key] for row in rows} for key in ("code", "period"))
    assert (len(codes), len(rows)) == (50, 50 * len(periods))
    assert _cell(rows, "XKX") == ("", "counted_elsewhere", "counted with Serbia")
    assert _cell(rows, "SRB")[2] == "Serbia and Kosovo* together"


def _cell(rows: list[dict[str, str]], code: str) -> tuple[str, str, str]:
    row = next(row for row in rows if (row["code"], row["period"]) == (code, "2020"))
    return row["value"], row["flag"], row["note"]


def test_a_source_with_a_definition_of_its_own_says_so_in_its_file(bmp: Client) -> None:
    files = [
        bmp.get(f"/bmp/data/indicators/ASY.STK@{source}.csv").content
        for source in ("UNDESA2020", "UNHCR2025")
    ]

    (desa, rows), (unhcr, _rows) = map(lines_of, files)
    assert desa[0] == "# Refugees and asylum-seekers hosted, mid-year (people)"
    assert "asylum-seekers by country of asylum at mid-year" in desa[1]
    assert unhcr[0] == "# Refugees hosted, end of year (people)"
    assert _cell(rows, "SRB")[2].startswith("mid-year, with asylum-seekers, Serbia")
    assert _cell(rows, "DEU")[2] == ""


def test_a_file_says_what_it_is_and_what_borders_mean(bmp: Client) -> None:
    response = bmp.get(f"/bmp/data/indicators/{STOCK}.csv")

    notes, _rows = lines_of(response.content)
    assert response.content.startswith(b"\xef\xbb\xbf")
    assert notes[0].startswith("# Immigrant stock")
    assert any("boundaries" in note for note in notes)
    assert any("UNSCR 1244" in note for note in notes)
    assert "attachment" in response.headers["Content-Disposition"]


def test_the_status_file_lists_every_state_with_the_date(bmp: Client) -> None:
    _notes, rows = lines_of(bmp.get("/bmp/data/status.csv").content)

    assert len(rows) == 50
    armenia = next(row for row in rows if row["code"] == "ARM")
    assert armenia["status"] == "Final and endorsed"
    assert armenia["as_of"].startswith("2011-06")


def test_the_status_is_given_by_codes(bmp: Client) -> None:
    answer = bmp.get("/bmp/data/status.json").json()

    assert {kind: len(codes) for kind, codes in answer["status"].items()} == {
        "endorsed": 10,
        "preparation": 6,
        "listed": 34,
    }


def test_an_i_map_without_a_list_has_no_status(mtm: Client) -> None:
    assert mtm.get("/mtm/data/status.json").status_code == 404
    assert mtm.get("/mtm/data/status.csv").status_code == 404


def test_a_workbook_has_the_rows_of_the_file_and_figures_are_numbers(
    bmp: Client,
) -> None:
    _notes, rows = lines_of(bmp.get(f"/bmp/data/indicators/{STOCK}.csv").content)
    book = load_workbook(
        io.BytesIO(bmp.get(f"/bmp/data/indicators/{STOCK}.xlsx").content)
    )

    assert book.sheetnames == ["data", "about"]
    head, *cells = list(book["data"].iter_rows(values_only=True))
    told = [dict(zip(head, row, strict=True)) for row in cells]
    for row, same in zip(rows, told, strict=True):
        assert {key: str(each or "") for key, each in same.items()} == row
    germany = next(each for each in told if each["value"] == 15762457)
    assert isinstance(germany["value"], int)
    about = [row[0] for row in book["about"].iter_rows(values_only=True)]
    assert any("do not imply official endorsement" in str(line) for line in about)


def test_no_cell_of_a_workbook_is_a_formula() -> None:
    hostile = ["=1+1", "+1", "@SUM(A1)", "-2", "-x", "\t=1", "＝1"]  # noqa: RUF001
    export = Export(["=about"], ["=head", *"abcdef"], [hostile])

    book = load_workbook(io.BytesIO(written(export, XLSX)))

    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row]
    assert "f" not in {cell.data_type for cell in cells}
    assert book["data"]["D2"].value == -2


def test_every_layer_has_a_workbook(bmp: Client) -> None:
    for address in ("status", "flows/UKR"):
        answer = bmp.get(f"/bmp/data/{address}.xlsx")
        assert answer.status_code == 200
        assert load_workbook(io.BytesIO(answer.content))["data"].max_row > 10
    assert bmp.get("/bmp/data/indicators/NONE.xlsx").status_code == 404
