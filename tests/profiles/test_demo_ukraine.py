"""What the demonstration text on Ukraine says in words holds in the seeded figures.

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

U = State("UKR")

CLAIMS: list[Claim] = [
    (
        "0.3",
        "more than one tenth fewer",
        lambda: -0.13 < change(U.population, 1993, 2010) < -0.1,
    ),
    (
        "0.3",
        "positive up to 1993, negative from 1994 to 2002",
        lambda: (
            all(U.net(y) > 0 for y in to(1990, 1993))
            and all(U.net(y) < 0 for y in to(1994, 2002))
        ),
    ),
    (
        "0.3",
        "close to zero from 2003 on, with the exception of two years",
        lambda: {y for y in to(2003) if abs(U.net(y)) > 30000} == {2005, 2006},
    ),
    (
        "0.3",
        "fell by three tenths over the twenty years",
        lambda: -0.31 < change(U.immigrants, 1990, 2010) < -0.29,
    ),
    (
        "A",
        "more than five million people",
        lambda: all(U.emigrants(y) > 5_000_000 for y in COUNTS),
    ),
    (
        "A",
        "between four and seven million",
        lambda: all(4_000_000 < U.immigrants(y) < 7_000_000 for y in COUNTS),
    ),
    (
        "A",
        "crossed between 1995 and 2000",
        lambda: (
            U.emigrants(1995) < U.immigrants(1995)
            and U.emigrants(2000) > U.immigrants(2000)
        ),
    ),
    (
        "B1",
        "fell in every following year",
        lambda: (
            falls(U.population, to(1993)) and highest(U.population, to(1990)) == 1993
        ),
    ),
    ("B1", "highest in 1992", lambda: highest(U.net, to(1990)) == 1992),
    ("B1", "lowest in 1994", lambda: lowest(U.net, to(1990)) == 1994),
    (
        "B1",
        "less than one fifth of the fall",
        lambda: (
            0
            < -sum(U.net(y) for y in to(1994)) * 5
            < U.population(1993) - U.population(2010)
        ),
    ),
    ("B1", "above zero since 2006", lambda: all(U.net(y) > 0 for y in to(2006))),
    ("B1", "has fallen in every year since", lambda: falls(U.dependency, to(1994))),
    (
        "B2",
        "in 1998, less than half",
        lambda: (
            U.output(1998) < U.output(1990) / 2 and lowest(U.output, to(1990)) == 1998
        ),
    ),
    ("B2", "rose in every year up to 2008", lambda: rises(U.output, to(1998, 2008))),
    (
        "B2",
        "nearly double the figure of 1998",
        lambda: 1.9 < U.output(2008) / U.output(1998) < 2,
    ),
    ("B2", "more than one tenth lower", lambda: change(U.output, 2008, 2009) < -0.1),
    (
        "B2",
        "was not reached in any later year",
        lambda: all(U.output(y) < U.output(1990) for y in to(1991)),
    ),
    (
        "B3",
        "fell in every year",
        lambda: (
            falls(U.unemployment, to(1999, 2007))
            and U.unemployment(2009) > U.unemployment(2007)
        ),
    ),
    ("C1.1", "fell in each count in between", lambda: falls(U.immigrants, COUNTS)),
    (
        "C1.1",
        "Women were in the majority throughout",
        lambda: all(U.women(y) > 50 for y in COUNTS),
    ),
    (
        "C1.1",
        (
            "about two thirds of immigrants were born in the Russian Federation, "
            "followed by those born in Belarus, Kazakhstan and Uzbekistan"
        ),
        lambda: (
            partners(U.born_in())[:4] == ["RUS", "BLR", "KAZ", "UZB"]
            and 0.64 < U.born_in()[0][1] < 0.69
        ),
    ),
    (
        "C1.2.4",
        "From 2007 to 2009 it stood above seven thousand",
        lambda: all(U.refugees(y) > 7000 for y in to(2007, 2009)),
    ),
    (
        "C1.2.4",
        "less than half of that",
        lambda: U.refugees(2010) * 2 < U.refugees(2009),
    ),
    (
        "C1.2.4",
        "the highest figure up to 2010",
        lambda: highest(U.applications, to(2006)) == 2008,
    ),
    (
        "C2.1",
        "one for every eight to nine people",
        lambda: 8 < U.population(2010) / U.emigrants(2010) < 9,
    ),
    (
        "C2.1",
        "highest in 1995 and lowest in 2010",
        lambda: (
            highest(U.emigrants, COUNTS) == 1995 and lowest(U.emigrants, COUNTS) == 2010
        ),
    ),
    (
        "C2.1",
        "more than half of the people born in Ukraine",
        lambda: U.lived_in()[0][0] == "RUS" and U.lived_in()[0][1] > 0.5,
    ),
    (
        "C2.1",
        "less than one tenth in any other state",
        lambda: U.lived_in()[1][1] < 0.1,
    ),
    (
        "C2.1",
        "Since the count of 2000 there have been more emigrants",
        lambda: all(U.emigrants(y) > U.immigrants(y) for y in COUNTS[2:]),
    ),
    (
        "C3",
        "for every nine to ten inhabitants",
        lambda: 9 < U.population(1990) / U.emigrants(1990) < 10,
    ),
    (
        "C4",
        "From 2000 to 2008 the amount rose in every year",
        lambda: rises(U.received, to(2000, 2008)),
    ),
    (
        "C4",
        "fell by about one eighth in 2009 and rose again",
        lambda: (
            -0.14 < change(U.received, 2008, 2009) < -0.11
            and U.received(2010) > U.received(2009)
        ),
    ),
    (
        "C4",
        "GDP in US dollars fell more",
        lambda: (
            change(U.gdp, 2008, 2009) < change(U.received, 2008, 2009)
            and U.of_gdp(2009) > U.of_gdp(2008)
        ),
    ),
    (
        "C4",
        "about one ninth of those received",
        lambda: 8.5 < U.received(2010) / U.sent(2010) < 9.5,
    ),
    (
        "C4",
        "From about one hundredth of GDP in 2000 to nearly one twentieth in 2009",
        lambda: 1 < U.of_gdp(2000) < 1.5 and 4.7 < U.of_gdp(2009) < 5,
    ),
    (
        "C7",
        "repeats the number of immigrants",
        lambda: all(U.immigrants(y) == U.immigrants(y, 2024) for y in COUNTS),
    ),
    (
        "C7",
        "it is lower in each of them",
        lambda: all(U.emigrants(y, 2024) < U.emigrants(y) for y in COUNTS),
    ),
    (
        "C7",
        "Both show fewer emigrants in 2010 than in 1990",
        lambda: all(U.emigrants(2010, e) < U.emigrants(1990, e) for e in (2020, 2024)),
    ),
    (
        "D2",
        "within one twentieth of each other",
        lambda: spread(U.emigrants, COUNTS) < 0.05,
    ),
    (
        "D2",
        "less from one count to the next",
        lambda: falls(lambda y: U.immigrants(y - 5) - U.immigrants(y), COUNTS[1:]),
    ),
    (
        "D2",
        "below eight thousand in every year",
        lambda: all(U.refugees(y) < 8000 for y in to(1994)),
    ),
    (
        "D2",
        "from more than one in eight inhabitants to about one in ten",
        lambda: U.share(1990) > 12.5 and 9.5 < U.share(2010) < 10.6,
    ),
    ("H1", "less than one twentieth of GDP in 2010", lambda: U.of_gdp(2010) < 5),
]


@pytest.mark.parametrize(
    ("code", "words", "holds"),
    CLAIMS,
    ids=[f"{code}: {words}" for code, words, _holds in CLAIMS],
)
def test_words_hold_in_the_figures(
    code: str, words: str, holds: Callable[[], bool]
) -> None:
    assert is_said(U.iso3, code, words)
    assert holds()
