"""Domains that pass for a known one by accents, other letters or slips of the pen."""

from __future__ import annotations

import pytest

from accounts.flags import Case, Code, Known, flags_of, is_flagged, say
from accounts.flags.lookalikes import difference, nearest
from accounts.flags.slips import slips_between
from tests.accounts import registrations_to_judge as made_up

LOOKED_AT = [
    Known("migration.az", 5, frozenset({"AZE"})),
    Known("auswaertiges-amt.de", 4, frozenset({"DEU"})),
    Known(made_up.ascii_of("für-alle.de"), 2, frozenset({"DEU"})),
    Known(made_up.ascii_of("мвд.рф"), 4, frozenset({"RUS"})),
    Known(made_up.ascii_of("минтруд.рф"), 4, frozenset({"RUS"})),
]


def test_the_nearest_known_domain_is_found_with_what_differs() -> None:
    known = [*LOOKED_AT, Known("mfa.gov.am", 14, frozenset({"ARM"}))]
    near = nearest("rnfa.gov.am", known)

    assert near is not None
    assert near.domain == "mfa.gov.am"
    assert difference("mfa.g0v.am", "mfa.gov.am") == [
        ("mfa.g", False),
        ("0", True),
        ("v.am", False),
    ]
    assert nearest("zzz.example", known) is None


@pytest.mark.parametrize(
    ("one", "other", "tenths"),
    [
        ("mfa", "mfa", 0),
        ("mfa", "mfaa", 5),
        ("mfa", "ma", 10),
        ("mfa", "mfb", 10),
        ("mfa", "maf", 5),
        ("mfa", "m-fa", 5),
        ("mfa", "amf", None),
        ("abcd", "badc", 10),
        ("", "a", 10),
        ("migration", "rnigratlon", 6),
        ("migration", "migratlonn", 8),
        ("auswaertiges-amt", "auswaertigs-ammt", 15),
        ("vwvw", "vvvvvvvv", None),
        ("mfa", "police", None),
    ],
)
def test_slips_are_counted_by_how_easily_they_are_made(
    one: str, other: str, tenths: int | None
) -> None:
    assert slips_between(one, other, most=15) == tenths
    assert slips_between(other, one, most=15) == tenths


def test_two_names_that_have_nothing_in_common_are_soon_told_apart() -> None:
    assert slips_between("a" * 63, "b" * 63) is None
    assert slips_between("migration", "migratoin", most=4) is None


@pytest.mark.parametrize(
    ("domain", "country", "code"),
    [
        ("mígration.az", "AZE", Code.VISUAL),
        ("migratíon.az", "AZE", Code.VISUAL),
        ("mail.mígration.az", "AZE", Code.VISUAL),
        ("migrat\N{LATIN SMALL LETTER DOTLESS I}on.az", "AZE", Code.VISUAL),
        ("mígratoin.az", "AZE", Code.VISUAL),
        ("auswärtiges-amt.de", "DEU", Code.VISUAL),
        ("auswartiges-ämt.de", "DEU", Code.VISUAL),
        ("auswärtigs-amt.de", "DEU", Code.VISUAL),
        ("mígration-az.com", "AZE", Code.VISUAL),
        ("mígration.com", "AZE", Code.ENDING),
        ("mfa.góv.am", "ARM", Code.VISUAL),
        ("fuer-alle.de", "DEU", Code.VISUAL),
        ("fur-alle.de", "DEU", Code.VISUAL),
        ("migratlonn.az", "AZE", Code.EDITED),
        ("auswaertigs-ammt.de", "DEU", Code.EDITED),
        ("мввд.рф", "RUS", Code.EDITED),
        ("мвд-рф.ru", "RUS", Code.HYPHENS),
    ],
)
def test_accents_and_two_slips_do_not_hide_a_known_domain(
    domain: str, country: str, code: Code
) -> None:
    case = Case("Ada Lind", f"ada@{made_up.ascii_of(domain)}", country, known=LOOKED_AT)

    assert [flag.code for flag in flags_of(case)] == [code]


@pytest.mark.parametrize(
    ("domain", "country"),
    [
        ("migration.az", "AZE"),
        ("mail.migration.az", "AZE"),
        ("integration.az", "AZE"),
        ("für-bildung.de", "DEU"),
        ("мид.рф", "RUS"),
        ("мчс.рф", "RUS"),
        ("фмс.рф", "RUS"),
        ("минтранс.рф", "RUS"),
    ],
)
def test_another_name_is_no_slip(domain: str, country: str) -> None:
    case = Case("Ada Lind", f"ada@{made_up.ascii_of(domain)}", country, known=LOOKED_AT)

    assert not is_flagged(flags_of(case))


def test_a_flag_shows_a_domain_as_people_read_it_and_as_mail_writes_it() -> None:
    email = f"ada@{made_up.ascii_of('mígration.az')}"
    flag = flags_of(Case("Ada Lind", email, "AZE", known=LOOKED_AT))[0]

    assert say(flag) == (
        "The domain mígration.az (xn--mgration-c2a.az) looks like migration.az,"
        " approved 5 times. In it, “í” stands for “i”."
    )


def test_the_nearest_known_domain_is_found_by_how_it_reads() -> None:
    typed = "мввд.рф"

    near = nearest(made_up.ascii_of(typed), LOOKED_AT)

    assert near == LOOKED_AT[3]
    assert difference(typed, near.domain) == [
        ("м", False),
        ("в", True),
        ("вд.рф", False),
    ]
