"""The steps of a request for access: submit, confirm, approve, refuse, lapse.

Each step asks for permission, locks, looks at the state, saves, records, and writes its
mail, in one transaction. The secretariat hears of a request only once its address was
confirmed, and decides on the version it was shown.
"""

from __future__ import annotations

import uuid
from dataclasses import astuple, dataclass
from datetime import timedelta

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts import activation, notifications, permissions
from accounts.activation import Grant, Person
from accounts.addresses import address_key
from accounts.models import Membership, Registration, User
from imap.core import limits
from imap.core.audit import log as audit
from imap.core.exceptions import TransitionError
from imap.core.language import search_key
from imap.core.outbox import write
from imap.core.templatetags.portal import spelled
from imap.reference.models import Dialogue

State = Registration.State


@dataclass(frozen=True)
class Application:
    """What an applicant typed, already checked and cleaned."""

    name: str
    email: str
    country: str | None
    organisation: int | None
    other_organisation: str
    office_name: str
    ministry: str
    post: str
    purpose: str
    language: str
    notice_version: str


@transaction.atomic
def submit(
    dialogue: str, application: Application, *, form_id: uuid.UUID
) -> Registration | None:
    """Store the request and mail its link; None when nothing new came of it."""
    key = address_key(application.email)
    row_id = uuid.uuid5(form_id, "\0".join(map(str, (dialogue, *astuple(application)))))
    if Registration.objects.filter(form_id=row_id).exists():
        return None
    registration = _insert(dialogue, application, key, row_id)
    if registration is None:
        return None
    audit.record("registration.submit", registration, chain=dialogue)
    mail = (
        notifications.already_known(registration)
        if _is_member(dialogue, key)
        else notifications.confirm_address(registration)
    )
    # Others may type an address again and again: its holder gets few mails an hour,
    # and still gets the one that belongs to the own request, only later.
    if not limits.within(
        "registration", f"{dialogue} {key}", settings.REGISTRATION_LIMIT_ADDRESS
    ):
        write.put_off(mail, hours=1)
    return registration


@transaction.atomic
def confirm(registration: Registration) -> Registration:
    """Put the request into the queue; whoever holds the link may, again and again."""
    # The i-Map is locked, not the request alone: numbers follow each other, and of
    # two requests of one mailbox only one comes to wait.
    Dialogue.objects.select_for_update(no_key=True).get(pk=registration.dialogue_id)
    registration = _lock(registration)
    if registration.state != State.LINK_SENT:
        return registration
    registration.confirmed_at = timezone.now()
    registration.version += 1
    if open_request(registration) is not None:
        registration.state = State.REPEATED
    else:
        registration.state = State.WAITING
        registration.number = _next_number(registration.dialogue_id)
    registration.save(update_fields=["state", "number", "confirmed_at", "version"])
    audit.record(
        "registration.confirm",
        registration,
        chain=registration.dialogue_id,
        state=registration.state,
    )
    if registration.state == State.WAITING:
        notifications.received(registration)
        notifications.waiting(registration)
    return registration


@transaction.atomic
def approve(
    registration: Registration, grant: Grant, *, by: User, version: int
) -> Membership:
    registration = _take_up(registration, by=by, version=version)
    person = Person(registration.email_key, registration.name, registration.language)
    user = activation.account_of(person)
    membership = activation.give_membership(
        user, registration.dialogue_id, grant, by=by, registration=registration
    )
    _decide(registration, State.APPROVED, by=by)
    audit.record(
        "registration.approve",
        registration,
        by=by,
        chain=registration.dialogue_id,
        role=grant.role,
        until=grant.until.isoformat(),
        country=grant.country or "",
    )
    notifications.approved(registration, membership)
    return membership


@transaction.atomic
def refuse(
    registration: Registration, reason: str, *, by: User, version: int
) -> Registration:
    registration = _take_up(registration, by=by, version=version)
    _decide(registration, State.REFUSED, by=by, reason=reason)
    audit.record(
        "registration.refuse", registration, by=by, chain=registration.dialogue_id
    )
    notifications.refused(registration)
    return registration


@transaction.atomic
def lapse() -> int:
    """Delete requests whose address nobody confirmed while the link worked."""
    before = timezone.now() - timedelta(days=settings.REGISTRATION_LINK_DAYS)
    deleted = 0
    for dialogue in settings.DIALOGUES:
        rows = Registration.objects.of(dialogue).unconfirmed_since(before)
        count, _by_model = rows.delete()
        if count:
            audit.record("registration.lapse", chain=dialogue, count=count)
        deleted += count
    return deleted


def open_request(registration: Registration) -> Registration | None:
    """Return the request of the same mailbox that waits on the same i-Map."""
    same = Registration.objects.of(registration.dialogue_id).waiting()
    return same.filter(email_key=registration.email_key).first()


def _insert(
    dialogue: str, application: Application, key: str, row_id: uuid.UUID
) -> Registration | None:
    values = dict(application.__dict__)
    office = values.pop("office_name")
    words = (application.name, key, application.ministry, office)
    try:
        with transaction.atomic():
            return Registration.objects.create(
                dialogue_id=dialogue,
                form_id=row_id,
                email_key=key,
                country_id=values.pop("country"),
                organisation_id=values.pop("organisation"),
                search_key=search_key(" ".join(words)),
                **values,
            )
    except IntegrityError:
        # The button was pressed twice and the other press was a moment faster.
        if Registration.objects.filter(form_id=row_id).exists():
            return None
        raise


def _is_member(dialogue: str, key: str) -> bool:
    memberships = Membership.objects.of(dialogue).on(timezone.localdate())
    by_account = memberships.filter(user__email__iexact=key)
    by_address = memberships.filter(
        user__emailaddress__email__iexact=key, user__emailaddress__verified=True
    )
    return by_account.exists() or by_address.exists()


def _next_number(dialogue: str) -> int:
    last = Registration.objects.of(dialogue).aggregate(last=Max("number"))["last"]
    return (last or 0) + 1


def _lock(registration: Registration) -> Registration:
    rows = Registration.objects.select_for_update(of=("self",))
    return rows.get(pk=registration.pk)


def _take_up(registration: Registration, *, by: User, version: int) -> Registration:
    if not permissions.can_decide(by, registration):
        raise PermissionDenied
    registration = _lock(registration)
    if registration.state in (State.APPROVED, State.REFUSED):
        raise TransitionError(_already_decided(registration))
    if registration.state != State.WAITING or registration.version != version:
        raise TransitionError(
            _("The request changed after this page was opened. Look at it again.")
        )
    return registration


def _already_decided(registration: Registration) -> str:
    at = timezone.localtime(registration.decided_at)
    return _(
        "Request no. %(number)s was already decided by %(name)s on %(day)s at %(time)s."
    ) % {
        "number": registration.number,
        "name": registration.decided_by,
        "day": spelled(at.date()),
        "time": at.strftime("%H:%M"),
    }


def _decide(
    registration: Registration, state: State, *, by: User, reason: str = ""
) -> None:
    registration.state = state
    registration.decided_at = timezone.now()
    registration.decided_by = by
    registration.reason = reason
    registration.version += 1
    registration.save(
        update_fields=["state", "decided_at", "decided_by", "reason", "version"]
    )
