from __future__ import annotations

import pytest

from imap.reference import reference_data


@pytest.fixture
def reference(db: None) -> None:
    reference_data.load()
