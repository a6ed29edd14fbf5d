from __future__ import annotations

import pytest
from django.test import Client

from imap.core.legal import LEGAL_NOTICE_VERSION
from tests.profiles.pages import words

pytestmark = pytest.mark.usefixtures("listed")


@pytest.mark.parametrize("path", ["/", "/en/", "/ru/"])
def test_the_two_i_maps_are_two_doors(client: Client, path: str) -> None:
    content = client.get(path).content.decode()

    assert 'class="door" data-dialogue="bmp"' in content
    assert 'class="door" data-dialogue="mtm"' in content


def test_a_door_leads_to_a_language_its_i_map_has(client: Client) -> None:
    content = client.get("/ru/").content.decode()

    assert 'href="/ru/bmp/"' in content
    assert 'href="/en/mtm/"' in content


def test_the_start_follows_the_language_of_the_browser(client: Client) -> None:
    response = client.get("/", headers={"accept-language": "ru"})

    assert 'lang="ru"' in response.content.decode()


def test_a_language_without_doors_is_shown_them_in_english(client: Client) -> None:
    response = client.get("/", headers={"accept-language": "fr"})

    assert 'lang="en"' in response.content.decode()


@pytest.mark.parametrize("slug", ["notice", "accessibility", "privacy"])
@pytest.mark.parametrize("language", ["en", "ru"])
def test_legal_pages_exist(client: Client, language: str, slug: str) -> None:
    assert client.get(f"/{language}/legal/{slug}/").status_code == 200


def test_the_legal_notice_names_its_version(client: Client) -> None:
    assert LEGAL_NOTICE_VERSION in words(client.get("/en/legal/notice/"))


def test_an_unknown_legal_page_does_not_exist(client: Client) -> None:
    assert client.get("/en/legal/imprint/").status_code == 404


@pytest.mark.parametrize("path", ["/", "/en/", "/en/legal/notice/"])
def test_public_pages_are_only_read(client: Client, path: str) -> None:
    assert client.post(path).status_code == 405
