"""Profiles: the page that is read, the file that is made, the text that is saved.

Times are CPU of this process for one answer through the whole of Django, the median of
some rounds; what is compared is taken in turn in one run.
"""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable
from dataclasses import dataclass
from io import BytesIO

from django.test import Client
from django.utils import timezone
from pypdf import PdfReader

from accounts.models import User
from profiles.editing import autosave, drafts, saving
from profiles.editing.place import Place
from profiles.lookup import stored
from profiles.models import Kind, Profile, Publication, Revision
from profiles.publication.pdf import Imprint, make
from profiles.publication.rendering import chapters, html
from profiles.snapshot import canonical
from profiles.snapshot.canonical import Content
from profiles.text.differences import differences
from profiles.text.tree import parse
from tests.bench.urls import EMPTY
from tests.factories import make_member

ROUNDS = 15
# So often the Armenian edition makes about sixty pages.
TIMES = 4
FEW, MANY = 100, 10_000
EDITION = "/en/bmp/profiles/ARM/extended/2011/"


@dataclass(frozen=True)
class Reading:
    """CPU seconds of a page made once, of one made anew each time, of an empty view."""

    page: float
    anew: float
    empty: float


@dataclass(frozen=True)
class Growth:
    """CPU seconds with few and with many revisions."""

    few: float
    many: float

    @property
    def ratio(self) -> float:
        return self.many / self.few


def reading() -> Reading:
    # As a browser asks: what is sent is compressed.
    client = Client(headers={"accept-encoding": "gzip"})
    client.force_login(make_member("bmp"))
    publication = Publication.objects.get(edition__profile__country="ARM")
    content = canonical.read(publication.snapshot)["content"]

    def anew() -> None:
        for chapter in chapters(content, "en"):
            html(chapter, "en")

    page, again, empty = _in_turn(
        lambda: client.get(EDITION), anew, lambda: client.get(EMPTY)
    )
    return Reading(page, page + again, empty)


@dataclass(frozen=True)
class Paper:
    """Seconds of the first PDF and of the next ones, its pages and bytes."""

    first: float
    next_ones: float
    pages: int
    size: int


def pdf() -> Paper:
    """Return what a PDF of about sixty pages costs: the Armenian edition, repeated."""
    publication = Publication.objects.get(edition__profile__country="ARM")
    content = _repeated(canonical.read(publication.snapshot)["content"])
    imprint = Imprint(stage="published", day=timezone.localdate(), address="http://x/")
    seconds = []
    for _each in range(4):
        begun = time.perf_counter()
        made = make(content, "en", imprint)
        seconds.append(time.perf_counter() - begun)
    pages = len(PdfReader(BytesIO(made)).pages)
    return Paper(seconds[0], statistics.median(seconds[1:]), pages, len(made))


def difference() -> tuple[float, int]:
    """Return CPU seconds for two editions of that length, and their sections.

    Every other paragraph of the second has other words.
    """
    publication = Publication.objects.get(edition__profile__country="ARM")
    content = _repeated(canonical.read(publication.snapshot)["content"])
    bodies = [each["texts"]["en"] for each in content["sections"] if each["texts"]]

    def compare() -> None:
        for body in bodies:
            before, after = parse(body), parse(body)
            for block in after.blocks[::2]:
                block.text = f"Another word {block.text or ''}"
            differences(before, after, stored([before, after]).figure)

    [seconds] = _in_turn(compare)
    return seconds, len(bodies)


def _repeated(content: Content) -> Content:
    sections = [
        each | {"texts": {code: body * TIMES for code, body in each["texts"].items()}}
        for each in content["sections"]
    ]
    return content | {"sections": sections}


def round_trip() -> float:
    """Return seconds from the words that somebody typed to the answer they are kept."""
    user = make_member("bmp", role="secretariat")
    client = Client()
    client.force_login(user)
    path = _path(_draft("MDA", user, 1), "autosave/")
    seconds = []
    for sequence in range(1, ROUNDS + 1):
        body = "<p>Typed</p>" * 50
        sent = {"body": body, "version": 1, "sequence": sequence}
        begun = time.perf_counter()
        answer = client.post(path, sent)
        seconds.append(time.perf_counter() - begun)
        assert answer.status_code == 200
    return statistics.median(seconds)


def growth() -> dict[str, Growth]:
    """Return what history, saving and autosaving cost with few and many revisions."""
    user = make_member("bmp", role="secretariat")
    client = Client()
    client.force_login(user)
    few, many = (
        _draft(iso3, user, count) for iso3, count in (("GEO", FEW), ("AZE", MANY))
    )
    return {
        "history": Growth(*_in_turn(_history(client, few), _history(client, many))),
        "save": Growth(*_in_turn(_saver(few, user), _saver(many, user))),
        "autosave": Growth(*_in_turn(_keeper(few, user), _keeper(many, user))),
    }


def _draft(iso3: str, user: User, count: int) -> Place:
    """Begin a draft, one section of which was saved so many times."""
    profile, _is_new = Profile.objects.get_or_create(
        dialogue_id="bmp", country_id=iso3, kind=Kind.EXTENDED
    )
    edition = drafts.begin(profile, "2031", ["en", "ru"], by=user)
    place = Place(edition, edition.template.sections.get(code="C4"), "en")
    text = saving.save(place, "<p>Words</p>", version=0, by=user)
    assert text is not None
    where = {"edition": edition, "section": place.section, "language": "en"}
    Revision.objects.bulk_create(
        Revision(**where, version=version, body=f"<p>{version}</p>", by=user)
        for version in range(2, count + 1)
    )
    text.version = count
    text.save()
    return place


def _history(client: Client, place: Place) -> Callable[[], object]:
    path = _path(place, "history/")
    return lambda: client.get(path)


def _path(place: Place, tail: str) -> str:
    country = place.edition.profile.country_id
    return f"/en/bmp/edit/{country}/extended/2031/C4/en/{tail}"


def _saver(place: Place, user: User) -> Callable[[], object]:
    def save() -> None:
        text = place.text()
        assert text is not None
        body = f"<p>Saved on {text.version}</p>"
        saving.save(place, body, version=text.version, by=user)

    return save


def _keeper(place: Place, user: User) -> Callable[[], object]:
    numbers = iter(range(1, 10_000))

    def keep() -> None:
        text = place.text()
        assert text is not None
        autosave.keep(
            place,
            "<p>Typed</p>" * 50,
            version=text.version,
            sequence=next(numbers),
            by=user,
        )

    return keep


def _in_turn(*steps: Callable[[], object]) -> list[float]:
    taken: list[list[float]] = [[] for _step in steps]
    for number in range(ROUNDS + 1):
        for place, step in enumerate(steps):
            begun = time.process_time()
            step()
            # The first one warms up.
            if number:
                taken[place].append(time.process_time() - begun)
    return [statistics.median(each) for each in taken]
