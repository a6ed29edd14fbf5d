"""From a decision to an account with a membership, and through the access link.

Approval makes an account or finds the one of that mailbox; whoever decides is never
told which, for that would tell of the other i-Map.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import cast

from allauth.account.forms import default_token_generator
from allauth.account.models import EmailAddress
from allauth.account.utils import user_pk_to_url_str
from django.db import IntegrityError, transaction
from django.utils import timezone

from accounts import tokens
from accounts.models import Membership, Registration, User
from imap.core.access import Role, Standing


@dataclass(frozen=True)
class Grant:
    """What is given: a role until a day; some are of a state (`terms.OF_A_STATE`).

    A contributor writes the named sections of one edition ("ARM/extended/2014").
    """

    role: Role
    until: date
    country: str | None = None
    edition: str = ""
    sections: tuple[str, ...] = ()


@dataclass(frozen=True)
class Person:
    email: str
    name: str
    language: str


def account_of(person: Person) -> User:
    """Return the account of a mailbox, made without a password if there is none.

    `person.email` is the key of an address that its holder confirmed.
    """
    user = _known(person.email)
    if user is None:
        try:
            with transaction.atomic():
                user = _make(person)
        except IntegrityError:
            # The other i-Map approved the same person at this very moment.
            user = User.objects.get(email=person.email)
    if not user.full_name:
        user.full_name = person.name
        user.save(update_fields=["full_name"])
    _verify(user, person.email)
    return user


def give_membership(
    user: User,
    dialogue: str,
    grant: Grant,
    *,
    by: User | None,
    registration: Registration | None = None,
) -> Membership:
    """Give the role, or renew it where the person has or had it."""
    today = timezone.localdate()
    membership, is_new = Membership.objects.select_for_update().get_or_create(
        user=user,
        dialogue_id=dialogue,
        role=grant.role,
        country_id=grant.country,
        edition=grant.edition,
        defaults={
            "sections": list(grant.sections),
            "valid_from": today,
            "valid_until": grant.until,
            "granted_by": by,
            "registration": registration,
        },
    )
    if is_new:
        return membership
    if membership.standing is not Standing.ACTIVE:
        membership.valid_from = today
    membership.valid_until = grant.until
    membership.sections = list(grant.sections)
    membership.start_anew()
    membership.granted_by = by
    if registration is not None:
        membership.registration, membership.name = registration, registration.name
    membership.save()
    return membership


def membership_behind(dialogue: str, token: str) -> Membership:
    """Return the membership an access link names; it may have ended since."""
    key = tokens.read(tokens.Purpose.ACCESS, dialogue, token)
    memberships = Membership.objects.of(dialogue).select_related("user")
    membership = memberships.filter(key=key).first()
    if membership is None or not membership.user.is_active:
        raise tokens.OldLinkError
    return membership


def password_key(user: User) -> dict[str, str]:
    """Return a fresh key to set the password, as allauth's address takes it."""
    return {
        "uidb36": user_pk_to_url_str(user),
        "key": default_token_generator.make_token(user),
    }


def _known(email: str) -> User | None:
    address = (
        EmailAddress.objects.filter(email=email, verified=True)
        .select_related("user")
        .first()
    )
    if address is not None:
        return cast(User, address.user)
    return User.objects.filter(email=email).first()


def _make(person: Person) -> User:
    user = User(email=person.email, full_name=person.name, language=person.language)
    user.set_unusable_password()
    user.save()
    return user


def _verify(user: User, email: str) -> None:
    has_primary = EmailAddress.objects.filter(user=user, primary=True).exists()
    address, _is_new = EmailAddress.objects.get_or_create(
        user=user, email=email, defaults={"primary": not has_primary}
    )
    if not address.verified:
        address.verified = True
        address.save(update_fields=["verified"])
