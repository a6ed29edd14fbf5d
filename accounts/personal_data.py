"""What accounts, requests and memberships keep about people."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.contrib.admin.models import LogEntry
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from accounts.models import (
    AddressChange,
    EvidenceFile,
    Invitation,
    Membership,
    Nomination,
    Recommendation,
    RegistrationEvent,
    RoleProposal,
    User,
)
from accounts.privacy import erasure, keeping  # noqa: F401 - keeping names its rules
from imap.core import privacy
from imap.core.privacy import Entry, File, Person, Room

_TASK = _("Task of the Secretariat; needed to give the access asked for.")
_SAFETY = _("Legitimate interest in keeping accounts safe.")
_STAFF = _("The Secretariat of that i-Map alone.")
_SELF = _("You alone.")
_TWO_YEARS = _("Until two years after the access ended.")
_DELETED = _("Deleted.")
_BY_NUMBER = _("Stays, signed with the function only.")


def _names(text: str) -> tuple[str, ...]:
    return tuple(text.split())


def _letters(person: Person) -> Any:
    own = erasure.registrations_of(person).values("pk")
    return EvidenceFile.objects.filter(
        Q(registration__in=own) | Q(domain_request__asked_by=person.user)
    )


def _files(person: Person) -> Iterator[File]:
    for number, letter in enumerate(_letters(person), start=1):
        with letter.file.open("rb") as opened:
            yield File(f"letters/{number}-{letter.name}", opened.read())


def _given(_person: Person, row: Recommendation) -> dict[str, Any]:
    registration = row.registration
    return {"i_map": registration.dialogue_id, "request": registration.number}


def _number(_person: Person, row: RegistrationEvent) -> dict[str, Any]:
    return {"request": row.registration.number}


_GRANT = "grant_role grant_until grant_country grant_edition grant_sections"

privacy.plug(
    Room(
        ids=erasure.ids_of,
        files=_files,
        obstacles=erasure.obstacles,
        erase=erasure.erase,
    )
)
privacy.register(
    Entry(
        model="accounts.User",
        what=_("Your account: name, address, user name, language, password as a hash"),
        why=_("To sign you in and to write to you in your language."),
        ground=_TASK,
        period=_TWO_YEARS,
        who=_("You; your name and address: the Secretariats that gave you access."),
        erasure=_("Emptied; only a number without a name stays."),
        fields=_names(
            "username email full_name language date_joined last_login password"
            " is_active is_staff is_superuser erase_on erased_at legal_hold"
        ),
        withheld=_names("password is_staff is_superuser erased_at legal_hold"),
        rows=lambda person: User.objects.filter(pk=person.user.pk),
    ),
    Entry(
        model="account.EmailAddress",
        what=_("Addresses you confirmed"),
        why=_("To know that mail reaches you."),
        ground=_TASK,
        period=_TWO_YEARS,
        who=_SELF,
        erasure=_DELETED,
        fields=_names("user email verified primary"),
        withheld=("user",),
        rows=lambda person: EmailAddress.objects.filter(user=person.user),
    ),
    Entry(
        model="account.EmailConfirmation",
        what=_("Links that confirm an address"),
        why=_("To know that mail reaches you."),
        ground=_TASK,
        period=_("Three days."),
        who=_("Nobody."),
        erasure=_DELETED,
        fields=_names("email_address created sent key"),
    ),
    Entry(
        model="mfa.Authenticator",
        what=_("Your second step: kind and dates; its secret is stored encrypted"),
        why=_("To keep others out of your account."),
        ground=_SAFETY,
        period=_("Until you remove it or the account ends."),
        who=_SELF,
        erasure=_DELETED,
        fields=_names("user type data created_at last_used_at"),
        withheld=_names("user data"),
        rows=lambda person: Authenticator.objects.filter(user=person.user),
    ),
    Entry(
        model="usersessions.UserSession",
        what=_("Where you are signed in: browser, network, when last used"),
        why=_("So that you see, and can end, what is not yours."),
        ground=_SAFETY,
        period=_("Until the session ends, at most twelve hours."),
        who=_SELF,
        erasure=_DELETED,
        fields=_names("user created_at ip last_seen_at session_key user_agent data"),
        withheld=_names("user session_key data"),
        rows=lambda person: UserSession.objects.filter(user=person.user),
    ),
    Entry(
        model="sessions.Session",
        what=_("The sign-in of one browser"),
        why=_("To keep you signed in from page to page."),
        ground=_SAFETY,
        period=_("Until you sign out, at most twelve hours."),
        who=_("Nobody."),
        erasure=_DELETED,
        fields=_names("session_key session_data expire_date"),
    ),
    Entry(
        model="accounts.Registration",
        what=_(
            "Your requests: name, address, state or organisation, ministry, post,"
            " purpose, language, and what was decided on them"
        ),
        why=_("To decide on access."),
        ground=_TASK,
        period=_(
            "Not confirmed: 7 days. Withdrawn or closed: about two months. Not granted:"
            " six months. Granted: two years after the access ended."
        ),
        who=_("The Secretariat of that i-Map and the contact point of your state."),
        erasure=_("Emptied; only the number of the request stays."),
        fields=_names(
            "dialogue number state source name email email_key mailbox_key domain"
            " country organisation other_organisation ministry post purpose language"
            " needed_on needed_for notice_version search_key nomination created_at"
            " confirmed_at due_on rank_on delay_told_at undelivered_at flags is_flagged"
            " claimed_by question"
            " answer_by decision decided_at decided_by second_by reason_code reason"
            f" reopened_at address_change key {_GRANT}"
        ),
        withheld=_names(
            "email_key mailbox_key search_key key nomination claimed_by address_change"
        ),
        rows=erasure.registrations_of,
    ),
    Entry(
        model="accounts.RegistrationEvent",
        what=_("What happened to a request, step by step, with your answers"),
        why=_("So that whoever decides, and you, can see how it went."),
        ground=_TASK,
        period=_("With the request."),
        who=_STAFF,
        erasure=_DELETED,
        fields=_names("registration at step by text before"),
        withheld=("registration",),
        rows=lambda person: RegistrationEvent.objects.filter(
            registration__in=erasure.registrations_of(person).values("pk")
        ).select_related("registration"),
        also=_number,
    ),
    Entry(
        model="accounts.EvidenceFile",
        what=_(
            "Letters of nomination, or for a domain, that you or your ministry sent"
        ),
        why=_("To see that your office asks for it."),
        ground=_TASK,
        period=_("With the request."),
        who=_STAFF,
        erasure=_DELETED,
        fields=_names(
            "dialogue registration nomination domain_request file name media_type size"
            " sha256 uploaded_at uploaded_by key"
        ),
        withheld=_names("registration nomination domain_request file key"),
        rows=_letters,
    ),
    Entry(
        model="accounts.Recommendation",
        what=_("What a contact point said of your request"),
        why=_("To decide on access."),
        ground=_TASK,
        period=_("With the request."),
        who=_("The Secretariat of that i-Map and the contact points of your state."),
        erasure=_DELETED,
        fields=_names("registration verdict text by at"),
        withheld=_names("registration by"),
        rows=lambda person: Recommendation.objects.filter(
            registration__in=erasure.registrations_of(person).values("pk")
        ),
    ),
    Entry(
        model="accounts.Recommendation",
        what=_("What you, as a contact point, said of the requests of others"),
        why=_("To decide on access."),
        ground=_TASK,
        period=_("With the request."),
        who=_("The Secretariat of that i-Map and the contact points of your state."),
        erasure=_BY_NUMBER,
        fields=_names("verdict at"),
        rows=lambda person: Recommendation.objects.filter(
            by=person.user
        ).select_related("registration"),
        also=_given,
    ),
    Entry(
        model="accounts.Invitation",
        what=_("Invitations by a contact point: to whom, and the recommendation"),
        why=_("So that a colleague can register quickly."),
        ground=_TASK,
        period=_("Six months; a used one with the request."),
        who=_("The contact points of that state and the Secretariat of that i-Map."),
        erasure=_DELETED,
        fields=_names(
            "dialogue country name email email_key language text by at used_at"
            f" withdrawn_at lapsed_at registration replaces key {_GRANT}"
        ),
        withheld=_names("email_key registration replaces key by"),
        rows=erasure.invitations_to,
    ),
    Entry(
        model="accounts.Invitation",
        what=_("Invitations that you wrote as a contact point"),
        why=_("So that a colleague can register quickly."),
        ground=_TASK,
        period=_("Six months; a used one with the request."),
        who=_("The contact points of that state and the Secretariat of that i-Map."),
        erasure=_BY_NUMBER,
        fields=_names("dialogue country at used_at"),
        rows=lambda person: Invitation.objects.filter(by=person.user),
    ),
    Entry(
        model="accounts.Nomination",
        what=_("Letters with nominations: reference, date, who entered it"),
        why=_("To know which letter asked for which access."),
        ground=_TASK,
        period=_("As long as a request of the letter is kept."),
        who=_STAFF,
        erasure=_BY_NUMBER,
        fields=_names("dialogue reference received_on note entered_by entered_at"),
        withheld=_names("reference note entered_by"),
        rows=lambda person: Nomination.objects.filter(entered_by=person.user),
    ),
    Entry(
        model="accounts.NominationDraft",
        what=_("Lists of people in a letter, while staff look them over"),
        why=_("To enter everybody of a letter at once, without mistakes."),
        ground=_TASK,
        period=_("Until the list is entered or thrown away, a few days."),
        who=_STAFF,
        erasure=_("Thrown away with the list."),
        fields=_names(
            "dialogue key reference received_on note cells columns has_header defaults"
            " people letter letter_name letter_type version made_by made_at"
        ),
    ),
    Entry(
        model="accounts.KnownDomain",
        what=_(
            "Domains of offices whose people have access or that were recognised, and"
            " who decided last"
        ),
        why=_("To see at once whether an address is of a known office."),
        ground=_TASK,
        period=_("As long as the i-Map is kept; no address is in it."),
        who=_STAFF,
        erasure=_BY_NUMBER,
        fields=_names(
            "dialogue domain country approvals first_at last_at last_by recognised_at"
            " recognised_by"
        ),
    ),
    Entry(
        model="accounts.DomainRequest",
        what=_("Domains that you, as a contact point, asked to have recognised"),
        why=_("To know who asked, and on what grounds a domain is known."),
        ground=_TASK,
        period=_("Two years; one that waits, until it is decided."),
        who=_STAFF,
        erasure=_("Deleted with the letter; a recognised domain stays known."),
        fields=_names(
            "dialogue country domain ministry reason state asked_by asked_at first_by"
            " first_at decided_by decided_at effective_at note key"
        ),
        withheld=_names("asked_by first_by decided_by key"),
        rows=erasure.domain_requests_of,
    ),
    Entry(
        model="accounts.Membership",
        what=_("Your access: role, state, dates, who gave or ended it and why"),
        why=_("To let you in, and to end it when the post ends."),
        ground=_TASK,
        period=_TWO_YEARS,
        who=_("The Secretariat of that i-Map and the contact point of your state."),
        erasure=_DELETED,
        fields=_names(
            "user dialogue role country edition sections valid_from valid_until"
            " granted_by second_by registration created_at notice_version notice_at"
            " reminded_days renewed_at still_in_post_at reviewed_at suspended_at"
            " suspended_by suspended_reason ended_at ended_by ended_reason leaver_at"
            " leaver_by leaver_note undelivered_at key name search_key sort_key"
            " expired_told_at last_used_on suspended_for_cause successor_name"
            " successor_email move_due_on"
        ),
        withheld=_names(
            "user registration key search_key sort_key successor_name successor_email"
        ),
        rows=lambda person: Membership.objects.filter(user=person.user),
    ),
    Entry(
        model="accounts.RoleProposal",
        what=_("Roles that were proposed for you, with the reason"),
        why=_("Two people decide who writes or decides."),
        ground=_TASK,
        period=_("Two years."),
        who=_STAFF,
        erasure=_DELETED,
        fields=_names(
            "dialogue user state reason replaces proposed_by proposed_at second_by"
            f" second_at note key first_by first_at effective_at {_GRANT}"
        ),
        withheld=_names("user replaces key"),
        rows=lambda person: RoleProposal.objects.filter(user=person.user),
    ),
    Entry(
        model="accounts.AddressChange",
        what=_("Changes of your address"),
        why=_("So that nobody else can move your account to another mailbox."),
        ground=_SAFETY,
        period=_("90 days."),
        who=_SELF,
        erasure=_DELETED,
        fields=_names("user old new asked_at confirmed_at stopped_at key"),
        withheld=_names("user key"),
        rows=lambda person: AddressChange.objects.filter(user=person.user),
    ),
    Entry(
        model="admin.LogEntry",
        what=_("What administrators changed by hand"),
        why=_("So that a change can be traced."),
        ground=_SAFETY,
        period=_("Two years."),
        who=_("Administrators."),
        erasure=_DELETED,
        fields=_names("user object_id object_repr change_message action_time"),
        withheld=_names("user object_id object_repr change_message"),
        rows=lambda person: LogEntry.objects.filter(user=person.user),
    ),
)
privacy.not_personal(
    "accounts.Registration",
    "how the queue works",
    "form_id claimed_until reminders effective_at version",
)
privacy.not_personal("accounts.Nomination", "how the form works", "form_id")
privacy.not_personal("admin.LogEntry", "how it works", "content_type action_flag")
privacy.not_personal("auth.Permission", "a right, nobody's", "name codename")
privacy.not_personal("auth.Group", "not used", "name")
privacy.not_personal("contenttypes.ContentType", "names of models", "app_label model")
