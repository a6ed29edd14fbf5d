"""Requests made up from a seed: honest ones of real offices' shapes, and bad ones.

The domains of `ministry_domains.csv` are shapes that ministries and services of the
states use, or might use, in the scripts of their endings; half of them, chosen by the
seed, are known from earlier decisions.
"""

from __future__ import annotations

import csv
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from random import Random

from accounts.flags import Case, Code, Earlier, Known

_FILE = Path(__file__).parent / "ministry_domains.csv"
_FIRST = ("Ada", "Anna", "Armen", "Dilnoza", "Elena", "Fatma", "Giorgi", "Hassan")
_LAST = ("Aurel", "Brodd", "Dovin", "Ibragimov", "Kellen", "Lind", "Marin", "Selmi")
_GENERIC = ("com", "org", "net", "info", "online", "site")
_VISUAL = [("o", "0"), ("l", "1"), ("m", "rn"), ("i", "l"), ("w", "vv"), ("e", "3")]
_ACCENTS = str.maketrans("aceinosuyz", "áçéíñóšüýž")
_WRITTEN_OUT = [("ae", "ä"), ("oe", "ö"), ("ue", "ü")]
_CYRILLIC = str.maketrans("aceiopxy", "асеіорху")
_HIDDEN = "\u202e\u200b\u2066\u2060"
_FREE = ("gmail.com", "mail.ru", "yandex.ru", "ukr.net", "bk.ru", "gmx.net", "i.ua")
_THROWN_AWAY = (
    "mailinator.com",
    "guerrillamail.com",
    "yopmail.com",
    "10minutemail.com",
)
_OFFICES = ("info", "office", "secretariat", "contact", "kanzlei")


@dataclass(frozen=True)
class Bad:
    """A made-up request and the reason it must be flagged for."""

    case: Case
    reasons: frozenset[Code]


def domains() -> list[tuple[str, str]]:
    """Return states and their domains as addresses are compared, in ASCII."""
    with _FILE.open(encoding="utf-8") as file:
        rows = csv.DictReader(line for line in file if not line.startswith("#"))
        return [(row["iso3"], ascii_of(row["domain"])) for row in rows]


def known(random: Random) -> list[Known]:
    chosen = [pair for pair in domains() if random.random() < 0.5]
    return [
        Known(domain, random.randint(1, 30), frozenset({iso3}))
        for iso3, domain in chosen
    ]


def honest(random: Random, number: int) -> list[Case]:
    """Return requests with names and addresses as offices give them out."""
    table, places = known(random), domains()
    cases = []
    for index in range(number):
        iso3, domain = places[index % len(places)]
        first, last = (
            random.choice(_FIRST),
            f"{random.choice(_LAST)}{'a' * (index % 2)}",
        )
        local = random.choice(
            [f"{first}.{last}", f"{first[0]}.{last}", f"{last}{first[0]}", last]
        )
        name = f"{first} {last}"
        email = f"{local}@{domain}".casefold()
        cases.append(Case(name, email, iso3, known=table, members=_members()))
    return cases + _with_free_mail(random, table)


def bad(random: Random, number: int) -> list[Bad]:
    """Return requests of every kind in turn, each made from a known domain."""
    table = known(random)
    makers = list(_MAKERS)
    return [makers[index % len(makers)](random, table) for index in range(number)]


def _with_free_mail(random: Random, table: list[Known]) -> list[Case]:
    """Free mail with a letter, or with a recommendation, is honest too."""
    return [
        Case(
            "Ada Lind",
            f"ada.lind@{domain}",
            random.choice(domains())[0],
            has_letter=index % 2 == 0,
            is_recommended=index % 2 == 1,
            known=table,
        )
        for index, domain in enumerate(_FREE)
    ]


def _members() -> list[tuple[str, str]]:
    return [("Мария Орлова", "orlova@mvd.ru"), ("Petar Dovinić", "p.d@mup.hr")]


def _case(random: Random, table: list[Known], domain: str, iso3: str | None) -> Case:
    local = f"{random.choice(_FIRST)}.{random.choice(_LAST)}".casefold()
    return Case("Ilva Sorel", f"{local}@{ascii_of(domain)}", iso3, known=table)


def _target(random: Random, table: list[Known], shortest: int = 0) -> tuple[str, str]:
    """Choose a known domain in Latin letters, for the makers change those."""
    rows = [row for row in table if len(row.domain.split(".")[0]) >= shortest]
    rows = [row for row in rows if "xn--" not in row.domain]
    row = random.choice([row for row in rows if row.domain.count(".") <= 2])
    return row.domain, next(iter(row.states))


def ascii_of(domain: str) -> str:
    return domain.encode("idna").decode("ascii")


def _edited(random: Random, table: list[Known]) -> Bad:
    """One letter of a longer name added, left out, changed or swapped."""
    while True:
        domain, iso3 = _target(random, table, shortest=5)
        name, _dot, ending = domain.partition(".")
        at = random.randrange(1, len(name) - 1)
        letter = random.choice("abcdefghkmnprstuvz")
        name = random.choice(
            [
                name[:at] + letter + name[at:],
                name[:at] + name[at + 1 :],
                name[:at] + letter + name[at + 1 :],
                name[:at] + name[at + 1] + name[at] + name[at + 2 :],
            ]
        )
        found = f"{name}.{ending}"
        if found not in {row.domain for row in table}:
            case = _case(random, table, found, iso3)
            return Bad(case, frozenset({Code.EDITED, Code.VISUAL, Code.HYPHENS}))


def _visual(random: Random, table: list[Known]) -> Bad:
    while True:
        domain, iso3 = _target(random, table)
        letter, sign = random.choice(_VISUAL)
        name, _dot, ending = domain.rpartition(".")
        if letter in name:
            case = _case(
                random, table, f"{name.replace(letter, sign, 1)}.{ending}", iso3
            )
            return Bad(case, frozenset({Code.VISUAL, Code.EDITED}))


def _accented(random: Random, table: list[Known]) -> Bad:
    """An accent on a letter, or an umlaut where the known name writes it out."""
    while True:
        domain, iso3 = _target(random, table)
        name, _dot, ending = domain.partition(".")
        letter = random.choice(name)
        other = name.replace(letter, letter.translate(_ACCENTS), 1)
        for pair, umlaut in _WRITTEN_OUT:
            other = name.replace(pair, umlaut, 1) if pair in name else other
        if other != name:
            case = _case(random, table, f"{other}.{ending}", iso3)
            return Bad(case, frozenset({Code.VISUAL}))


def _two_slips(random: Random, table: list[Known]) -> Bad:
    """In a long name a letter wrong and another doubled, or the like."""
    while True:
        domain, iso3 = _target(random, table, shortest=8)
        name, _dot, ending = domain.partition(".")
        first, second = sorted(random.sample(range(1, len(name) - 1), 2))
        doubled = name[:second] + name[second] + name[second:]
        letter = random.choice("abcdefghkmnprstuvz")
        found = random.choice(
            [
                doubled[:first] + letter + doubled[first + 1 :],
                doubled[:first] + doubled[first + 1 :],
                doubled[:first] + letter + doubled[first:],
                doubled.replace("i", "l", 1),
            ]
        )
        if found.replace(letter, "", 1) != name and doubled != found:
            case = _case(random, table, f"{found}.{ending}", iso3)
            return Bad(case, frozenset({Code.EDITED, Code.VISUAL}))


def _sub_part(random: Random, table: list[Known]) -> Bad:
    domain, iso3 = _target(random, table)
    host = f"{random.choice(['example', 'portal-login', 'mail-service'])}.com"
    case = _case(random, table, f"{domain}.{host}", iso3)
    return Bad(case, frozenset({Code.SUB_PART}))


def _hyphens(random: Random, table: list[Known]) -> Bad:
    domain, iso3 = _target(random, table)
    ending = random.choice(_GENERIC)
    case = _case(random, table, f"{domain.replace('.', '-')}.{ending}", iso3)
    return Bad(case, frozenset({Code.HYPHENS, Code.SUB_PART}))


def _government(random: Random, table: list[Known]) -> Bad:
    iso3, ending = random.choice(
        [("AZE", "gov.az"), ("ARM", "gov.am"), ("FRA", "gouv.fr"), ("POL", "gov.pl")]
    )
    made = random.choice(["{0}-{1}.org", "mfa.{0}-{1}.net", "mia-{0}{1}.com"])
    domain = made.format(*ending.split("."))
    return Bad(_case(random, table, domain, iso3), frozenset({Code.HYPHENS}))


def _ending(random: Random, table: list[Known]) -> Bad:
    domain, iso3 = _target(random, table)
    name = domain.split(".")[0]
    case = _case(random, table, f"{name}.{random.choice(_GENERIC)}", iso3)
    return Bad(case, frozenset({Code.ENDING, Code.HYPHENS, Code.UNSEEN}))


def _mixed_script(random: Random, table: list[Known]) -> Bad:
    while True:
        domain, iso3 = _target(random, table)
        name, _dot, ending = domain.partition(".")
        letter = random.choice(name)
        other = name.replace(letter, letter.translate(_CYRILLIC), 1)
        if other != name:
            case = _case(random, table, f"{other}.{ending}", iso3)
            return Bad(case, frozenset({Code.MIXED_SCRIPT, Code.DISGUISED_SCRIPT}))


def _disguised_script(random: Random, table: list[Known]) -> Bad:
    name = random.choice(["расе", "сора", "хосе", "арро"])
    case = _case(random, table, f"{name}.{random.choice(_GENERIC)}", "RUS")
    return Bad(case, frozenset({Code.DISGUISED_SCRIPT}))


def _other_state(random: Random, table: list[Known]) -> Bad:
    rows = [(iso3, name) for iso3, name in domains() if ".go" in f".{name}"]
    iso3, domain = random.choice(rows)
    other = random.choice([state for state, _name in rows if state != iso3])
    return Bad(_case(random, table, domain, other), frozenset({Code.OTHER_STATE}))


def _unseen(random: Random, table: list[Known]) -> Bad:
    name = random.choice(["border-study", "policy-lab", "institute-of-mobility"])
    domain = f"{name}{random.randrange(99)}.{random.choice(_GENERIC)}"
    return Bad(_case(random, table, domain, "TJK"), frozenset({Code.UNSEEN}))


def _disposable(random: Random, table: list[Known]) -> Bad:
    case = _case(random, table, random.choice(_THROWN_AWAY), "GEO")
    return Bad(case, frozenset({Code.DISPOSABLE}))


def _free_mail(random: Random, table: list[Known]) -> Bad:
    case = _case(random, table, random.choice(_FREE), "UKR")
    return Bad(case, frozenset({Code.FREE_MAIL}))


def _shared(random: Random, table: list[Known]) -> Bad:
    domain, iso3 = _target(random, table)
    email = f"{random.choice(_OFFICES)}@{domain}"
    case = Case("Ilva Sorel", email, iso3, known=table)
    return Bad(case, frozenset({Code.SHARED_MAILBOX}))


def _hidden_name(random: Random, table: list[Known]) -> Bad:
    domain, iso3 = _target(random, table)
    name = f"Ilva {random.choice(_HIDDEN)}Sorel"
    case = Case(name, f"ilva.sorel@{domain}", iso3, known=table)
    return Bad(case, frozenset({Code.HIDDEN_IN_NAME}))


def _mixed_name(random: Random, table: list[Known]) -> Bad:
    domain, iso3 = _target(random, table)
    case = Case("Ilvа Sorel", f"ilva.sorel@{domain}", iso3, known=table)
    return Bad(case, frozenset({Code.MIXED_NAME}))


def _namesake(random: Random, table: list[Known]) -> Bad:
    domain, iso3 = _target(random, table)
    name = random.choice(
        ["Maria Orlova", "ORLOVA Mariya", "Dovinic Petar", "Мария Орлова"]
    )
    case = Case(name, f"new.person@{domain}", iso3, known=table, members=_members())
    return Bad(case, frozenset({Code.NAMESAKE}))


def _repeated(random: Random, table: list[Known]) -> Bad:
    domain, iso3 = _target(random, table)
    mine, other = f"ilva.sorel@{domain}", random.choice(["ilvasorel", "ilva.sorel+2"])
    earlier, code = random.choice(
        [
            (Earlier(7, f"{other}@{domain}"), Code.VARIANTS),
            (Earlier(7, mine, is_refused=True), Code.REFUSED_BEFORE),
            (Earlier(7, mine, is_open=True), Code.REPEATED),
        ]
    )
    case = Case("Ilva Sorel", mine, iso3, known=table, earlier=[earlier])
    return Bad(case, frozenset({code}))


def _undelivered(random: Random, table: list[Known]) -> Bad:
    domain, iso3 = _target(random, table)
    case = Case(
        "Ilva Sorel", f"i.sorel@{domain}", iso3, known=table, undelivered=["Receipt"]
    )
    return Bad(case, frozenset({Code.UNDELIVERED}))


_MAKERS: tuple[Callable[[Random, list[Known]], Bad], ...] = (
    *(
        _edited,
        _two_slips,
        _visual,
        _accented,
        _sub_part,
        _hyphens,
        _government,
        _ending,
        _mixed_script,
    ),
    *(_disguised_script, _other_state, _unseen, _disposable, _free_mail, _shared),
    *(_hidden_name, _mixed_name, _namesake, _repeated, _undelivered),
)
