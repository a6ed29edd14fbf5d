"""Secretariat and administrators need a second factor where the settings ask for it."""

from __future__ import annotations

import pytest
from django.test import Client
from pytest_django import Settings

from tests.factories import make_member, make_user

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("path", ["/en/bmp/desk/registrations/", "/en/bmp/edit/"])
def test_the_secretariat_is_led_to_set_one_up_first(client: Client, path: str) -> None:
    client.force_login(make_member("bmp", role="secretariat", second_factor=False))

    assert client.get(path)["Location"] == "/en/accounts/2fa/"


def test_an_administrator_is_led_to_set_one_up_first(client: Client) -> None:
    client.force_login(make_user(is_superuser=True, is_staff=True, second_factor=False))

    assert client.get("/admin/")["Location"] == "/en/accounts/2fa/"


def test_a_demonstration_does_without(client: Client, settings: Settings) -> None:
    settings.MFA_REQUIRED = False
    client.force_login(make_member("bmp", role="secretariat", second_factor=False))

    assert client.get("/en/bmp/desk/registrations/").status_code == 200
