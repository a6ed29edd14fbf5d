"""The mails about registrations: which message, to whom, in which language.

What a stranger typed is never in a mail to an address that nobody confirmed yet: the
form could otherwise be used to send somebody words of one's own.
"""

from __future__ import annotations

from datetime import date
from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext, override

from accounts import deadlines, offices, tokens
from accounts.mails.i_map import link_to, write_from
from accounts.models import Membership, Registration, User
from imap.core.access import Role, people
from imap.core.outbox import write
from imap.core.outbox.models import OutgoingMail


def confirm_address(registration: Registration) -> OutgoingMail:
    token = tokens.make(
        tokens.Purpose.CONFIRM, registration.dialogue_id, registration.form_id
    )
    link = link_to(
        "accounts:confirm", registration.dialogue, registration.language, token=token
    )
    return _to_applicant(
        "registration-confirm",
        registration,
        link=link,
        days=settings.REGISTRATION_LINK_DAYS,
        is_prepared=registration.source == Registration.Source.MAILBOX,
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
    staff = _staff(dialogue.pk)
    for user in staff:
        _about_request("registration-waiting", registration, user)
    if not staff and dialogue.mailbox:
        language = settings.DIALOGUES[dialogue.pk][0]
        _about_request("registration-waiting", registration, None, language)


def answer_received(registration: Registration) -> None:
    _to_applicant(
        "registration-answered",
        registration,
        person=registration.name,
        number=registration.number,
        due_on=registration.due_on,
    )


def question(registration: Registration, *, is_reminder: bool = False) -> None:
    parts = question_parts(registration)
    _to_applicant(
        "registration-question", registration, is_reminder=is_reminder, **parts
    )


def question_parts(registration: Registration) -> dict[str, Any]:
    return {
        "person": registration.name,
        "number": registration.number,
        "question": registration.question,
        "answer_by": registration.answer_by,
    }


def lapsed(registration: Registration) -> None:
    _to_applicant(
        "registration-lapsed",
        registration,
        person=registration.name,
        number=registration.number,
        reopen_until=deadlines.reopen_until(registration),
    )


def delayed(registration: Registration) -> None:
    _to_applicant(
        "registration-delayed",
        registration,
        person=registration.name,
        number=registration.number,
        due_on=registration.due_on,
    )


def withdrawn(
    registration: Registration, email: str, language: str, number: int | None
) -> None:
    """Say for the last time that it is gone; the row no longer knows to whom."""
    write_from(
        "registration-withdrawn",
        email,
        registration.dialogue,
        language,
        number=number,
    )


def invited(registration: Registration) -> None:
    """Tell a person named in a letter; only the holder of the mailbox may accept."""
    nomination = registration.nomination
    token = tokens.make(
        tokens.Purpose.INVITED, registration.dialogue_id, registration.key
    )
    _to_applicant(
        "registration-invited",
        registration,
        days=settings.ACCESS_LINK_DAYS,
        received_on=nomination.received_on if nomination else None,
        link=link_to(
            "accounts:invited",
            registration.dialogue,
            registration.language,
            token=token,
        ),
    )


def second_wanted(registration: Registration) -> None:
    """Ask every other member of staff to agree or to send it back."""
    for user in _staff(registration.dialogue_id, but=registration.decided_by_id):
        _about_request(
            "registration-second",
            registration,
            user,
            decided_by=str(registration.decided_by),
            role=_role_of(registration, user.language),
        )


def sent_back(registration: Registration, reason: str, *, by: User) -> None:
    """Tell the colleague who proposed it why the other one does not agree."""
    _about_request(
        "registration-returned",
        registration,
        registration.decided_by,
        sent_back_by=str(by),
        reason=reason,
    )


def decided_alone(registration: Registration) -> None:
    """Tell the i-Map's mailbox of a decision for which nobody else was there."""
    dialogue = registration.dialogue
    if dialogue.mailbox:
        language = settings.DIALOGUES[dialogue.pk][0]
        write_from(
            "registration-alone",
            dialogue.mailbox,
            dialogue,
            language,
            about=registration,
            person=registration.name,
            number=registration.number,
            decided_by=str(registration.decided_by),
            role=_role_of(registration, language),
            effective_on=timezone.localdate(registration.effective_at),
            link=_desk_link(registration, language),
        )


def approved(registration: Registration, membership: Membership) -> None:
    user = membership.user
    mail = _to_applicant(
        "registration-approved",
        registration,
        link=access_link(membership, registration.language),
        username=_quoted(user),
        **access_parts(registration.name, membership.role, membership.valid_until),
    )
    _conceal_name(mail, user)


def appointed(membership: Membership) -> None:
    user = membership.user
    mail = write_from(
        "registration-approved",
        user.email,
        membership.dialogue,
        user.language,
        about=membership,
        link=access_link(membership, user.language),
        username=_quoted(user),
        **access_parts(user.full_name, membership.role, membership.valid_until),
    )
    _conceal_name(mail, user)


def refused(registration: Registration) -> None:
    _to_applicant("registration-refused", registration, **refusal_parts(registration))


def refusal_parts(registration: Registration) -> dict[str, Any]:
    return {
        "person": registration.name,
        "number": registration.number,
        "reason": registration.reason,
        "review_until": deadlines.review_until(registration),
    }


def draft(kind: str, registration: Registration, **parts: Any) -> OutgoingMail:
    """Return a mail to the applicant for staff to look at: no link in it works."""
    dialogue = registration.dialogue
    with override(registration.language):
        personal = gettext("[personal link of the applicant]")
        username = gettext("[user name of the applicant]")
    return write.draft(
        kind,
        registration.email,
        language=registration.language,
        i_map=dialogue.names.text(registration.language),
        mailbox=dialogue.mailbox,
        page=personal,
        link=personal,
        username=username,
        **parts,
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


def erasure_asked(user: User) -> None:
    with override(user.language):
        link = f"{settings.SITE_URL}{reverse('me:erase')}"
    write.write(
        "account-erasure-asked",
        user.email,
        language=user.language,
        person=user.full_name,
        erase_on=user.erase_on,
        link=link,
    )


def erased(email: str, language: str) -> None:
    """Say so for the last time; the account no longer knows to whom."""
    write.write("account-erased", email, language=language)


def access_link(membership: Membership, language: str) -> str:
    dialogue = membership.dialogue
    token = tokens.make(tokens.Purpose.ACCESS, dialogue.pk, membership.key)
    return link_to("accounts:access", dialogue, language, token=token)


def access_parts(name: str, role: str, until: date | None) -> dict[str, Any]:
    return {
        "person": name,
        "role": role,
        "until": until,
        "days": settings.ACCESS_LINK_DAYS,
    }


def _quoted(user: User) -> str:
    """Return the user name in quotes, in which no other words of the mail stand.

    A mask over the bare name would also fall on the same letters elsewhere in the mail,
    and so tell what it hides.
    """
    return f"“{user.username}”"


def _conceal_name(mail: OutgoingMail, user: User) -> None:
    """Tell the reader alone: a name that was chosen tells of an older account."""
    write.conceal(mail, _quoted(user))


def _staff(dialogue: str, *, but: int | None = None) -> list[User]:
    return [user for user in people(dialogue, Role.SECRETARIAT) if user.pk != but]


def _role_of(registration: Registration, language: str) -> str:
    with override(language):
        return registration.get_grant_role_display()


def _about_request(
    kind: str,
    registration: Registration,
    user: User | None,
    language: str = "",
    **more: Any,
) -> None:
    """Write to a member of staff; without one to the i-Map's own mailbox."""
    dialogue = registration.dialogue
    language = user.language if user else language
    with override(language):
        office = offices.name_of(registration)
    write_from(
        kind,
        user.email if user else dialogue.mailbox,
        dialogue,
        language,
        about=registration,
        person=registration.name,
        ministry=registration.ministry,
        office=office,
        number=registration.number,
        due_on=registration.due_on,
        link=_desk_link(registration, language),
        **more,
    )


def _desk_link(registration: Registration, language: str) -> str:
    return link_to(
        "accounts:desk-registration",
        registration.dialogue,
        language,
        number=registration.number,
    )


def _to_applicant(
    kind: str, registration: Registration, **context: Any
) -> OutgoingMail:
    """Write to the applicant; each such mail leads to the applicant's own page."""
    return write_from(
        kind,
        registration.email,
        registration.dialogue,
        registration.language,
        about=registration,
        page=page_of(registration) if registration.number else "",
        **context,
    )


def page_of(registration: Registration) -> str:
    token = tokens.make(
        tokens.Purpose.REQUEST, registration.dialogue_id, registration.key
    )
    return link_to(
        "accounts:request", registration.dialogue, registration.language, token=token
    )
