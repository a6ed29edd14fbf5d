from __future__ import annotations

import pytest
from pytest_django import Settings

from imap.reference import reference_data
from tests.accounts.conftest import begin_anew, mails

__all__ = ["mails"]


@pytest.fixture(autouse=True)
def reference(db: None, settings: Settings) -> None:
    """Load anew for each test, since the one before has emptied the tables."""
    begin_anew(settings)
    reference_data.load()
