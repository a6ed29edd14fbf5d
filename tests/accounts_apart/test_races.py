from __future__ import annotations

from datetime import timedelta
from functools import partial
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts import registration
from accounts.membership.giving import Grant, password_key
from accounts.models import Membership, Registration, User
from accounts.registration import Application
from imap.core.access import Role
from imap.core.audit.verification import verify
from imap.core.exceptions import TransitionError
from imap.core.legal import notice_version
from imap.core.outbox.models import OutgoingMail
from imap.reference import reference_data
from tests.factories import make_invited, make_member, make_registration, make_user
from tests.threads import at_once, meet_in

pytestmark = [pytest.mark.postgres, pytest.mark.django_db(transaction=True)]

ROUNDS = 20
IN_FULL = pytest.param(500, marks=pytest.mark.deep)


def _application(email: str, *, post: str = "Head") -> Application:
    return Application(
        name="Anna",
        email=email,
        country=None,
        organisation=None,
        other_organisation="Institute of Mobility",
        office_name="Institute of Mobility",
        ministry="Migration Service",
        post=post,
        purpose="Reading.",
        language="en",
        notice_version=notice_version("bmp"),
    )


# The more was refused from an address, the more an approval has to give a reason.
SURE: dict[str, Any] = {"version": 1, "reason": "Known office."}


def _grant() -> Grant:
    return Grant(Role.READER, timezone.localdate() + timedelta(days=365))


@pytest.mark.parametrize("rounds", [ROUNDS, IN_FULL])
def test_of_two_who_decide_at_once_one_wins_and_the_other_is_told(rounds: int) -> None:
    first, second = (make_member(role="secretariat") for _ in range(2))

    for _round in range(rounds):
        row = make_registration()

        results = at_once(
            partial(registration.approve, row, _grant(), by=first, **SURE),
            partial(registration.refuse, row, "No.", by=second, version=1),
        )

        losers = [r for r in results if isinstance(r, TransitionError)]
        row.refresh_from_db()
        assert len(losers) == 1, results
        assert str(row.decided_by) in losers[0].message
        approved = row.state == Registration.State.APPROVED
        assert Membership.objects.filter(registration=row).count() == int(approved)
        assert OutgoingMail.objects.filter(to=row.email).count() == 1
    assert list(verify()) == []


def test_both_i_maps_approve_the_same_new_personat_once() -> None:
    east = make_member("bmp", role="secretariat")
    south = make_member("mtm", role="secretariat")

    for number in range(ROUNDS):
        email = f"both{number}@ministry.example"
        rows = [make_registration(slug, email=email) for slug in ("bmp", "mtm")]

        results = at_once(
            partial(registration.approve, rows[0], _grant(), by=east, **SURE),
            partial(registration.approve, rows[1], _grant(), by=south, **SURE),
        )

        assert all(isinstance(r, Registration) for r in results), results
        assert User.objects.filter(email=email).count() == 1
        assert User.objects.get(email=email).memberships.count() == 2


def test_two_requests_of_one_mailbox_confirmed_at_once_leave_one_waiting() -> None:
    for number in range(ROUNDS):
        email = f"twice{number}@ministry.example"
        rows = [make_registration(state="link_sent", email=email) for _ in range(2)]

        at_once(*(partial(registration.confirm, row) for row in rows))

        states = Registration.objects.filter(email_key=email).values_list("state")
        assert sorted(states) == [("repeated",), ("waiting",)]


def test_one_form_sent_twice_at_once_is_one_request() -> None:
    reference_data.load()
    form_ids = [row.form_id for row in (make_registration() for _ in range(5))]

    for number, form_id in enumerate(form_ids):
        application = _application(f"double{number}@ministry.example")

        results = at_once(
            *[partial(registration.submit, "bmp", application, form_id=form_id)] * 2
        )

        assert sum(isinstance(r, Registration) for r in results) == 1, results
        assert OutgoingMail.objects.filter(to=application.email).count() == 1


def _held(by: User) -> Registration:
    """Return a decision that may still be undone, and is due at this moment."""
    return make_registration(
        state=Registration.State.HELD,
        decision="approve",
        decided_by=by,
        decided_at=timezone.now(),
        grant_role="reader",
        grant_until=timezone.localdate() + timedelta(days=90),
        effective_at=timezone.now(),
    )


def test_an_undo_and_the_clock_at_once_leave_either_access_or_none() -> None:
    staff = make_member(role="secretariat")

    for _round in range(ROUNDS):
        row = _held(staff)

        results = at_once(
            partial(registration.undo, row, by=staff),
            registration.settle_due,
            registration.settle_due,
        )

        row.refresh_from_db()
        was_undone = not isinstance(results[0], TransitionError)
        given = Membership.objects.filter(registration=row).count()
        mailed = OutgoingMail.objects.filter(to=row.email).count()
        assert row.state == ("in_review" if was_undone else "approved"), results
        assert (given, mailed) == ((0, 0) if was_undone else (1, 1))


def test_a_decision_and_a_correction_at_once_never_decide_on_what_was_not_seen() -> (
    None
):
    staff = make_member(role="secretariat")

    for number in range(ROUNDS):
        row = make_registration(email=f"corrects{number}@ministry.example")
        changed = _application(row.email, post="Director")

        results = at_once(
            partial(registration.approve, row, _grant(), by=staff, version=1),
            partial(registration.correct, row, changed, version=1),
        )

        row.refresh_from_db()
        losers = [r for r in results if isinstance(r, TransitionError)]
        assert len(losers) == 1, results
        approved = row.state == Registration.State.APPROVED
        assert row.post == ("Head of unit" if approved else "Director")


def test_two_second_colleagues_at_once_agree_once() -> None:
    first, second, third = (make_member(role="secretariat") for _ in range(3))

    for _round in range(ROUNDS):
        row = _held(first)
        Registration.objects.filter(pk=row.pk).update(
            state="cosign", grant_role="editor", effective_at=None
        )

        results = at_once(
            partial(registration.second, row, by=second, version=1),
            partial(registration.send_back, row, "No.", by=third, version=1),
        )

        row.refresh_from_db()
        assert sum(isinstance(r, TransitionError) for r in results) == 1, results
        assert row.state in ("approved", "waiting")
        assert (row.second_by == second) == (row.state == "approved")


def test_withdrawing_and_deciding_at_once_gives_no_access_to_deleted_data() -> None:
    staff = make_member(role="secretariat")

    for _round in range(ROUNDS):
        row = make_registration()

        results = at_once(
            partial(registration.approve, row, _grant(), by=staff, version=1),
            partial(registration.withdraw, row),
        )

        row.refresh_from_db()
        assert sum(isinstance(r, TransitionError) for r in results) == 1, results
        given = Membership.objects.filter(registration=row).count()
        assert given == int(row.state == "approved")
        assert (row.email == "") == (row.state == "withdrawn")


def test_accepting_twice_at_once_gives_one_access() -> None:
    for _round in range(ROUNDS):
        row = make_invited()

        results = at_once(*[partial(registration.accept, row, "2026-11")] * 2)

        assert sum(isinstance(r, Membership) for r in results) == 1, results
        assert Membership.objects.filter(registration=row).count() == 1


@pytest.mark.parametrize("rounds", [ROUNDS, IN_FULL])
def test_a_request_confirmed_as_it_lapses_stays_or_is_gone_before(rounds: int) -> None:
    for _round in range(rounds):
        row = make_registration(state=Registration.State.LINK_SENT)
        long_ago = timezone.now() - timedelta(days=400)
        Registration.objects.filter(pk=row.pk).update(created_at=long_ago)

        confirmed, lapsed = at_once(
            partial(registration.confirm, row), registration.lapse
        )

        is_kept = Registration.objects.filter(pk=row.pk).exists()
        assert is_kept == (not isinstance(confirmed, Registration.DoesNotExist))
        assert lapsed == (0 if is_kept else 1)
        Registration.objects.all().delete()


def test_a_mailed_key_sets_one_password_of_two_sent_at_once(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    user = make_user()
    key = reverse("account_reset_password_from_key", kwargs=password_key(user))
    windows = {word: _window(key) for word in ("Cedar", "Maple")}
    meet_in(monkeypatch, User, "set_password")

    answers = at_once(*(partial(_send, *windows[word], word) for word in windows))

    user.refresh_from_db()
    taken = [user.check_password(_password(word)) for word in windows]
    assert sorted(taken) == [False, True]
    assert [answer == 302 for answer in answers] == taken


def _window(key: str) -> tuple[Client, str]:
    """Open the link in a browser of its own; return it and where the form stands."""
    client = Client()
    return client, client.get(key)["Location"]


def _send(client: Client, path: str, word: str) -> int:
    password = _password(word)
    return client.post(path, {"password1": password, "password2": password}).status_code


def _password(word: str) -> str:
    return f"{word}-lantern-harbour-7261"
