"""The page of a PDF that is being made: it changes by itself, and says so quietly."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect

from profiles.models import DraftFile, Edition
from profiles.publication import draft_papers
from tests.browser.portal import WITH_BROWSER, Complaints, Portal

pytestmark = WITH_BROWSER

State = DraftFile.State


@pytest.fixture
def waiting(page: Page, portal: Portal) -> Iterator[DraftFile]:
    """A file that was asked for; its page is open."""
    DraftFile.objects.all().delete()
    path = f"bmp/edit/{portal.places['draft']}/pdf/en/"
    portal.enter(page.context, "secretariat")
    page.goto(portal.at(path))
    page.get_by_role("button", name="Make the PDF").click()
    expect(page.get_by_role("status")).to_contain_text("Waiting since")
    file = DraftFile.objects.get()
    yield file
    Edition.objects.filter(pk=file.edition_id).update(state=Edition.State.DRAFTING)


def test_the_page_follows_until_the_file_is_there(
    page: Page, waiting: DraftFile
) -> None:
    complaints = Complaints.of(page)
    page.get_by_role("link", name="Look again").focus()
    expect(page.get_by_role("link", name="Open the PDF")).to_have_count(0)

    edition = Edition.objects.get(pk=waiting.edition_id)
    DraftFile.objects.update(
        state=State.READY,
        made_at=timezone.now(),
        mark=draft_papers.mark(edition),
        content=b"%PDF",
    )

    expect(page.get_by_role("status")).to_contain_text("The PDF is ready")
    expect(page.get_by_role("link", name="Open the PDF")).to_be_focused()
    assert complaints.lines == []


def test_it_leads_on_once_the_draft_is_with_its_state(
    page: Page, waiting: DraftFile
) -> None:
    Edition.objects.filter(pk=waiting.edition_id).update(state=Edition.State.SUBMITTED)

    page.wait_for_url("**/submission/")
