"""The fictitious state: each state of the workflow, and no trace of it elsewhere."""

from __future__ import annotations

import io
import re
from collections.abc import Callable, Iterator
from io import StringIO

import pytest
from django.core.management import call_command
from django.db import transaction
from django.test import Client, override_settings
from django.utils import timezone
from pypdf import PdfReader
from pytest_django import DjangoDbBlocker

from accounts import offices
from accounts.models import User
from imap.map import bodies
from imap.reference.models import Country
from imap.reference.participants import participants
from profiles.demo import demonstria
from profiles.demo.texts import DATA, read
from profiles.editing.languages import behind
from profiles.endorsement.standing import standing
from profiles.listings import current_listings
from profiles.models import (
    Autosave,
    Edition,
    Endorsement,
    Kind,
    Profile,
    Publication,
    Revision,
    SectionProgress,
    Submission,
)
from profiles.text.tree import parse
from tests.constraints import settle_constraints
from tests.factories import give_second_factor
from tests.profiles.pages import words
from tests.profiles.test_demo import FORBIDDEN, Spoken

NOTICE = "Demonstration: this state does not exist."
EDITION = "/en/bmp/profiles/XAA/extended/2023/"
EDIT = "/en/bmp/edit/XAA"
SECTION = f"{EDIT}/extended/2026/A/en/"
# The code as a word of its own: the token of a form may hold its letters by chance.
NAMES = re.compile(r"Demonstria|Демонстри|\bXAA\b|fictitious|вымышлен", re.IGNORECASE)
SignIn = Callable[[str], Client]
TEXTS = sorted(path.name.split(".")[1:3] for path in DATA.glob("XAA.*.html"))

pytestmark = pytest.mark.usefixtures("demonstration")


@pytest.fixture(scope="module")
def _demonstration(
    django_db_setup: None,
    django_db_blocker: DjangoDbBlocker,
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[None]:
    """All that `load_demo` loads, once; in a transaction that is rolled back."""
    folder = tmp_path_factory.mktemp("demonstration")
    kept = override_settings(DEMONSTRATION=True, VAR_DIR=folder, MEDIA_ROOT=folder)
    with django_db_blocker.unblock(), kept, transaction.atomic():
        call_command("load_reference", verbosity=0)
        call_command("load_demo", stdout=StringIO())
        settle_constraints()
        yield
        transaction.set_rollback(True)


@pytest.fixture
def demonstration(_demonstration: None, db: None) -> None:
    """Stand on the demonstration, and undo what a test did."""


@pytest.fixture
def signed_in() -> SignIn:
    def sign_in(email: str) -> Client:
        client, person = Client(), User.objects.get(email=email)
        give_second_factor(person)
        client.force_login(person)
        return client

    return sign_in


@pytest.fixture
def reader(signed_in: SignIn) -> Client:
    return signed_in("reader@bmp.example")


@pytest.fixture
def editor(signed_in: SignIn) -> Client:
    return signed_in("editor@demonstria.example")


@pytest.fixture
def staff(signed_in: SignIn) -> Client:
    return signed_in("secretariat@bmp.example")


def edition(kind: str, label: str) -> Edition:
    return Edition.objects.get(profile__country="XAA", profile__kind=kind, label=label)


def test_an_endorsed_edition_took_the_place_of_another() -> None:
    for label, state in (("2021", "superseded"), ("2023", "published")):
        row = edition("extended", label)

        assert row.state == state
        assert row.publication.basis == "endorsed"
        assert row.published_on == timezone.localdate()
        assert row.publication.head["endorsements"][0]["basis"] == "letter"


def test_a_draft_is_in_the_middle_of_its_work() -> None:
    draft = edition("extended", "2026")

    assert draft.state == "drafting"
    assert draft.due_on is not None
    late = {(section, code) for section, code in behind(draft)}
    assert late == {(draft.template.sections.get(code="F3").pk, "ru")}
    states = SectionProgress.objects.filter(edition=draft)
    assert set(states.values_list("state", flat=True)) == {"drafting", "ready"}
    revisions = Revision.objects.filter(
        edition=draft, section__code="F3", language="en"
    )
    assert revisions.count() == 4
    assert revisions.values("by").distinct().count() == 2


def test_a_part_is_endorsed_and_a_second_record_waits_for_a_second_person() -> None:
    submission = Submission.objects.get(edition=edition("light", "2026"))

    assert submission.edition.state == "submitted"
    assert submission.is_open
    assert submission.answer_by > timezone.localdate()
    endorsed = standing(submission)
    assert set(endorsed.endorsed) == set(demonstria.ENDORSED)
    assert not endorsed.is_complete
    waiting = Endorsement.objects.get(submission=submission, state="recorded")
    assert list(waiting.sections) == list(demonstria.RECORDED)


def test_the_contact_point_can_check_the_record_that_waits(signed_in: SignIn) -> None:
    page = signed_in("contact.point@demonstria.example").get(
        f"{EDIT}/light/2026/submission/"
    )

    assert [row.may_check for row in page.context["records"]].count(True) == 1


def test_words_that_are_taken_up_meet_the_text_of_a_colleague(editor: Client) -> None:
    page = editor.get(SECTION)
    (kept,) = page.context["waiting"]
    taken = editor.get(SECTION, {"take": kept.row.pk}).context
    assert taken["body"] == kept.row.body

    answer = editor.post(SECTION, {"body": taken["body"], "version": taken["version"]})

    assert answer.status_code == 409
    assert "mountains" in words(answer)


def everything() -> list[object]:
    kinds = (
        *(Profile, Edition, SectionProgress, Revision, Autosave),
        *(Submission, Endorsement, Publication),
    )
    return [list(kind.objects.order_by("pk").values()) for kind in kinds]


def test_loading_again_changes_nothing() -> None:
    before = everything()

    demonstria.load()

    assert everything() == before


def test_loading_again_leaves_what_people_have_done(editor: Client) -> None:
    taken = editor.get(f"{EDIT}/extended/2026/H3/en/").context
    editor.post(
        f"{EDIT}/extended/2026/H3/en/",
        {"body": "<p>Written since</p>", "version": taken["version"]},
    )

    demonstria.load()

    assert "Written since" in words(editor.get(f"{EDIT}/extended/2026/H3/en/"))


def test_the_edition_says_first_that_its_state_is_invented(reader: Client) -> None:
    page = reader.get(EDITION).content.decode()

    notice, head = page.index(NOTICE), page.index("Final and endorsed.")
    assert notice < page.index("<h1>") < head
    green = page[page.index("edition-banner banner--ok") :].partition("</div>")[0]
    assert NOTICE not in green
    assert "Demonstria (fictitious state): Extended" in words(reader.get(EDITION))
    assert "/countries/XAA/" not in page


def test_an_edition_of_a_state_that_exists_says_no_such_thing(reader: Client) -> None:
    page = reader.get("/en/bmp/profiles/ARM/extended/2011/").content.decode()

    assert NOTICE not in page
    assert "/countries/ARM/" in page


@pytest.mark.parametrize(
    ("path", "notice"),
    [
        (EDITION, NOTICE),
        (EDITION.replace("/en/", "/ru/"), "этого государства не существует"),
        (f"{EDIT}/light/2026/submission/en/", NOTICE),
    ],
)
def test_every_pdf_has_the_notice_on_its_first_page(
    staff: Client, path: str, notice: str
) -> None:
    content = staff.get(f"{path.rstrip('/')}.pdf").content

    first = PdfReader(io.BytesIO(content)).pages[0].extract_text()
    assert notice in " ".join(first.split())


def test_the_check_page_says_it_before_it_says_endorsed(client: Client) -> None:
    code = edition("extended", "2023").publication.submission.code
    page = words(client.get("/en/bmp/check/", {"code": code}))

    assert page.index(NOTICE) < page.index("Final and endorsed.")


def test_the_board_has_it_for_the_secretariat_and_its_own_people(
    staff: Client, editor: Client, signed_in: SignIn
) -> None:
    own = [row.participant.iso3 for row in editor.get("/en/bmp/edit/").context["rows"]]
    page = staff.get("/en/bmp/edit/")
    others = signed_in("editor@bmp.example").get("/en/bmp/edit/").context["rows"]

    assert own == ["XAA"]
    assert "Demonstria (fictitious state)" in words(page)
    assert "/countries/XAA/" not in page.content.decode()
    assert [row.participant.iso3 for row in others] == ["ARM"]


@pytest.mark.parametrize("path", ["/", "/{}/", "/{}/bmp/", "/{}/bmp/in-focus/"])
@pytest.mark.parametrize("language", ["en", "ru"])
def test_no_public_page_names_it(client: Client, path: str, language: str) -> None:
    page = client.get(path.format(language))

    assert page.status_code == 200
    assert not NAMES.search(page.content.decode())


@pytest.mark.parametrize("language", ["en", "ru"])
def test_the_form_of_registration_does_not_offer_it(
    client: Client, language: str
) -> None:
    page = client.get(f"/{language}/bmp/register/")

    assert "ARM" in page.content.decode()
    assert not NAMES.search(page.content.decode())


@pytest.mark.parametrize(
    "path",
    [
        "en/bmp/countries/",
        "ru/bmp/countries/",
        "en/bmp/countries/ARM/",
        "en/bmp/map/",
        "ru/bmp/map/?view=table",
        "en/bmp/map/indicators.json",
        "en/bmp/sources/",
        "bmp/data/status.json",
        "bmp/data/status.csv",
        "bmp/data/indicators/IMM.STK@UNDESA2020.csv",
        "bmp/data/indicators/IMM.STK@UNDESA2020.json",
        "bmp/data/flows/UKR.json",
        "en/bmp/brief/ARM/UKR/",
    ],
)
def test_no_list_map_or_file_of_members_has_it(reader: Client, path: str) -> None:
    page = reader.get(f"/{path}")

    assert page.status_code == 200
    content = b"".join(page) if page.streaming else page.content
    assert not NAMES.search(content.decode())


@pytest.mark.parametrize("path", ["countries/XAA/", "map/card/XAA/"])
def test_it_has_no_page_and_no_card(reader: Client, path: str) -> None:
    assert reader.get(f"/en/bmp/{path}").status_code == 404


def test_it_is_no_participant_and_counted_nowhere() -> None:
    for dialogue, count in (("bmp", 50), ("mtm", 41)):
        assert len(participants(dialogue, "en")) == count
        assert Country.objects.taking_part(dialogue).count() == count
        assert len(bodies.members(dialogue)) == count
    assert "XAA" not in offices.words("bmp").values()
    for kind in Kind:
        assert "XAA" not in current_listings("bmp", kind)


def test_the_other_i_map_does_not_know_it(signed_in: SignIn) -> None:
    for email in ("secretariat@mtm.example", "editor@mtm.example"):
        client = signed_in(email)
        for path in (
            "profiles/XAA/extended/2023/",
            "profiles/XAA/extended/2023.pdf",
            "countries/XAA/",
            "map/card/XAA/",
            "edit/XAA/country/",
            "edit/XAA/extended/2026/",
            "edit/XAA/light/2026/submission/",
            "edit/XAA/extended/2023/publication/",
        ):
            assert client.get(f"/en/mtm/{path}").status_code == 404, path
        assert not NAMES.search(client.get("/en/mtm/edit/").content.decode())
    known = participants("mtm", "en", with_fictitious=True)
    assert "XAA" not in {each.iso3 for each in known}


@pytest.mark.parametrize(("name", "language"), TEXTS)
def test_its_texts_have_no_figures_and_no_forbidden_words(
    name: str, language: str
) -> None:
    for body in read(f"XAA.{name}", language).values():
        said = " ".join(Spoken(body).words)

        assert not re.search(r"\d", said)
        assert FORBIDDEN.findall(said) == []
        assert parse(body)


def test_a_section_of_the_draft_is_somebody_s_and_has_a_question() -> None:
    edition = Edition.objects.get(profile__country="XAA", state="drafting")

    row = edition.progress.get(responsible__isnull=False)
    assert row.section.code == "F3"
    assert row.due_on == edition.due_on
    assert edition.comments.filter(section=row.section).exists()
