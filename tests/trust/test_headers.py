"""The headers of every kind of answer, and what production settings insist on."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest

from tests.trust.actors import Visitor
from tests.trust.row import For
from tests.trust.table import ROWS
from tests.trust.things import Things

pytestmark = pytest.mark.django_db

POLICY = {
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "img-src 'self' data:",
    "font-src 'self'",
    "connect-src 'self'",
    "manifest-src 'self'",
    "form-action 'self'",
    "base-uri 'none'",
    "frame-ancestors 'none'",
}
# Files that strangers sent: nothing in them is run, wherever they are opened.
SANDBOX = {"default-src 'none'", "sandbox"}
FILES = (
    "{letter}/",
    "{evidence}/",
    "{file}/",
    "{endorsement}/scan/",
    "{domain}/letter/",
)
ENVIRONMENT = {
    "SECRET_KEY": "0123456789" * 6 + "abc",
    "ALLOWED_HOSTS": "imap.example",
    "SITE_URL": "https://imap.example",
    "AUDIT_ANCHOR_KEY": "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=",
    "DATABASE_URL": "sqlite://:memory:",
    "REDIS_URL": "redis://127.0.0.1:6379/0",
    "EMAIL_URL": "smtp://127.0.0.1:25",
    "DEFAULT_FROM_EMAIL": "imap@imap.example",
}


def test_every_answer_carries_the_headers(
    visitors: dict[str, Visitor], things: dict[str, Things]
) -> None:
    paths = [row.path for row in ROWS.values()]
    for actor in ("anonymous", "reader bmp", "reader mtm", "secretariat bmp"):
        for row in [*paths, "/en/bmp/nothing/", "/nothing", "/static/nothing.css"]:
            path = row.format(**things["bmp"].places)
            response = visitors[actor].ask("GET", path)
            is_file = row.endswith(FILES)
            is_given = is_file and response.status_code == 200
            policy = response.headers.get("Content-Security-Policy", "")
            wanted = SANDBOX if is_given else POLICY
            assert set(policy.split("; ")) == wanted, path
            assert response.headers["X-Content-Type-Options"] == "nosniff"
            assert response.headers["X-Frame-Options"] == "DENY"
            assert response.headers["Referrer-Policy"] == "same-origin"
            assert response.headers["Cross-Origin-Opener-Policy"] == "same-origin"
            assert response.headers["Cross-Origin-Resource-Policy"] == "same-origin"
            assert response.headers["X-Robots-Tag"] == "noindex, nofollow"


def test_a_static_file_carries_them_too_and_is_for_no_other_site(
    visitors: dict[str, Visitor],
) -> None:
    response = visitors["anonymous"].ask("GET", "/static/css/edit.css")

    assert response.status_code == 200
    assert set(response.headers["Content-Security-Policy"].split("; ")) == POLICY
    assert response.headers["X-Content-Type-Options"] == "nosniff"
    assert response.headers["Cross-Origin-Resource-Policy"] == "same-origin"
    assert "Access-Control-Allow-Origin" not in response.headers


@pytest.mark.once
@pytest.mark.parametrize("entry", ["imap.wsgi", "imap.celery"])
def test_what_serves_people_starts_with_the_settings_of_production(entry: str) -> None:
    code = f"import {entry}, django.conf as c; print(c.settings.SETTINGS_MODULE)"
    left_out = {"DJANGO_SETTINGS_MODULE", *ENVIRONMENT}
    kept = {k: v for k, v in os.environ.items() if k not in left_out}

    answer = subprocess.run(
        [sys.executable, "-c", code],
        env=kept | ENVIRONMENT,
        capture_output=True,
        text=True,
        check=True,
    )

    assert answer.stdout.strip() == "imap.settings.production"


def test_what_members_read_is_kept_by_no_shared_cache(
    visitors: dict[str, Visitor], things: dict[str, Things]
) -> None:
    restricted = (For.MEMBERS, For.DATA, For.SECRETARIAT)
    for row in ROWS.values():
        if row.audience in restricted:
            path = row.path.format(**things["bmp"].places)
            response = visitors["secretariat bmp"].ask("GET", path)
            assert "private" in response.headers["Cache-Control"], path


def test_signing_out_clears_what_the_browser_kept(
    visitors: dict[str, Visitor],
) -> None:
    response = visitors["reader bmp"].ask("POST", "/en/accounts/logout/")

    assert response.headers["Clear-Site-Data"] == '"cache", "storage"'


def _production(**changes: str) -> subprocess.CompletedProcess[str]:
    left_out = {*ENVIRONMENT, "DJANGO_ALLOW_ASYNC_UNSAFE"}
    kept = {k: v for k, v in os.environ.items() if k not in left_out}
    return subprocess.run(
        [sys.executable, "manage.py", "check", "--deploy", "--fail-level", "INFO"],
        env={
            **kept,
            **ENVIRONMENT,
            "DJANGO_SETTINGS_MODULE": "imap.settings.production",
            **changes,
        },
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.mark.once
def test_production_settings_have_no_findings() -> None:
    assert _production().returncode == 0


@pytest.mark.once
@pytest.mark.parametrize("name", sorted(ENVIRONMENT))
def test_production_refuses_to_start_without(name: str) -> None:
    answer = _production(**{name: ""})

    assert answer.returncode != 0
    assert name in answer.stderr


@pytest.mark.once
def test_production_refuses_a_short_secret() -> None:
    answer = _production(SECRET_KEY="short")

    assert "50 characters" in answer.stderr
