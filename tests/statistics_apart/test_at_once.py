"""Two who load or write figures at once."""

from __future__ import annotations

import threading
from collections.abc import Callable
from functools import partial

import pytest
from django.db import connection

from imap.reference import reference_data as reference
from imap.statistics import reference_data, seed_files
from imap.statistics.importing.reading import read_observations
from imap.statistics.importing.rows import known_to_catalogue
from imap.statistics.importing.writing import replace
from imap.statistics.models import DataVersion, Indicator, Observation, Release
from tests.statistics.files import FIGURES_KEPT, Files

pytestmark = [pytest.mark.postgres, pytest.mark.django_db(transaction=True)]

ROUNDS = 5


@pytest.fixture
def files(tmp_path, monkeypatch) -> Files:
    copied = Files(tmp_path)
    monkeypatch.setattr(seed_files, "DATA", tmp_path)
    reference.load()
    return copied


def _at_once(*steps: Callable[[], object]) -> list[Exception]:
    barrier = threading.Barrier(len(steps))
    errors: list[Exception] = []

    def run(step: Callable[[], object]) -> None:
        barrier.wait()
        try:
            step()
        except Exception as error:  # noqa: BLE001 - the test looks at it
            errors.append(error)
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=(step,)) for step in steps]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return errors


def test_a_first_seed_loaded_twice_at_once_is_one(files: Files) -> None:
    for _round in range(ROUNDS):
        Release.objects.all().delete()
        Indicator.objects.update(count=None)
        Indicator.objects.all().delete()

        assert _at_once(*[reference_data.load] * 2) == []

        assert Observation.objects.count() == FIGURES_KEPT
        assert Release.objects.get().observations.count() == FIGURES_KEPT


def test_a_new_seed_loaded_twice_at_once_is_loaded_once(files: Files) -> None:
    reference_data.load()
    for number in range(ROUNDS):
        files.say("indicators", "IMM.SHR", names={"en": f"Share {number}"})
        before = DataVersion.objects.get().number

        assert _at_once(*[reference_data.load] * 2) == []

        # The figures and the catalogue of one load.
        assert DataVersion.objects.get().number == before + 2
        assert Observation.objects.count() == FIGURES_KEPT


def test_one_release_written_twice_at_once_holds_the_rows_of_one(files: Files) -> None:
    reference_data.load()
    release = Release.objects.create(code="of-staff", titles={"en": "Of staff"})
    with seed_files.open_csv("observations") as lines:
        rows = read_observations(lines, known_to_catalogue()).rows

    for _round in range(ROUNDS):
        errors = _at_once(
            partial(replace, release, rows), partial(replace, release, rows[:7])
        )
        assert errors == []
        assert release.observations.count() in (FIGURES_KEPT, 7)
