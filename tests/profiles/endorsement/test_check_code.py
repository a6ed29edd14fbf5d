"""A code that somebody types from paper: taken as meant, or told to be mistyped."""

from __future__ import annotations

import pytest

from profiles.endorsement import check_code


def test_a_code_is_read_as_it_is_printed() -> None:
    code = check_code.new()

    assert check_code.read(check_code.spelled(code)) == code
    assert check_code.read(f" {check_code.spelled(code).lower()} ") == code
    assert check_code.read(code.replace("0", "o").replace("1", "l")) == code


def test_every_single_letter_that_is_mistyped_shows() -> None:
    code = check_code.new()

    for at in range(check_code.LENGTH):
        for letter in check_code.ALPHABET.replace(code[at], ""):
            assert check_code.read(code[:at] + letter + code[at + 1 :]) == ""


@pytest.mark.parametrize("typed", ["", "A", "U" * 12, "1" * 400, "ÄÖÜ", "\0" * 12])
def test_what_cannot_be_a_code_is_none(typed: str) -> None:
    assert check_code.read(typed) == ""


def test_codes_do_not_repeat() -> None:
    assert len({check_code.new() for _each in range(500)}) == 500
