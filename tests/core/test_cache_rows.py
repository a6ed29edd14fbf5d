"""What has expired does not stay in the table of the cache."""

from __future__ import annotations

from datetime import timedelta

import pytest
import time_machine
from django.core.cache import cache
from django.db import connection
from django.utils import timezone
from pytest_django import Settings

from imap.core.cache_rows import delete_expired

pytestmark = pytest.mark.django_db


def rows() -> set[str]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT cache_key FROM cache")
        return {key.rpartition(":")[2] for (key,) in cursor.fetchall()}


def test_what_has_expired_goes_and_the_rest_stays() -> None:
    cache.clear()
    cache.set("short", 1, 90)
    cache.set("long", 1, 3600)
    cache.set("always", 1, None)

    with time_machine.travel(timezone.now() + timedelta(seconds=100), tick=False):
        count = delete_expired()

    assert count == 1
    assert rows() == {"long", "always"}
    cache.clear()


def test_a_cache_that_is_no_table_needs_none_of_it(settings: Settings) -> None:
    backend = "django.core.cache.backends.locmem.LocMemCache"
    settings.CACHES = {"default": {"BACKEND": backend}}

    assert delete_expired() == 0
