"""Each i-Map has its own answers under the same key, whichever was asked first."""

from __future__ import annotations

import pytest
from django.test import Client

from imap.map import bodies, payloads
from imap.map.models import Payload
from imap.reference.models import Country

STOCK = "IMM.STK@UNDESA2020"
KEYS = (bodies.CATALOGUE, STOCK)
BOTH = [("bmp", "mtm"), ("mtm", "bmp")]


def _states(dialogue: str) -> set[str]:
    taking_part = Country.objects.taking_part(dialogue)
    return set(taking_part.values_list("iso3", flat=True))


@pytest.mark.parametrize("asked", BOTH)
def test_a_key_that_both_i_maps_have_is_stored_for_each(
    loaded: None, asked: tuple[str, str]
) -> None:
    for key in KEYS:
        stored = [payloads.get(dialogue, key) for dialogue in asked]
        again = [payloads.get(dialogue, key) for dialogue in asked]

        assert [row and row.dialogue_id for row in stored] == list(asked)
        assert again == stored
        assert Payload.objects.filter(key=key).count() == 2


@pytest.mark.parametrize("asked", BOTH)
def test_what_is_read_under_a_key_is_of_the_states_of_the_own_i_map(
    loaded: None, asked: tuple[str, str]
) -> None:
    read = {dialogue: payloads.read(dialogue, STOCK) for dialogue in asked}

    for dialogue, answer in read.items():
        assert answer
        assert set(answer["countries"]) == _states(dialogue)
    assert _states("bmp") != _states("mtm")


@pytest.mark.parametrize("asked", BOTH)
def test_an_answer_known_from_one_i_map_is_not_known_to_the_other(
    bmp: Client, mtm: Client, asked: tuple[str, str]
) -> None:
    clients = {"bmp": bmp, "mtm": mtm}
    first, second = asked
    known = clients[first].get(_address(first))

    answer = clients[second].get(
        _address(second), headers={"if-none-match": known["ETag"]}
    )

    assert answer.status_code == 200
    assert answer["ETag"] != known["ETag"]
    assert set(known.json()["countries"]) == _states(first)
    assert set(answer.json()["countries"]) == _states(second)


@pytest.mark.parametrize("asked", BOTH)
def test_the_clock_makes_the_answers_of_each_i_map_though_the_other_has_them(
    loaded: None, asked: tuple[str, str]
) -> None:
    made = [payloads.make_all(dialogue) for dialogue in asked]

    rows = [Payload.objects.filter(dialogue=dialogue) for dialogue in asked]
    assert made == [own.count() for own in rows]
    assert min(made) > 15


def _address(dialogue: str) -> str:
    return f"/{dialogue}/data/indicators/{STOCK}.json"
