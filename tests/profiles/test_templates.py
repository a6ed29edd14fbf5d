"""The outlines of profiles: which an i-Map has, and which an old edition keeps."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from django.test import Client

from accounts.models import User
from profiles import reference_data
from profiles.editing import drafts
from profiles.models import Edition, Kind, Profile, Template
from tests.factories import make_member
from tests.profiles.editing.conftest import signed_in
from tests.profiles.pages import words

__all__ = ["signed_in"]

pytestmark = pytest.mark.usefixtures("listed")


def newer_outline(folder: Path) -> None:
    """Write a second version of the Light outline, with one section of its own."""
    for path in reference_data.TEMPLATES.glob("*.json"):
        (folder / path.name).write_bytes(path.read_bytes())
    rows = json.loads((folder / "light-1.json").read_text(encoding="utf-8"))
    rows = [row for row in rows if row["code"] != "L9"]
    rows[1]["titles"] = {"en": "Another title"}
    (folder / "light-2.json").write_text(json.dumps(rows), encoding="utf-8")


def begun(profile: Profile, label: str, by: User) -> Edition:
    return drafts.begin(profile, label, ["en"], by=by)


def test_a_new_version_leaves_the_editions_of_the_old_one_as_they_are(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    staff = make_member(role="secretariat")
    profile = Profile.objects.create(
        dialogue_id="bmp", country_id="GEO", kind=Kind.LIGHT
    )
    old = begun(profile, "2031", staff)
    before = list(old.template.sections.values_list("code", "titles"))
    newer_outline(tmp_path)
    monkeypatch.setattr(reference_data, "TEMPLATES", tmp_path)

    reference_data.load()

    old.refresh_from_db()
    assert list(old.template.sections.values_list("code", "titles")) == before
    newest = Template.objects.filter(kind=Kind.LIGHT).latest("version")
    assert newest.version == 2
    assert not newest.sections.filter(code="L9").exists()


@pytest.mark.parametrize(
    ("dialogue", "kind", "status"),
    [
        ("bmp", "extended", 200),
        ("bmp", "light", 200),
        ("bmp", "country", 404),
        ("mtm", "country", 200),
        ("mtm", "extended", 404),
    ],
)
def test_an_i_map_has_its_own_kinds(
    dialogue: str, kind: str, status: int, signed_in: object
) -> None:
    client = Client()
    assert callable(signed_in)
    client = signed_in(make_member(dialogue, role="secretariat"))
    iso3 = {"bmp": "ARM", "mtm": "TUN"}[dialogue]

    assert client.get(f"/en/{dialogue}/edit/{iso3}/{kind}/").status_code == status


def test_a_country_profile_of_the_south_has_the_sections_of_its_outline(
    signed_in: object,
) -> None:
    assert callable(signed_in)
    client = signed_in(make_member("mtm", role="secretariat"))

    client.post("/en/mtm/edit/TUN/country/", {"label": "2031", "languages": ["en"]})

    page = words(client.get("/en/mtm/edit/TUN/country/2031/"))
    for title in ("Actors", "Legislation", "Projects", "Cooperation", "challenges"):
        assert title in page
