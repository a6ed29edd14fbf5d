"""The mails about registrations: which message, to whom, in which language.

What a stranger typed is never in a mail to an address that nobody confirmed yet: the
form could otherwise be used to send somebody words of one's own.
"""

from __future__ import annotations

from datetime import timedelta
from email.utils import formataddr

from django.conf import settings
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import override

from accounts import offices, tokens
from accounts.models import Membership, Registration, User
from imap.core.access import Role, people
from imap.core.outbox import write
from imap.core.outbox.models import OutgoingMail
from imap.reference.models import Dialogue

REVIEW_DAYS = 30


def confirm_address(registration: Registration) -> OutgoingMail:
    token = tokens.make(
        tokens.Purpose.CONFIRM, registration.dialogue_id, registration.form_id
    )
    link = _link(
        "accounts:confirm", registration.dialogue, registration.language, token=token
    )
    return _to_applicant(
        "registration-confirm",
        registration,
        link=link,
        days=settings.REGISTRATION_LINK_DAYS,
    )


def already_known(registration: Registration) -> OutgoingMail:
    with override(registration.language):
        sign_in = f"{settings.SITE_URL}{reverse('account_login')}"
        reset = f"{settings.SITE_URL}{reverse('account_reset_password')}"
    return _to_applicant(
        "registration-known", registration, sign_in=sign_in, reset=reset
    )


def received(registration: Registration) -> None:
    _to_applicant(
        "registration-received",
        registration,
        person=registration.name,
        number=registration.number,
        due_on=registration.due_on,
    )


def waiting(registration: Registration) -> None:
    """Tell the secretariat of that i-Map, or its mailbox while there is nobody."""
    dialogue = registration.dialogue
    staff = list(people(dialogue.pk, Role.SECRETARIAT))
    readers = [(user.email, user.language) for user in staff]
    if not readers and dialogue.mailbox:
        readers = [(dialogue.mailbox, settings.DIALOGUES[dialogue.pk][0])]
    for email, language in readers:
        with override(language):
            office = offices.name_of(registration)
        _write(
            "registration-waiting",
            email,
            dialogue,
            language,
            person=registration.name,
            ministry=registration.ministry,
            office=office,
            number=registration.number,
            due_on=registration.due_on,
            link=_link(
                "accounts:desk-registration",
                dialogue,
                language,
                number=registration.number,
            ),
        )


def approved(registration: Registration, membership: Membership) -> None:
    _access_given(
        membership, registration.email, registration.name, registration.language
    )


def appointed(membership: Membership) -> None:
    user = membership.user
    _access_given(membership, user.email, user.full_name, user.language)


def refused(registration: Registration) -> None:
    review_until = timezone.localdate() + timedelta(days=REVIEW_DAYS)
    _to_applicant(
        "registration-refused",
        registration,
        person=registration.name,
        number=registration.number,
        reason=registration.reason,
        review_until=review_until,
    )


def user_name(email: str, user: User | None, language: str) -> None:
    """Answer whoever forgot a user name; an address without account hears that."""
    with override(language):
        sign_in = f"{settings.SITE_URL}{reverse('account_login')}"
    write.write(
        "username",
        email,
        language=language,
        username=user.username if user else "",
        sign_in=sign_in,
    )


def _access_given(membership: Membership, email: str, name: str, language: str) -> None:
    dialogue = membership.dialogue
    token = tokens.make(tokens.Purpose.ACCESS, dialogue.pk, membership.key)
    _write(
        "registration-approved",
        email,
        dialogue,
        language,
        person=name,
        role=membership.role,
        until=membership.valid_until,
        days=settings.ACCESS_LINK_DAYS,
        link=_link("accounts:access", dialogue, language, token=token),
    )


def _to_applicant(
    kind: str, registration: Registration, **context: object
) -> OutgoingMail:
    return _write(
        kind,
        registration.email,
        registration.dialogue,
        registration.language,
        **context,
    )


def _write(
    kind: str, to: str, dialogue: Dialogue, language: str, **context: object
) -> OutgoingMail:
    i_map = dialogue.name(language)
    return write.write(
        kind,
        to,
        language=language,
        dialogue=dialogue.pk,
        sender=formataddr((i_map, dialogue.mailbox)) if dialogue.mailbox else "",
        i_map=i_map,
        mailbox=dialogue.mailbox,
        **context,
    )


def _link(view: str, dialogue: Dialogue, language: str, **kwargs: object) -> str:
    offered = settings.DIALOGUES[dialogue.pk]
    with override(language if language in offered else offered[0]):
        path = reverse(view, kwargs={"dialogue": dialogue.pk, **kwargs})
    return f"{settings.SITE_URL}{path}"
