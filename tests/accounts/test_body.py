"""What is too large is refused before it is read, of strangers much earlier."""

from __future__ import annotations

from io import BytesIO
from typing import Any

import pytest
from django.test import Client

from accounts import tokens
from accounts.tokens import Purpose
from imap.core.body import MEGABYTE
from tests.factories import make_member, make_registration
from tests.sign_in import sign_in

pytestmark = pytest.mark.django_db


class Untouched(BytesIO):
    """A body that tells whether anybody has read it."""

    was_read = False

    def read(self, *size: int | None) -> bytes:
        self.was_read = True
        return b""


def send(client: Client, path: str, length: int) -> tuple[int, Untouched]:
    body = Untouched()
    extra: dict[str, Any] = {"wsgi.input": body, "CONTENT_LENGTH": str(length)}
    answer = client.generic("POST", path, **extra)
    return answer.status_code, body


@pytest.mark.parametrize(
    "path",
    [
        "/en/bmp/register/",
        "/en/accounts/login/",
        "/en/bmp/desk/nominations/new/",
        "/en/bmp/register/request/nonsense/attach/",
        "/nothing",
    ],
)
def test_a_stranger_is_refused_over_one_megabyte_unread(
    client: Client, reference: None, path: str
) -> None:
    status, body = send(client, path, MEGABYTE + 1)

    assert status in (302, 413)
    assert not body.was_read


def test_a_stranger_sends_a_form_of_the_usual_size(
    client: Client, reference: None
) -> None:
    answer = client.post("/en/bmp/register/", {"name": "n" * 50_000})

    assert answer.status_code == 200


def test_whoever_has_a_link_to_a_request_sends_a_letter(
    client: Client, reference: None
) -> None:
    row = make_registration()
    token = tokens.make(Purpose.REQUEST, "bmp", row.key)
    path = f"/en/bmp/register/request/{token}/attach/"

    assert send(client, path, 9 * MEGABYTE)[0] == 200
    # The link of one i-Map opens nothing on the other, and no other page.
    assert send(client, path.replace("/bmp/", "/mtm/"), 9 * MEGABYTE)[0] == 413
    assert send(client, path.replace("/attach/", "/correct/"), 9 * MEGABYTE)[0] == 413


def test_a_member_sends_a_file_and_nobody_sends_more(
    client: Client, reference: None
) -> None:
    sign_in(client, make_member(role="secretariat"))
    path = "/en/bmp/desk/nominations/new/"

    assert send(client, path, 9 * MEGABYTE)[0] == 200
    assert send(client, path, 22 * MEGABYTE)[0] == 413
