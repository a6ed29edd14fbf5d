"""People, what they asked for, and the access they were given.

An account by itself opens nothing; a dated membership of an i-Map does. No account
exists before the secretariat approved a registration.
"""

from __future__ import annotations

from accounts.models.domains import DomainRequest, KnownDomain
from accounts.models.evidence import EvidenceFile, Recommendation
from accounts.models.memberships import (
    AddressChange,
    Membership,
    MembershipQuerySet,
    RoleProposal,
)
from accounts.models.nominations import Invitation, Nomination, NominationDraft
from accounts.models.people import User, generated_username
from accounts.models.registrations import (
    Registration,
    RegistrationEvent,
    RegistrationQuerySet,
)

__all__ = [
    "AddressChange",
    "DomainRequest",
    "EvidenceFile",
    "Invitation",
    "KnownDomain",
    "Membership",
    "MembershipQuerySet",
    "Nomination",
    "NominationDraft",
    "Recommendation",
    "Registration",
    "RegistrationEvent",
    "RegistrationQuerySet",
    "RoleProposal",
    "User",
    "generated_username",
]
