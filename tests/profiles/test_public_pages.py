from __future__ import annotations

import pytest
from django.conf import settings
from django.test import Client

from imap.core.legal import notice_version, notices
from tests.profiles.pages import words

pytestmark = pytest.mark.usefixtures("listed")


@pytest.mark.parametrize("path", ["/", "/en/", "/ru/"])
def test_the_two_i_maps_are_two_doors(client: Client, path: str) -> None:
    content = client.get(path).content.decode()

    assert 'class="door" data-dialogue="bmp"' in content
    assert 'class="door" data-dialogue="mtm"' in content


@pytest.mark.parametrize(("path", "footnote"), [("/en/", "UNSCR"), ("/ru/", "1244")])
def test_each_door_shows_its_map_and_says_what_borders_mean(
    client: Client, path: str, footnote: str
) -> None:
    response = client.get(path)
    pictures = [picture for _dialogue, _address, picture in response.context["doors"]]
    if None in pictures:
        pytest.skip("static/build/map/outlines.json is not built")
    content = response.content.decode()

    assert content.count('<svg class="front-map"') == 2
    assert content.count('class="shape shape--endorsed') == 10
    assert content.count('class="door__note"') == 2
    assert footnote in content
    for each in ("land-bmp", "land-mtm"):
        assert content.count(f'id="{each}"') == 1


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
    for i_map in ("bmp", "mtm"):
        page = words(client.get(f"/en/legal/notice/{i_map}/"))
        assert notice_version(i_map) in page
        assert "23 November 2026" in page


@pytest.mark.parametrize(
    ("i_map", "language", "word"),
    [
        ("bmp", "ru", "Секретариат Пражского процесса"),
        ("mtm", "fr", "Le contenu est fourni à titre d’information."),
        ("mtm", "ar", "لا تُطلع أحداً على كلمة المرور"),
    ],
)
def test_the_notice_of_an_i_map_is_in_its_languages(
    client: Client, i_map: str, language: str, word: str
) -> None:
    page = client.get(f"/{language}/legal/notice/{i_map}/").content.decode()

    assert word in page
    assert f'lang="{language}"' in page


@pytest.mark.parametrize("i_map", ["bmp", "mtm"])
def test_every_version_is_in_every_language_of_the_i_map(i_map: str) -> None:
    for notice in notices(i_map):
        assert set(notice.texts) == set(settings.DIALOGUES[i_map])
        assert len({len(text) for text in notice.texts.values()}) == 1


def test_an_old_version_stays_readable(client: Client) -> None:
    version = notice_version("bmp")

    assert client.get(f"/en/legal/notice/bmp/{version}/").status_code == 200
    assert client.get("/en/legal/notice/bmp/1999-01/").status_code == 404


def test_an_unknown_legal_page_does_not_exist(client: Client) -> None:
    assert client.get("/en/legal/imprint/").status_code == 404


@pytest.mark.parametrize("path", ["/", "/en/", "/en/legal/notice/"])
def test_public_pages_are_only_read(client: Client, path: str) -> None:
    assert client.post(path).status_code == 405
