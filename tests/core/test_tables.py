"""The models are what the migrations make: no table differs from what is read of it."""

from __future__ import annotations

import pytest
from django.apps import apps
from django.db.migrations.autodetector import MigrationAutodetector
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.state import ProjectState

# It asks no tables; by the mark it comes before the tests that do (scripts/mutants).
pytestmark = [pytest.mark.django_db, pytest.mark.once]


def test_no_model_lacks_a_migration() -> None:
    loader = MigrationLoader(None)
    made, wanted = loader.project_state(), ProjectState.from_apps(apps)

    missing = MigrationAutodetector(made, wanted).changes(graph=loader.graph)

    assert missing == {}
