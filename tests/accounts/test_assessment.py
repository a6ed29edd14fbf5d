"""What an i-Map knows of a request, read from its tables."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from accounts.flags import Code
from accounts.models import KnownDomain
from accounts.registration import assessment
from tests.factories import (
    make_country,
    make_dialogue,
    make_membership,
    make_registration,
    make_user,
)

pytestmark = pytest.mark.django_db
DOMAIN = "mfa.valdoria.example"


def _codes(**fields: Any) -> list[Code]:
    row = make_registration(**fields)
    return [flag.code for flag in assessment.refresh(row)]


def _know(country: str | None, domain: str = DOMAIN) -> None:
    KnownDomain.objects.create(
        dialogue=make_dialogue(),
        domain=domain,
        country=make_country(country) if country else None,
        approvals=2,
    )


def test_a_member_with_the_same_name_is_told() -> None:
    make_membership(make_user(full_name="Petar Dovin"))

    assert Code.NAMESAKE in _codes(name="Petar Dovin")


@pytest.mark.parametrize("ending", ["ended", "run out"])
def test_a_namesake_whose_access_is_over_is_no_member(ending: str) -> None:
    today = timezone.localdate()
    over: dict[str, Any] = (
        {"ended_at": timezone.now()}
        if ending == "ended"
        else {"valid_until": today - timedelta(days=1)}
    )
    make_membership(make_user(full_name="Petar Dovin"), **over)

    assert Code.NAMESAKE not in _codes(name="Petar Dovin")


def test_a_domain_of_a_state_and_of_organisations_is_known_for_both() -> None:
    _know("ARM")
    _know(None)
    _know("ARM", "mfa.am")
    _know(None, "iom.example")

    rows = {row.domain: row for row in assessment.known_domains("bmp")}

    assert rows[DOMAIN].is_of("ARM")
    assert rows[DOMAIN].is_of(None)
    assert not rows[DOMAIN].is_of("GEO")
    assert not rows["mfa.am"].is_of(None)
    assert not rows["iom.example"].is_of("ARM")
