"""The first hour: which user name, which password."""

from __future__ import annotations

import pytest
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.test import Client

from accounts.models import User
from accounts.sign_in import user_names
from imap.core.exceptions import TransitionError
from tests.factories import make_member, make_user

pytestmark = pytest.mark.django_db
PAGE = "/en/me/user-name/"


@pytest.mark.parametrize(
    "password",
    ["password12345678", "Qwerty-2026-2026-", "1234567890123456", "aleksandrpushkin"],
)
def test_a_guessable_password_is_refused_however_long(password: str) -> None:
    user = User(full_name="Александр Пушкин", email="a.p@ministry.example")

    with pytest.raises(ValidationError):
        validate_password(password, user)


@pytest.mark.parametrize(
    "password", ["Пушкин ночью 2026", "pushkin at midnight", "nikniskup Пушкин"]
)
def test_the_own_name_is_refused_in_any_script(password: str) -> None:
    user = User(full_name="Александр Пушкин", email="a.p@ministry.example")

    with pytest.raises(ValidationError) as refused:
        validate_password(password, user)

    assert "password_own_name" in {each.code for each in refused.value.error_list}


@pytest.mark.parametrize(
    "password",
    ["a quiet river bends twice", "тихая река делает изгиб", "vier-Apfel-9-Zug"],
)
def test_a_few_words_are_taken(password: str) -> None:
    validate_password(password, User(full_name="Ada Lind", email="ada@x.example"))


def test_a_user_name_is_chosen_once(client: Client) -> None:
    user = make_member()
    client.force_login(user)
    assert PAGE in client.get("/en/me/").content.decode()

    answer = client.post(PAGE, {"name": "Ada.Lind-9"})

    user.refresh_from_db()
    assert (answer.status_code, user.username) == (302, "Ada.Lind-9")
    assert PAGE not in client.get("/en/me/").content.decode()
    assert client.post(PAGE, {"name": "other"}).status_code == 409
    with pytest.raises(TransitionError):
        user_names.choose(user, "other")


@pytest.mark.parametrize(
    "name", ["ab", "a b c", "ада-линд", "im-12345678", "x" * 31, "-a-"]
)
def test_a_user_name_of_other_signs_is_refused_and_kept(
    client: Client, name: str
) -> None:
    user = make_member()
    client.force_login(user)

    page = client.post(PAGE, {"name": name}).content.decode()

    user.refresh_from_db()
    assert user.has_generated_name
    assert f'value="{name}"' in page


def test_a_name_somebody_has_is_taken_in_letters_of_either_case(client: Client) -> None:
    make_user(username="ada.lind")
    client.force_login(make_member())

    page = client.post(PAGE, {"name": "Ada.Lind"}).content.decode()

    assert "This user name is taken." in page


def test_names_of_others_cannot_be_gone_through(client: Client) -> None:
    make_user(username="ada.lind")
    client.force_login(make_member())

    answers = [client.post(PAGE, {"name": "ada.lind"}) for _ in range(11)]

    assert [each.status_code for each in answers] == [200] * 10 + [429]
