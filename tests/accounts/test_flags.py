from __future__ import annotations

from random import Random

import pytest
from django.utils.translation import override

from accounts.flags import (
    Case,
    Code,
    Earlier,
    Flag,
    Known,
    flags_of,
    is_flagged,
    lists,
    needs_second,
    say,
    say_briefly,
)
from accounts.flags.names import name_key
from tests.accounts import registrations_to_judge as made_up

KNOWN = [
    Known("mfa.gov.am", 14, frozenset({"ARM"})),
    Known("migration.gov.az", 5, frozenset({"AZE"})),
    Known("mvd.ru", 3, frozenset({"RUS"})),
    Known("urm.lt", 2, frozenset({"LTU"})),
    Known("iom.int", 9),
]
SEEDS = (1, 2011, 2026)


def _codes(email: str, country: str | None, **facts: object) -> list[Code]:
    case = Case("Ada Lind", email, country, known=KNOWN, **facts)  # type: ignore[arg-type]
    return [flag.code for flag in flags_of(case) if not flag.is_note]


@pytest.mark.parametrize("seed", SEEDS)
def test_three_hundred_bad_requests_are_flagged_for_the_right_reason(seed: int) -> None:
    wrong = [
        (bad.case.email_key, bad.case.name, sorted(bad.reasons))
        for bad in made_up.bad(Random(seed), 300)
        if not bad.reasons & {flag.code for flag in flags_of(bad.case)}
    ]

    assert wrong == []


@pytest.mark.parametrize("seed", SEEDS)
def test_of_three_hundred_honest_requests_at_most_three_are_flagged(seed: int) -> None:
    cases = made_up.honest(Random(seed), 300)

    flagged = [case.email_key for case in cases if is_flagged(flags_of(case))]

    assert len(cases) >= 300
    assert len(flagged) <= 3, flagged


@pytest.mark.parametrize(
    ("domain", "country"),
    [
        *[("мвд.бел", "BLR"), ("мид.қаз", "KAZ"), ("мвр.бг", "BGR")],
        *[("մփհ.հայ", "ARM"), ("მფა.გე", "GEO"), ("υπεξ.ελ", "GRC")],
        *[("мвр.мкд", "MKD"), ("муп.срб", "SRB"), ("мвс.укр", "UKR")],
        *[("мвд.рф", "RUS"), ("осс.рф", "RUS"), ("рос.укр", "UKR")],
        *[("الداخلية.الجزائر", "DZA"), ("الخارجية.مصر", "EGY")],
        *[("الداخلية.المغرب", "MAR"), ("الداخلية.سورية", "SYR")],
        *[("الداخلية.تونس", "TUN"), ("кирс.упр.срб", "SRB")],
    ],
)
def test_a_national_ending_in_the_states_own_script_is_its_own(
    domain: str, country: str
) -> None:
    assert _codes(f"ada@{made_up.ascii_of(domain)}", country) == []


@pytest.mark.parametrize(
    ("domain", "country", "code"),
    [
        ("mfa.g0v.am", "ARM", Code.VISUAL),
        ("rnfa.gov.am", "ARM", Code.VISUAL),
        ("mfa.gow.am", "ARM", Code.EDITED),
        ("migratoin.gov.az", "AZE", Code.EDITED),
        ("mvdd.ru", "RUS", Code.EDITED),
        ("mfa.gov.az.example.com", "AZE", Code.SUB_PART),
        ("gov-az.org", "AZE", Code.HYPHENS),
        ("mfa-gov-am.com", "ARM", Code.HYPHENS),
        ("mfagov.am", "ARM", Code.HYPHENS),
        ("mvd.com", "RUS", Code.ENDING),
        ("iom.org", None, Code.ENDING),
        ("xn--minstry-tog.gov.az", "AZE", Code.MIXED_SCRIPT),
        ("xn--80ak6aa92e.com", "RUS", Code.DISGUISED_SCRIPT),
    ],
)
def test_a_look_alike_domain_needs_a_second_colleague(
    domain: str, country: str | None, code: Code
) -> None:
    flags = flags_of(Case("Ada Lind", f"ada@{domain}", country, known=KNOWN))

    assert [flag.code for flag in flags] == [code]
    assert needs_second(flags)


@pytest.mark.parametrize(
    ("domain", "country"),
    [
        ("mfa.gov.am", "ARM"),
        ("mail.mfa.gov.am", "ARM"),
        ("mia.gov.am", "ARM"),
        ("mfa.gov.az", "AZE"),
        ("vrm.lt", "LTU"),
        ("mid.ru", "RUS"),
        ("mvd.tj", "TJK"),
        ("xn--b1aew.xn--p1ai", "RUS"),  # the Cyrillic ending has Cyrillic names
        ("mpb.rks-gov.net", "XKX"),
    ],
)
def test_neighbours_of_a_known_domain_that_a_state_gave_out_are_no_look_alikes(
    domain: str, country: str
) -> None:
    assert _codes(f"ada@{domain}", country) == []


def test_what_stands_under_a_governments_ending_is_not_taken_for_the_ending() -> None:
    known = [Known("gov.am", 3, frozenset({"ARM"}))]

    assert flags_of(Case("Ada Lind", "ada@mia.gov.am", "ARM", known=known)) == []


def test_free_mail_with_a_letter_or_a_recommendation_is_no_flag() -> None:
    assert _codes("ada@gmail.com", "ARM") == [Code.FREE_MAIL]
    assert _codes("ada@gmail.com", "ARM", has_letter=True) == []
    assert _codes("ada@gmail.com", "ARM", is_recommended=True) == []


def test_a_provider_never_becomes_the_known_domain_of_an_office() -> None:
    known = [Known("gmail.com", 40, frozenset({"ARM"}))]

    flags = flags_of(Case("Ada Lind", "ada@gmail.com", "ARM", known=known))

    assert [flag.code for flag in flags] == [Code.FREE_MAIL]


def test_a_provider_that_the_disposable_list_names_is_free_mail() -> None:
    assert _codes("ada@mail.by", "BLR") == [Code.FREE_MAIL]
    assert _codes("ada@mail.by", "BLR", has_letter=True) == []
    assert not lists.is_disposable("eu.mail.by")
    assert lists.is_disposable("eu.yopmail.com")


def test_no_provider_and_no_office_that_is_known_counts_as_disposable() -> None:
    offices = {domain for _iso3, domain in made_up.domains()}

    assert [
        domain
        for domain in sorted(lists.free_mail() | offices | set(lists.government()))
        if lists.is_disposable(domain)
    ] == []


def test_a_domain_of_organisations_is_no_states_and_the_other_way_round() -> None:
    known = [
        Known("iom.int", 9),
        Known("mfa.am", 5, frozenset({"ARM"})),
        Known("shared.am", 5, frozenset({"ARM"}), has_organisation=True),
    ]

    def said(domain: str, country: str | None) -> str:
        flags = flags_of(Case("Ada Lind", f"ada@{domain}", country, known=known))
        return " ".join(say(flag, {"ARM": "Armenia"}) for flag in flags)

    assert said("iom.int", "ARM") == (
        "The domain iom.int was approved for organisations only, and the applicant"
        " names a state or area."
    )
    for domain in ("mfa.am", "mfa.gov.am"):
        assert said(domain, None) == (
            f"The domain {domain} belongs to Armenia, and the applicant names an"
            " organisation."
        )
    assert said("mfa.am", "GEO") == (
        "The domain mfa.am belongs to another state or area: Armenia."
    )
    assert said("iom.int", None) == said("mfa.am", "ARM") == ""
    assert said("shared.am", "ARM") == said("shared.am", None) == ""


def test_a_domain_is_unseen_where_it_cannot_be_the_states_own() -> None:
    assert _codes("ada@policy-lab.org", "ARM") == [Code.UNSEEN]
    assert _codes("ada@interieur.gouv.fr", "ARM") == [Code.OTHER_STATE]
    assert _codes("ada@iom.int", None) == []


def test_a_new_domain_under_the_states_own_ending_is_a_note_and_no_flag() -> None:
    flags = flags_of(Case("Ada Lind", "ada@police.am", "ARM", known=KNOWN))

    assert [flag.code for flag in flags] == [Code.NEW_DOMAIN]
    assert not is_flagged(flags)
    assert say(flags[0]) == (
        "The domain police.am was not seen before on this i-Map."
        " Approved so far for the same state: mfa.gov.am."
    )


def test_one_mailbox_under_two_spellings_is_told() -> None:
    earlier = [Earlier(3, "ada.lind+map@mfa.gov.am")]

    assert _codes("adalind@mfa.gov.am", "ARM", earlier=earlier) == [Code.VARIANTS]


def test_a_request_that_ended_long_ago_is_no_flag() -> None:
    assert _codes("ada@mfa.gov.am", "ARM", earlier=[Earlier(3, "ada@mfa.gov.am")]) == []


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Мария Орлова", "Maria Orlova"),
        ("Oleksandr Shevchenko", "Олександр Шевченко"),
        ("Юлия Царёва", "TSAREVA Yuliya"),
        ("გიორგი ბერიძე", "Giorgi Beridze"),
        ("Petar Dovinić", "Dovinic  Petar"),
        ("Ada\u200b Lind", "Ada Lind"),
        ("\uff21da Lind", "ada lind"),
    ],
)
def test_spellings_of_one_name_meet(one: str, other: str) -> None:
    assert name_key(one) == name_key(other)


def test_names_of_two_people_do_not_meet() -> None:
    assert name_key("Maria Orlova") != name_key("Maria Orlov")
    assert name_key("Иван Петров") != name_key("Иван Петренко")


def test_the_member_asking_again_is_no_namesake() -> None:
    same = [("Ada Lind", "ada@mfa.gov.am")]

    assert _codes("ada@mfa.gov.am", "ARM", members=same) == []
    assert _codes("ada.l@mfa.gov.am", "ARM", members=same) == [Code.NAMESAKE]


def test_a_flag_says_in_words_what_differs_and_from_what() -> None:
    flag = flags_of(Case("Ada Lind", "ada@migratoin.gov.az", "AZE", known=KNOWN))[0]

    assert say(flag) == (
        "The domain migratoin.gov.az differs by a slip or two from migration.gov.az,"
        " approved 5 times."
    )


@pytest.mark.parametrize("language", ["en", "ru", "fr", "ar"])
def test_every_made_up_flag_can_be_said_in_every_language(language: str) -> None:
    flags = [
        *(flag for bad in made_up.bad(Random(7), 300) for flag in flags_of(bad.case)),
        *flags_of(Case("Ada Lind", "ada@police.am", "ARM", known=KNOWN)),
        Flag(Code.WARNED, {"words": "Left the ministry."}),
        *flags_of(Case("Ada Lind", "ada@iom.int", "ARM", moved_from="ada@mfa.gov.am")),
    ]

    with override(language):
        sentences = [say(flag, {"ARM": "Armenia"}) for flag in flags]
        labels = [say_briefly(flag) for flag in flags]

    assert {flag.code for flag in flags} == set(Code)
    assert all(sentences)
    assert all(labels)


def test_a_flag_survives_being_stored() -> None:
    flag = flags_of(Case("Ada Lind", "ada@mvdd.ru", "RUS", known=KNOWN))[0]

    assert Flag.from_json(flag.as_json()) == flag


def test_signs_in_what_was_typed_are_no_format() -> None:
    flag = Flag(Code.WARNED, {"words": "100 %(domain)s {0} %s"})

    assert say(flag).endswith("100 %(domain)s {0} %s")
