from __future__ import annotations

import pytest

from accounts.models import User
from profiles.endorsement import steps
from profiles.models import Submission
from tests.profiles.endorsement.conftest import (
    PAPER,
    _media,
    contact,
    draft,
    editor,
    profile,
    signed_in,
    staff,
    submission,
    written,
)

__all__ = [
    "_media",
    "contact",
    "draft",
    "editor",
    "profile",
    "signed_in",
    "staff",
    "submission",
    "written",
]


@pytest.fixture
def endorsed(submission: Submission, contact: User, staff: User) -> Submission:
    """The submission, endorsed by the state in all its sections."""
    made = steps.record(
        submission, submission.sha256, list(submission.sections), PAPER, by=contact
    )
    steps.confirm(made, by=staff)
    return submission
