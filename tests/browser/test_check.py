"""The check page: a file is hashed in the browser and never leaves it."""

from __future__ import annotations

import hashlib

import pytest
from playwright._impl._api_structures import FilePayload
from playwright.sync_api import Page, Request, expect

from profiles.models import EditionFile, Publication
from tests.browser.portal import WITH_BROWSER, Complaints, Portal

pytestmark = WITH_BROWSER

CONTENT = b"%PDF-1.7 the very bytes"


@pytest.fixture(scope="module")
def paper(portal: Portal) -> FilePayload:
    """A file of the published edition of Armenia."""
    publication = Publication.objects.get(edition__profile__country="ARM")
    EditionFile.objects.create(
        submission=publication.submission,
        language="fr",
        content=CONTENT,
        sha256=hashlib.sha256(CONTENT).hexdigest(),
    )
    return FilePayload(name="p.pdf", mimeType="application/pdf", buffer=CONTENT)


def test_a_file_is_recognised_without_being_sent(
    page: Page, portal: Portal, paper: FilePayload
) -> None:
    complaints = Complaints.of(page)
    sent: list[Request] = []

    def note(request: Request) -> None:
        sent.append(request)

    page.on("request", note)
    page.goto(portal.at("bmp/check/"))

    page.get_by_label("Choose a PDF").set_input_files(paper)

    expect(page.get_by_text("A demonstration text")).to_be_visible()
    expect(page.get_by_text("Armenia: Extended Migration Profile 2011")).to_be_visible()
    assert {request.method for request in sent} == {"GET"}
    assert all(request.post_data is None for request in sent)
    assert complaints.lines == []


def test_a_file_with_one_other_byte_is_told_to_be_another(
    page: Page, portal: Portal, paper: FilePayload
) -> None:
    page.goto(portal.at("bmp/check/"))

    page.get_by_label("Choose a PDF").set_input_files(
        FilePayload(name="p.pdf", mimeType="application/pdf", buffer=CONTENT + b" ")
    )

    expect(page.get_by_text("This is no file that the i-Map made.")).to_be_visible()
