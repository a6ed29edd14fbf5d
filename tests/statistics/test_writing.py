"""Figures are written in one place, a release as a whole."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

import pytest
from django.db import IntegrityError, connection
from django.test.utils import CaptureQueriesContext

from imap.statistics.importing.rows import FlowRow, ObservationRow
from imap.statistics.importing.writing import replace
from imap.statistics.models import Flow, FlowType, Indicator, Observation, Release
from imap.statistics.versions import data_version

pytestmark = pytest.mark.usefixtures("seed")

ROOT = Path(__file__).resolve().parents[2]
# Makes rows of what was frozen, to be shown and never saved.
FROZEN = Path("profiles/snapshot/figures.py")
WRITER = Path("imap/statistics/importing/writing.py")
WRITES = {"create", "bulk_create", "get_or_create", "update_or_create", "bulk_update"}
ROWS = {"Observation", "Flow"}


def rows(count: int) -> Iterator[ObservationRow]:
    indicator = Indicator.objects.get(code="IMM.STK")
    held = indicator.observations.all()[:1].get()
    for number in range(count):
        yield ObservationRow(
            indicator_id=indicator.pk,
            source_id=held.source_id,
            country_id="ARM",
            period="2020",
            year=2020,
            breakdown=f"n={number}",
            value=Decimal(number),
            published=str(number),
            flag="",
            definition="",
        )


def flow_row() -> FlowRow:
    kind = FlowType.objects.get(code="IMS2020.STOCK")
    return FlowRow(
        type_id=kind.pk,
        source_id=kind.source_id,
        origin_id="ARM",
        destination_id="GEO",
        period="2020",
        year=2020,
        value=Decimal(5),
        published="5",
    )


@pytest.fixture
def draft(seed: None) -> Release:
    return Release.objects.create(code="of-staff", titles={"en": "Of staff"})


def test_new_rows_stand_in_place_of_the_old_ones(draft: Release) -> None:
    replace(draft, [*rows(3), flow_row()])
    replace(draft, [flow_row(), *rows(2)])

    assert draft.observations.count() == 2
    assert draft.flows.count() == 1


def test_no_rows_empty_a_release(draft: Release) -> None:
    replace(draft, rows(3))
    replace(draft, [])

    assert not draft.observations.exists()


def test_other_releases_keep_their_rows(draft: Release) -> None:
    before = Observation.objects.count(), Flow.objects.count()

    replace(draft, rows(3))
    replace(draft, [])

    assert (Observation.objects.count(), Flow.objects.count()) == before


@pytest.mark.parametrize("state", ["draft", "checked", "withdrawn"])
def test_what_readers_do_not_see_changes_no_version(draft: Release, state: str) -> None:
    Release.objects.filter(pk=draft.pk).update(state=state)
    version = data_version()

    replace(draft, rows(3))

    assert data_version() == version


def test_what_readers_see_changes_the_version(draft: Release) -> None:
    version = data_version()
    # The caller's row is older than the release.
    Release.objects.filter(pk=draft.pk).update(state=Release.State.RELEASED)

    replace(draft, rows(3))

    assert data_version() != version


def test_rows_that_break_off_leave_the_old_ones(draft: Release) -> None:
    def break_off() -> Iterator[ObservationRow]:
        yield from rows(6000)
        raise OSError("the disk")

    replace(draft, rows(3))
    Release.objects.filter(pk=draft.pk).update(state=Release.State.RELEASED)
    version = data_version()

    with pytest.raises(OSError, match="the disk"):
        replace(draft, break_off())
    with pytest.raises(IntegrityError):
        replace(draft, [*rows(2), *rows(1)])

    assert draft.observations.count() == 3
    assert data_version() == version


def test_fifty_thousand_rows_take_no_query_each(draft: Release) -> None:
    with CaptureQueriesContext(
        connection,
    ) as queries:
        replace(draft, list(rows(50_000)))

    assert len(queries) < 50_000 / 50
    assert draft.observations.count() == 50_000


def _writes(path: Path) -> bool:
    tree = ast.parse((ROOT / path).read_text(encoding="utf-8"))
    calls = (node.func for node in ast.walk(tree) if isinstance(node, ast.Call))
    return any(_makes_figures(call) for call in calls)


def _makes_figures(call: ast.expr) -> bool:
    if isinstance(call, ast.Name):
        return call.id in ROWS
    if not isinstance(call, ast.Attribute) or call.attr not in WRITES:
        return False
    names = {node.id for node in ast.walk(call) if isinstance(node, ast.Name)}
    related = {node.attr for node in ast.walk(call) if isinstance(node, ast.Attribute)}
    return bool(names & ROWS or related & {"observations", "flows"})


def test_only_the_writer_makes_figures() -> None:
    makers = [
        path.relative_to(ROOT)
        for room in ("imap", "accounts", "profiles")
        for path in (ROOT / room).rglob("*.py")
        if "migrations" not in path.parts and path.stem != "demo"
    ]

    assert {path for path in makers if _writes(path)} == {WRITER, FROZEN}
    text = (ROOT / FROZEN).read_text(encoding="utf-8")
    assert not re.search(r"\.(save|create|bulk_create|update)\(", text)
