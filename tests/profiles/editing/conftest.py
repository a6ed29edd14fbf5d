"""A state's draft, and those who may and may not write it."""

from __future__ import annotations

import time
from collections.abc import Callable

import pytest
from django.test import Client

from accounts.models import User
from profiles.editing import drafts
from profiles.editing.place import Place
from profiles.models import Edition, Kind, Profile
from tests.factories import make_member
from tests.sign_in import write_records

SECTION = "/en/bmp/edit/ARM/extended/2031/C4/en/"


@pytest.fixture
def editor(db: None) -> User:
    """The editor of Armenia."""
    return make_member(role="editor", country="ARM", full_name="Anahit Editor")


@pytest.fixture
def staff(db: None) -> User:
    return make_member(role="secretariat", full_name="Sven Staff")


@pytest.fixture
def profile(listed: None) -> Profile:
    found, _is_new = Profile.objects.get_or_create(
        dialogue_id="bmp", country_id="ARM", kind=Kind.EXTENDED
    )
    return found


@pytest.fixture
def draft(profile: Profile, editor: User) -> Edition:
    return drafts.begin(profile, "2031", ["en", "ru"], by=editor)


@pytest.fixture
def place(draft: Edition) -> Place:
    """Section C4 in English."""
    return Place(draft, draft.template.sections.get(code="C4"), "en")


@pytest.fixture
def signed_in() -> Callable[[User], Client]:
    """Sign somebody in, with the second step."""

    def sign_in(user: User) -> Client:
        client = Client()
        client.force_login(user)
        write_records(client, user, second_factor=True, at=time.time())
        return client

    return sign_in
