"""Anybody who holds a paper sees whose word it has and whether that still holds."""

from __future__ import annotations

import hashlib

import pytest
from django.test import Client

from accounts.models import User
from profiles.endorsement import check_code
from profiles.endorsement import steps as endorsement
from profiles.models import EditionFile, Profile, Submission
from profiles.publication import steps
from tests.profiles.pages import words
from tests.profiles.publication.test_steps import publish_next

CHECK = "/en/bmp/check/"


def asked(client: Client, submission: Submission, dialogue: str = "bmp") -> str:
    address = CHECK.replace("bmp", dialogue)
    code = check_code.spelled(submission.code).lower()
    return words(client.get(address, {"code": code}))


def test_a_published_paper_is_endorsed_by_an_office_on_a_day(
    client: Client, endorsed: Submission, staff: User
) -> None:
    steps.publish(endorsed, by=staff)

    page = asked(client, endorsed)

    assert "Final and endorsed." in page
    assert "Armenia: Extended Migration Profile 2031" in page
    assert "Migration Service, Letter, Letter 17, 3 November 2026" in page
    assert "Money" not in page


def test_a_paper_at_the_state_is_not_endorsed_yet(
    client: Client, submission: Submission
) -> None:
    assert "neither endorsed as a whole nor published" in asked(client, submission)


def test_a_paper_that_was_taken_back_was_never_published(
    client: Client, submission: Submission, contact: User
) -> None:
    endorsement.end(submission, "taken_back", "A secret reason.", by=contact)

    page = asked(client, submission)

    assert "This text was taken back. It was never published." in page
    assert "secret" not in page


def test_a_superseded_paper_leads_to_the_newer_edition(
    client: Client,
    endorsed: Submission,
    profile: Profile,
    editor: User,
    contact: User,
    staff: User,
) -> None:
    steps.publish(endorsed, by=staff)
    publish_next(profile, "2032", editor, contact, staff)

    page = asked(client, endorsed)

    assert "A newer edition has taken the place of this one." in page
    assert "Newer edition 2032" in page


def test_a_withdrawn_paper_says_when_and_not_why(
    client: Client, endorsed: Submission, staff: User
) -> None:
    steps.withdraw(steps.publish(endorsed, by=staff), "A secret reason.", by=staff)

    page = asked(client, endorsed)

    assert "This edition was withdrawn on" in page
    assert "secret" not in page


def test_the_other_i_map_does_not_know_the_paper(
    client: Client, endorsed: Submission, staff: User
) -> None:
    steps.publish(endorsed, by=staff)

    page = asked(client, endorsed, "mtm")

    assert "No paper of this i-Map has this code." in page
    assert "Armenia" not in page


@pytest.mark.parametrize(
    ("typed", "answer"),
    [
        ("7KQ4-9MXT-2CRE", "This is no check code"),
        ("no code", "This is no check code"),
        ("x" * 500, "This is no check code"),
        ("\0" * 12, "This is no check code"),
        ("", "Every profile of the i-Map"),
        ("7KQ4-9MXT-2CRG", "No paper of this i-Map has this code."),
    ],
)
def test_a_code_that_leads_nowhere_is_told_apart_from_a_mistyped_one(
    client: Client, listed: None, typed: str, answer: str
) -> None:
    response = client.get(CHECK, {"code": typed})

    assert response.status_code == 200
    assert answer in words(response)


def test_a_file_is_known_by_its_hash_alone(
    client: Client, endorsed: Submission, staff: User
) -> None:
    publication = steps.publish(endorsed, by=staff)
    content = b"%PDF the very bytes"
    sha256 = hashlib.sha256(content).hexdigest()
    EditionFile.objects.create(
        submission=endorsed,
        publication=publication,
        language="fr",
        content=content,
        sha256=sha256,
    )

    assert "Final and endorsed." in words(client.get(CHECK, {"sha256": sha256}))


@pytest.mark.parametrize("sha256", ["0" * 64, "0", "Z" * 64, "\0", "0" * 9000])
def test_any_other_file_is_none_of_the_i_map(
    client: Client, listed: None, sha256: str
) -> None:
    page = words(client.get(CHECK, {"sha256": sha256}))

    assert "This is no file that the i-Map made." in page


def test_a_verdict_is_kept_by_no_cache(client: Client, listed: None) -> None:
    answer = client.get(CHECK, {"code": "7KQ4-9MXT-2CRG"})

    assert "no-store" in answer.headers["Cache-Control"]
