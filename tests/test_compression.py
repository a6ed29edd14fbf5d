from __future__ import annotations

import gzip

import pytest
from django.http import HttpRequest, HttpResponse
from django.test import RequestFactory

from imap.core.codings import codings, put_in
from imap.core.compression import Stretch, packed

TEXTS = ["<p>Armenia</p>" * 500, "", "<p>Армения</p>" * 500, "<p>Armenia</p>" * 9]
MARK = "<!--here-->"
PAGE = f"<h1>Profile</h1>{MARK}<footer>End</footer>"
WHOLE = PAGE.replace(MARK, "".join(TEXTS)).encode()


def asked(coding: str) -> HttpRequest:
    return RequestFactory().get("/", headers={"accept-encoding": coding})


def answer(coding: str) -> HttpResponse:
    response = HttpResponse(PAGE)
    stretches = [
        Stretch(text.encode(), stretch)
        for text, stretch in zip(TEXTS, packed(TEXTS), strict=True)
    ]
    put_in(asked(coding), response, MARK, stretches)
    return response


@pytest.mark.parametrize("coding", ["gzip", "gzip, deflate, br", "br;q=1, gzip;q=0.1"])
def test_stretches_and_page_are_one_gzip_stream(coding: str) -> None:
    response = answer(coding)

    assert response["Content-Encoding"] == "gzip"
    # The checksum and the length at the end are those of the whole page.
    assert gzip.decompress(response.content) == WHOLE


@pytest.mark.parametrize("coding", ["", "identity", "br", "gzip;q=0"])
def test_a_browser_that_takes_no_gzip_gets_the_page_as_it_is(coding: str) -> None:
    response = answer(coding)

    assert "Content-Encoding" not in response
    assert response.content == WHOLE


def test_caches_are_told_that_the_answer_depends_on_the_coding() -> None:
    assert "Accept-Encoding" in answer("")["Vary"]
    assert "Accept-Encoding" in answer("gzip")["Vary"]


def test_a_later_stretch_looks_back_at_an_earlier_one() -> None:
    first, _empty, _other, again = packed(TEXTS)

    assert len(again) < len(first)


def test_the_length_of_a_page_is_hidden() -> None:
    assert len({len(answer("gzip").content) for _each in range(40)}) > 1


def test_a_coding_that_is_refused_is_none() -> None:
    assert codings(asked("br;q=0, gzip;q=0.5, zstd")) == {"gzip", "zstd"}
