"""Two editors at the same moment: nothing that was accepted is lost."""

from __future__ import annotations

from functools import partial

import pytest

from accounts.models import User
from imap.core.exceptions import TransitionError
from imap.reference import reference_data as countries
from profiles import reference_data
from profiles.editing import autosave, drafts, saving
from profiles.editing.autosave import Window
from profiles.editing.place import Place
from profiles.editing.saving import ConflictError
from profiles.models import Edition, Kind, Profile, Revision, SectionText
from tests.factories import make_member
from tests.threads import at_once

pytestmark = [pytest.mark.postgres, pytest.mark.django_db(transaction=True)]

ROUNDS = 10
IN_FULL = pytest.param(500, marks=pytest.mark.deep)


@pytest.fixture
def editors(db: None) -> tuple[User, User]:
    return (
        make_member(role="editor", country="ARM"),
        make_member(role="secretariat"),
    )


@pytest.fixture
def profile(editors: tuple[User, User]) -> Profile:
    countries.load()
    reference_data.load()
    found, _is_new = Profile.objects.get_or_create(
        dialogue_id="bmp", country_id="ARM", kind=Kind.EXTENDED
    )
    return found


@pytest.fixture
def place(profile: Profile, editors: tuple[User, User]) -> Place:
    draft = drafts.begin(profile, "2031", ["en"], by=editors[0])
    return Place(draft, draft.template.sections.get(code="C4"), "en")


@pytest.mark.parametrize("rounds", [ROUNDS, IN_FULL])
def test_of_two_saves_on_one_version_one_is_kept_and_the_other_told(
    place: Place, editors: tuple[User, User], rounds: int
) -> None:
    for version in range(rounds):
        results = at_once(
            *(
                partial(
                    saving.save,
                    place,
                    f"<p>{version} by {user.pk}</p>",
                    version=version,
                    by=user,
                )
                for user in editors
            )
        )

        kept = [each for each in results if isinstance(each, SectionText)]
        told = [each for each in results if isinstance(each, ConflictError)]
        assert len(kept) == len(told) == 1
        assert told[0].current is not None
        assert told[0].current.body == kept[0].body
    versions = Revision.objects.filter(section=place.section).order_by("version")
    assert [each.version for each in versions] == list(range(1, rounds + 1))


def test_of_two_drafts_of_one_profile_one_is_begun(
    profile: Profile, editors: tuple[User, User]
) -> None:
    results = at_once(
        *(
            partial(drafts.begin, profile, label, ["en"], by=user)
            for label, user in zip(("2031", "2032"), editors, strict=True)
        )
    )

    assert sum(isinstance(each, Edition) for each in results) == 1
    assert sum(isinstance(each, TransitionError) for each in results) == 1
    assert Edition.objects.count() == 1


def test_the_later_words_of_a_window_stay_whichever_arrive_first(
    place: Place, editors: tuple[User, User]
) -> None:
    user = editors[0]
    for start in range(1, 2 * ROUNDS, 2):
        at_once(
            *(
                partial(
                    autosave.keep,
                    place,
                    f"<p>{number}</p>",
                    version=0,
                    sequence=number,
                    by=user,
                )
                for number in (start, start + 1)
            )
        )

        held = autosave.of(place, user)
        assert held is not None
        assert held.body == f"<p>{start + 1}</p>"


def test_a_save_and_words_on_their_way_leave_the_words_of_other_windows(
    place: Place, editors: tuple[User, User]
) -> None:
    user = editors[0]
    own, other = Window("own"), Window("other")
    for number in range(ROUNDS):
        body = f"<p>{number}</p>"
        keep = partial(
            autosave.keep, place, body, version=0, sequence=number + 1, by=user
        )
        results = at_once(
            partial(autosave.settle, place, user, own, version=number + 1),
            partial(keep, window=own),
            partial(keep, window=other),
        )

        assert not [each for each in results if isinstance(each, Exception)]
        assert [row.body for row in autosave.waiting(place, user)] == [body]
