"""A person takes the account back: asked for, some days to change one's mind, gone.

The row of the account stays without anything of the person: decisions that stand name
who took them by its number alone. Nobody can do this for somebody else.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import timedelta

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from django.conf import settings
from django.contrib.admin.models import LogEntry
from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts import permissions
from accounts.mails import registrations as notifications
from accounts.models import (
    AddressChange,
    DomainRequest,
    Invitation,
    Membership,
    Registration,
    RoleProposal,
    User,
)
from accounts.registration.applying import forget
from accounts.registration.files import delete
from accounts.registration.rows import Note, move
from accounts.registration.states import Step, may
from accounts.sign_in import sessions
from imap.core import privacy
from imap.core.addresses import readable_key
from imap.core.audit import log as audit
from imap.core.exceptions import TransitionError
from imap.core.privacy import Person
from imap.reference.models import Dialogue


def person_of(user: User) -> Person:
    """Return the person with every address the account is known by."""
    verified = EmailAddress.objects.filter(user=user, verified=True)
    addresses = (user.email, *verified.values_list("email", flat=True))
    return Person(user, frozenset(readable_key(each) for each in addresses))


@transaction.atomic
def ask(user: User) -> User:
    """Ask to be erased; it is done some days later unless the person says no."""
    row = _lock(user)
    if row.erase_on is not None:
        return row
    reasons = privacy.obstacles(person_of(row))
    if reasons:
        raise TransitionError(" ".join(reasons))
    row.erase_on = timezone.localdate() + timedelta(days=settings.ERASURE_DAYS)
    row.save(update_fields=["erase_on"])
    day = row.erase_on.isoformat()
    audit.record("account.ask_erasure", row, by=row, chain=audit.PLATFORM, day=day)
    notifications.erasure_asked(row)
    return row


@transaction.atomic
def keep(user: User) -> User:
    """Take the wish back before the day has come."""
    row = _lock(user)
    if row.erase_on is None or row.erased_at is not None:
        raise TransitionError(_("Your account is not about to be erased."))
    row.erase_on = None
    row.save(update_fields=["erase_on"])
    audit.record("account.keep", row, by=row, chain=audit.PLATFORM)
    return row


def due() -> QuerySet[User]:
    return User.objects.filter(
        erase_on__lte=timezone.localdate(), erased_at__isnull=True, legal_hold=""
    )


def carry_out_due() -> int:
    """Erase whoever asked for it some days ago, unless something stands against it."""
    return sum(carry_out(user) for user in due())


@transaction.atomic
def carry_out(user: User) -> bool:
    row = _lock(user)
    person = person_of(row)
    if row.erased_at is not None or privacy.obstacles(person):
        return False
    email, language = row.email, row.language
    privacy.erase(person)
    _make_nobody(row)
    audit.record("account.erase", chain=audit.PLATFORM, account=row.pk)
    notifications.erased(email, language)
    return True


def obstacles(person: Person) -> Iterator[str]:
    """Say why somebody cannot be erased now, and what to do about it."""
    user = person.user
    if user.legal_hold:
        yield _(
            "Your data must be kept for now because of an open matter of law. Ask the"
            " Secretariat of your i-Map when it ends."
        )
    if user.is_superuser:
        yield _("Another administrator has to take over the administration first.")
    for dialogue in Dialogue.objects.all():
        if permissions.is_secretariat(user, dialogue.pk) and permissions.is_only_one(
            user, dialogue.pk
        ):
            yield _(
                "You are the only member of the Secretariat of the %(i_map)s. Hand over"
                " to a colleague first."
            ) % {"i_map": dialogue.names}


def ids_of(person: Person) -> Iterator[str]:
    yield audit.target_id(person.user)
    for rows in (
        Membership.objects.filter(user=person.user),
        registrations_of(person),
        AddressChange.objects.filter(user=person.user),
        RoleProposal.objects.filter(user=person.user),
        invitations_to(person),
        domain_requests_of(person),
    ):
        yield from (audit.target_id(row) for row in rows)


def registrations_of(person: Person) -> QuerySet[Registration]:
    own = Q(email_key__in=person.addresses)
    through = Membership.objects.filter(user=person.user).values("registration")
    return Registration.objects.filter(own | Q(pk__in=through))


def domain_requests_of(person: Person) -> QuerySet[DomainRequest]:
    return DomainRequest.objects.filter(asked_by=person.user)


def drop_domain_requests(rows: Iterable[DomainRequest]) -> None:
    """Delete requests with their letters; what was recognised stays known."""
    for row in rows:
        for letter in row.evidence.all():
            delete(letter)
        row.delete()


def invitations_to(person: Person) -> QuerySet[Invitation]:
    return Invitation.objects.filter(email_key__in=person.addresses)


def erase(person: Person, ids: frozenset[str]) -> None:  # noqa: ARG001 - the socket's
    for row in registrations_of(person).select_for_update():
        _erase_request(row)
    user = person.user
    invitations_to(person).delete()
    drop_domain_requests(domain_requests_of(person))
    sessions.end_all(user)
    for rows in (
        Membership.objects.filter(user=user),
        RoleProposal.objects.filter(user=user),
        AddressChange.objects.filter(user=user),
        EmailAddress.objects.filter(user=user),
        Authenticator.objects.filter(user=user),
    ):
        rows.delete()
    about = Q(content_type__model="user", object_id=str(user.pk))
    LogEntry.objects.filter(Q(user=user) | about).delete()


def _erase_request(row: Registration) -> None:
    """Leave the number of a request; one that never was confirmed goes as a whole."""
    is_open = may(Step.WITHDRAW, row.state)
    forget(row)
    if row.number is None:
        row.delete()
    elif is_open:
        move(row, Step.WITHDRAW, Registration.State.WITHDRAWN, Note())


def _make_nobody(user: User) -> None:
    user.email = f"erased-{user.pk}@erased.invalid"
    user.username = f"erased-{user.pk}"
    user.full_name = ""
    user.language = "en"
    user.is_active = user.is_staff = user.is_superuser = False
    user.last_login = user.erase_on = None
    user.erased_at = timezone.now()
    user.set_unusable_password()
    user.save()


def _lock(user: User) -> User:
    return User.objects.select_for_update().get(pk=user.pk)
