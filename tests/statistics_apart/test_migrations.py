"""A catalogue from before `loaded` comes along, and goes back."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest
from django.core.management import call_command
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from imap.reference import reference_data as reference
from imap.statistics import reference_data, seed_files
from imap.statistics.file_or_staff import fields_of_staff
from imap.statistics.models import Indicator, Source
from tests.statistics.files import Files

BEFORE = [("statistics", "0004_data_notes")]
AFTER = [("statistics", "0007_flow_totals")]


def _migrate(targets: list[Any]) -> Any:
    executor = MigrationExecutor(connection)
    executor.migrate(targets)
    return MigrationExecutor(connection).loader.project_state(targets).apps


@pytest.fixture
def files(transactional_db: None, tmp_path, monkeypatch) -> Iterator[Files]:
    copied = Files(tmp_path)
    monkeypatch.setattr(seed_files, "DATA", tmp_path)
    reference.load()
    reference_data.load()
    yield copied
    call_command("migrate", verbosity=0)
    call_command("flush", interactive=False, verbosity=0)


def test_what_was_loaded_before_is_no_change_of_staff(files: Files) -> None:
    before = list(Indicator.objects.values("code", "breaks", "loaded"))
    limits = dict(Indicator.objects.values_list("code", "breaks"))
    old = _migrate(BEFORE).get_model("statistics", "Indicator").objects
    assert dict(old.values_list("code", "loaded_breaks")) == limits
    old.filter(code="IMM.SHR").update(breaks=[1, 3, 9])

    _migrate(AFTER)

    assert [row["code"] for row in before] == list(
        Indicator.objects.values_list("code", flat=True)
    )
    for row in Indicator.objects.all():
        changed = {"breaks"} if row.code == "IMM.SHR" else set()
        assert fields_of_staff(row, row.loaded) == changed
    for source in Source.objects.all():
        assert fields_of_staff(source, source.loaded) == set()


def test_a_seed_after_the_change_moves_what_the_file_says(files: Files) -> None:
    _migrate(BEFORE)
    _migrate(AFTER)
    loaded = dict(Indicator.objects.values_list("code", "loaded"))
    files.say("indicators", "IMM.SHR", maximum=90)
    files.say("sources", "WDI2025", retrieved="2026-12-01")
    files.load()

    assert Indicator.objects.get(code="IMM.SHR").maximum == 90
    assert Source.objects.get(code="WDI2025").retrieved == date(2026, 12, 1)
    for row in Indicator.objects.all():
        assert row.loaded.keys() == loaded[row.code].keys()
