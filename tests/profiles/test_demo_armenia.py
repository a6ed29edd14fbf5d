"""What the demonstration text on Armenia says in words holds in the seeded figures.

The Russian text is a translation of it and shows the same figures (test_demo).
"""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.profiles.told_figures import (
    COUNTS,
    Claim,
    State,
    change,
    falls,
    highest,
    is_said,
    lowest,
    partners,
    rises,
    spread,
    to,
)

A = State("ARM")

CLAIMS: list[Claim] = [
    (
        "0.3",
        "almost one fifth fewer",
        lambda: -0.2 < change(A.population, 1991, 2010) < -0.18,
    ),
    (
        "0.3",
        "In each year from 1992 to 2010 more people left",
        lambda: all(A.net(y) < 0 for y in to(1992)),
    ),
    (
        "0.3",
        "roughly one for every three people",
        lambda: 2.8 < A.population(2010) / A.emigrants(2010) < 3.3,
    ),
    (
        "0.3",
        "fell by about two thirds",
        lambda: -0.7 < change(A.immigrants, 1990, 2010) < -0.64,
    ),
    ("0.3", "more than one sixth", lambda: 100 / 6 < A.of_gdp(2010) < 20),
    ("A", "fell in each count after 1995", lambda: falls(A.immigrants, COUNTS[1:])),
    (
        "A",
        "five counts of the period",
        lambda: (
            lowest(A.emigrants, COUNTS) == 2000 and highest(A.emigrants, COUNTS) == 2010
        ),
    ),
    (
        "A",
        "in each year from 2005 to 2010",
        lambda: all(abs(A.net(y) - A.net(2010)) < 1000 for y in to(2005)),
    ),
    ("A", "a few thousand by the end of 2007", lambda: 3000 < A.refugees(2007) < 5000),
    (
        "B1",
        "fell in every following year",
        lambda: (
            falls(A.population, to(1991)) and highest(A.population, to(1990)) == 1991
        ),
    ),
    (
        "B1",
        "fastest in the first half of the 1990s and slow after 2005",
        lambda: (
            change(A.population, 1991, 1995)
            < change(A.population, 1995, 2000)
            < change(A.population, 2000, 2005)
            < change(A.population, 2005, 2010)
        ),
    ),
    (
        "B1",
        "After two years with more arrivals than departures",
        lambda: A.net(1990) > 0 < A.net(1991),
    ),
    (
        "B1",
        "the lowest figure of the period. It was",
        lambda: lowest(A.net, to(1990)) == 1992,
    ),
    (
        "B1",
        "about fifty thousand below zero in each year from 1995 to 2001",
        lambda: all(-56000 < A.net(y) < -50000 for y in to(1995, 2001)),
    ),
    (
        "B1",
        "about thirty thousand below zero from 2002 on",
        lambda: all(-31000 < A.net(y) < -27000 for y in to(2002)),
    ),
    (
        "B1",
        "the lowest figure of the period. Such a ratio",
        lambda: lowest(A.dependency, to(1990)) == 2010,
    ),
    ("B2", "in 1993, less than half", lambda: A.output(1993) < A.output(1990) / 2),
    ("B2", "rose in every year up to 2008", lambda: rises(A.output, to(1993, 2008))),
    (
        "B2",
        "passed the level of 1990 in 2003",
        lambda: A.output(2002) < A.output(1990) < A.output(2003),
    ),
    (
        "B2",
        "nearly four times the figure of 1993",
        lambda: 3.8 < A.output(2008) / A.output(1993) < 4,
    ),
    ("B2", "more than one tenth lower", lambda: change(A.output, 2008, 2009) < -0.1),
    (
        "B2",
        "remained below the level of 2008",
        lambda: A.output(2009) < A.output(2010) < A.output(2008),
    ),
    (
        "B3",
        "fell a little in every year",
        lambda: falls(A.unemployment, to(1999, 2007)),
    ),
    (
        "B3",
        "the highest of the period",
        lambda: highest(A.unemployment, to(1991)) == 2010,
    ),
    (
        "C1.1",
        "the highest count of the period",
        lambda: highest(A.immigrants, COUNTS) == 1995,
    ),
    (
        "C1.1",
        "less than one third of it ten years later",
        lambda: A.immigrants(2010) < A.immigrants(2000) / 3,
    ),
    (
        "C1.1",
        "Nearly all of the fall came after 2000",
        lambda: (
            (A.immigrants(1995) - A.immigrants(2000)) * 10
            < A.immigrants(1995) - A.immigrants(2010)
        ),
    ),
    ("C1.1", "more than one in five", lambda: A.share(1995) > 20),
    (
        "C1.1",
        "Women were in the majority throughout",
        lambda: all(A.women(y) > 50 for y in COUNTS),
    ),
    ("C1.1", "hardly changed", lambda: spread(A.women, COUNTS) < 0.02),
    (
        "C1.1",
        (
            "about two in five immigrants were born in Azerbaijan, followed by those "
            "born in Georgia and in the Russian Federation"
        ),
        lambda: (
            partners(A.born_in())[:3] == ["AZE", "GEO", "RUS"]
            and 0.38 < A.born_in()[0][1] < 0.43
        ),
    ),
    (
        "C1.1",
        "most immigrants were born in Azerbaijan or Georgia",
        lambda: A.born_in()[0][1] + A.born_in()[1][1] > 0.5,
    ),
    (
        "C1.2.4",
        "the highest figure of the series",
        lambda: highest(A.refugees, to(1992)) == 1993,
    ),
    (
        "C1.2.4",
        "From 1994 to 2005 the number",
        lambda: (
            lowest(A.refugees, to(1994, 2005)) == 1995
            and highest(A.refugees, to(1994, 2005)) == 1998
        ),
    ),
    ("C1.2.4", "fell in each year on record", lambda: falls(A.applications, to(2006))),
    (
        "C2.1",
        "has changed little since 1990",
        lambda: spread(A.emigrants, COUNTS) < 0.05,
    ),
    (
        "C2.1",
        "and a wider gap",
        lambda: (
            all(A.emigrants(y) > A.immigrants(y) for y in COUNTS)
            and A.emigrants(2010) - A.immigrants(2010)
            > A.emigrants(1990) - A.immigrants(1990)
        ),
    ),
    (
        "C2.1",
        "more than half of the people born in Armenia",
        lambda: A.lived_in()[0][0] == "RUS" and A.lived_in()[0][1] > 0.5,
    ),
    (
        "C2.1",
        "Azerbaijan and Ukraine followed",
        lambda: partners(A.lived_in())[1:3] == ["AZE", "UKR"],
    ),
    (
        "C3",
        "for about every four inhabitants",
        lambda: 3.8 < A.population(1990) / A.emigrants(1990) < 4.2,
    ),
    (
        "C4",
        "more than double within a year",
        lambda: A.received(2004) > A.received(2003) * 2,
    ),
    (
        "C4",
        "From 2004 to 2008 the amount rose in every year",
        lambda: (
            rises(A.received, to(2004, 2008))
            and A.received(2008) > A.received(2004) * 2
        ),
    ),
    (
        "C4",
        "fell by about one quarter in 2009 and rose again",
        lambda: (
            -0.27 < change(A.received, 2008, 2009) < -0.23
            and A.received(2010) > A.received(2009)
        ),
    ),
    (
        "C4",
        "GDP in US dollars grew faster still",
        lambda: change(A.gdp, 2004, 2008) > change(A.received, 2004, 2008),
    ),
    (
        "C4",
        "less than one seventh of those received",
        lambda: A.sent(2010) * 7 < A.received(2010),
    ),
    (
        "C7",
        "the two are almost the same",
        lambda: abs(A.immigrants(2010) - A.immigrants(2010, 2024)) < 1000,
    ),
    (
        "C7",
        (
            "The later edition shows fewer emigrants in 2010 than in 1995, "
            "the earlier one slightly more"
        ),
        lambda: (
            A.emigrants(2010, 2024) < A.emigrants(1995, 2024)
            and 0 < change(A.emigrants, 1995, 2010) < 0.02
        ),
    ),
    (
        "D2",
        "within one twentieth of each other",
        lambda: spread(A.emigrants, COUNTS) < 0.05,
    ),
    (
        "D2",
        "most between 2005 and 2010",
        lambda: (
            A.immigrants(2005) - A.immigrants(2010)
            > A.immigrants(2000) - A.immigrants(2005)
            > A.immigrants(1995) - A.immigrants(2000)
        ),
    ),
    (
        "D2",
        "below five thousand by the end of 2007 and has declined slowly",
        lambda: A.refugees(2007) < 5000 and falls(A.refugees, to(2007)),
    ),
    (
        "D2",
        "fell in 2009 together with GDP per head",
        lambda: A.output(2009) < A.output(2008) and A.received(2009) < A.received(2008),
    ),
    (
        "D2",
        "From more than one in five inhabitants to one in fourteen",
        lambda: 13.5 < 100 / A.share(2010) < 14.5,
    ),
    ("H1", "women are about three in five", lambda: 58 < A.women(2010) < 62),
]


@pytest.mark.parametrize(
    ("code", "words", "holds"),
    CLAIMS,
    ids=[f"{code}: {words}" for code, words, _holds in CLAIMS],
)
def test_words_hold_in_the_figures(
    code: str, words: str, holds: Callable[[], bool]
) -> None:
    assert is_said(A.iso3, code, words)
    assert holds()
