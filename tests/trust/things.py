"""One of each thing that addresses name, on both i-Maps, with a canary in every text.

A canary is a word that occurs nowhere else; where it shows up, that text was shown.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any, cast

from django.http import HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.utils import timezone

from accounts import tokens
from accounts.mailbox.models import Attachment, Enquiry, Fault, Forwarding, Note
from accounts.mailbox.models import Draft as EnquiryDraft
from accounts.mails.memberships import PLATFORM
from accounts.models import (
    AddressChange,
    DomainRequest,
    EvidenceFile,
    Invitation,
    KnownDomain,
    Membership,
    Nomination,
    NominationDraft,
    Registration,
    RoleProposal,
    User,
)
from accounts.registration import vouching
from accounts.tokens import Purpose
from imap.core.outbox.models import OutgoingMail
from imap.core.uploads import Upload
from imap.reference.models import Country
from profiles.kinds import main_kind
from profiles.models import Comment, Endorsement, RevisionName, Suggestion
from tests.factories import (
    make_domain_request,
    make_invitation,
    make_invited,
    make_letter,
    make_mail,
    make_member,
    make_membership,
    make_registration,
    make_user,
)
from tests.mailbox import rows
from tests.trust.profiles import make_profiles

COUNTRY = {"bmp": "ARM", "mtm": "TUN"}
CANARY = {"bmp": "Zaunkoenig", "mtm": "Eisvogel"}
# One mailbox and one domain that both i-Maps know, each in its own way.
DOMAIN = "office.example"
MAILBOX = f"both@{DOMAIN}"
UNTIL = {"bmp": date(2031, 1, 15), "mtm": date(2032, 2, 17)}
APPROVALS = {"bmp": 3, "mtm": 8}


@dataclass(frozen=True)
class Things:
    """What fills the placeholders of the table on one i-Map."""

    dialogue: str
    country: str
    registration: Registration
    unconfirmed: Registration
    membership: Membership
    mail: OutgoingMail
    invited: Registration
    invitation: Invitation
    letter: EvidenceFile
    of_state: Registration
    person: Membership
    draft: NominationDraft
    evidence: EvidenceFile
    attachment: Attachment
    forwarding: Forwarding
    enquiry: Enquiry
    closed_enquiry: Enquiry
    proposal: RoleProposal
    change: AddressChange
    domain: DomainRequest
    endorsement: Endorsement
    comment: Comment
    suggestion: Suggestion
    state_name: RevisionName

    @property
    def nomination(self) -> Nomination:
        found = self.invited.nomination
        assert found is not None
        return found

    @property
    def places(self) -> dict[str, str]:
        return {
            "d": self.dialogue,
            "country": self.country,
            "kind": main_kind(self.dialogue),
            "number": str(self.registration.number),
            "mail": self.mail.key,
            "letter": str(self.letter.key),
            "named": str(self.invited.number),
            "of_state": str(self.of_state.number),
            "person": str(self.person.key),
            "draft": str(self.draft.key),
            "nomination": str(self.nomination.form_id),
            "evidence": str(self.evidence.key),
            "enquiry": str(self.enquiry.number),
            "closed_enquiry": str(self.closed_enquiry.number),
            "file": str(self.attachment.key),
            "invitation_key": str(self.invitation.key),
            "member": str(self.membership.key),
            "proposal": str(self.proposal.key),
            "domain": str(self.domain.key),
            "endorsement": str(self.endorsement.key),
            "comment": str(self.comment.pk),
            "suggestion": str(self.suggestion.pk),
            "state_name": str(self.state_name.pk),
            **self._links,
        }

    @property
    def _links(self) -> dict[str, str]:
        """Return what stands in signed links, of the i-Map and of the platform."""
        own = {
            "confirm": (Purpose.CONFIRM, self.unconfirmed.form_id),
            "request": (Purpose.REQUEST, self.registration.key),
            "passing_on": (Purpose.FORWARD, self.forwarding.key),
            "invited": (Purpose.INVITED, self.invited.key),
            "invitation": (Purpose.INVITATION, self.invitation.key),
            "renew": (Purpose.RENEWAL, self.membership.key),
            "access": (Purpose.ACCESS, self.membership.key),
        }
        account = {
            "address": (Purpose.ADDRESS, self.change.key),
            "address_stop": (Purpose.ADDRESS_STOP, self.change.key),
        }
        return {
            name: tokens.make(purpose, self.dialogue, key)
            for name, (purpose, key) in own.items()
        } | {
            name: tokens.make(purpose, PLATFORM, key)
            for name, (purpose, key) in account.items()
        }


def everything(answer: HttpResponseBase) -> str:
    """Return the headers and the body, of a file too."""
    body = (
        b"".join(cast("Iterator[bytes]", answer.streaming_content))
        if isinstance(answer, StreamingHttpResponse)
        else cast("HttpResponse", answer).content
    )
    return str(answer.headers) + body.decode("utf-8", "replace")


def make_things(dialogue: str) -> Things:
    word = CANARY[dialogue]
    country = Country.objects.get(pk=COUNTRY[dialogue])
    asked = _ask(dialogue, word, Registration.State.WAITING, email=MAILBOX)
    _know_the_mailbox(dialogue, word)
    of_state = _ask(
        dialogue,
        f"{word} State",
        Registration.State.WAITING,
        country_id=COUNTRY[dialogue],
        other_organisation="",
    )
    editor = make_member(dialogue, role="editor", country=COUNTRY[dialogue])
    return Things(
        dialogue=dialogue,
        country=COUNTRY[dialogue],
        registration=asked,
        unconfirmed=_ask(dialogue, word, Registration.State.LINK_SENT),
        letter=make_letter(asked, name=f"{word}.pdf"),
        of_state=of_state,
        person=Membership.objects.get(user=editor),
        mail=make_mail(
            dialogue,
            to=_address(word, "mail"),
            subject=f"{word} Subject",
            text=f"{word} Text",
        ),
        endorsement=make_profiles(dialogue, country, word),
        comment=Comment.objects.get(edition__profile__dialogue=dialogue),
        suggestion=Suggestion.objects.get(edition__profile__dialogue=dialogue),
        state_name=RevisionName.objects.get(edition__profile__dialogue=dialogue),
        **_member_things(dialogue, word),
        **_named_things(dialogue, word),
        **_mailbox_things(dialogue, word),
    )


def _member_things(dialogue: str, word: str) -> dict[str, Any]:
    """Make a member of both i-Maps, to whom a role is proposed, and one who moves."""
    member = User.objects.filter(email=MAILBOX).first() or make_user(
        full_name="Bela Both", email=MAILBOX
    )
    membership = make_membership(
        member, dialogue, name=f"{word} Member", valid_until=UNTIL[dialogue]
    )
    mover = make_member(
        dialogue, full_name=f"{word} Mover", email=_address(word, "old")
    )
    proposal = RoleProposal.objects.create(
        dialogue_id=dialogue,
        user=member,
        grant_role="editor",
        grant_country_id=COUNTRY[dialogue],
        grant_until=date(2030, 1, 1),
        reason=f"{word} Reason",
        proposed_by=make_user(),
    )
    change = AddressChange.objects.create(
        user=mover, old=mover.email, new=_address(word, "new")
    )
    return {"membership": membership, "proposal": proposal, "change": change}


def _named_things(dialogue: str, word: str) -> dict[str, Any]:
    """Make people named in a letter, and a colleague invited by a contact point."""
    invited = make_invited(
        dialogue,
        name=f"{word} Named",
        email=_address(word, "named"),
        ministry=f"{word} Ministry",
    )
    invitation = make_invitation(
        dialogue,
        COUNTRY[dialogue],
        name=f"{word} Colleague",
        email=_address(word, "colleague"),
    )
    return {
        "invited": invited,
        "evidence": _letter(invited.nomination, word),
        "draft": _draft(dialogue, word),
        "invitation": invitation,
        "domain": make_domain_request(
            dialogue,
            COUNTRY[dialogue],
            domain=f"{word}.example".lower(),
            ministry=f"{word} Ministry",
            reason=f"{word} Reason",
            letter=f"{word}.pdf",
        ),
    }


def _mailbox_things(dialogue: str, word: str) -> dict[str, Any]:
    enquiry = rows.make_enquiry(
        dialogue,
        subject=f"{word} Subject",
        sender_name=f"{word} Writer",
        sender=MAILBOX,
        sender_key=MAILBOX,
    )
    letter = rows.make_letter(enquiry, text=f"{word} Words")
    Note.objects.create(enquiry=enquiry, text=f"{word} Note")
    EnquiryDraft.objects.create(
        enquiry=enquiry, to=MAILBOX, subject=f"{word} Draft", text=f"{word} Unsent"
    )
    Fault.objects.create(dialogue_id=dialogue, place=f"imap://{word}", reason=word)
    return {
        "enquiry": enquiry,
        "closed_enquiry": rows.make_enquiry(dialogue, state=Enquiry.State.CLOSED),
        "attachment": rows.make_attachment(letter, f"{word}.txt"),
        "forwarding": rows.make_forwarding(letter),
    }


def _know_the_mailbox(dialogue: str, word: str) -> None:
    """Refuse it once under a sub-address, fail to reach it, approve its domain."""
    staff = make_user(full_name=f"{word} Staff")
    _ask(
        dialogue,
        word,
        Registration.State.REFUSED,
        email=f"both+{word}@{DOMAIN}".lower(),
        decided_by=staff,
        decided_at=timezone.now(),
    )
    make_mail(
        dialogue,
        to=MAILBOX,
        to_key=MAILBOX,
        subject=f"{word} Failed",
        state=OutgoingMail.State.FAILED,
    )
    KnownDomain.objects.create(
        dialogue_id=dialogue,
        domain=DOMAIN,
        approvals=APPROVALS[dialogue],
        first_at=timezone.now(),
        last_at=timezone.now(),
        last_by=staff,
    )


def _address(word: str, local: str) -> str:
    return f"{word}.{local}@{DOMAIN}".lower()


def _ask(dialogue: str, word: str, state: str, **fields: Any) -> Registration:
    says: dict[str, Any] = {
        "name": f"{word} Name",
        "email": f"{word}.{state}@{DOMAIN}".lower().replace(" ", "."),
        "ministry": f"{word} Ministry",
        "post": f"{word} Post",
        "purpose": f"{word} Purpose",
        "other_organisation": f"{word} Organisation",
    }
    return make_registration(dialogue, state, **(says | fields))


def _draft(dialogue: str, word: str) -> NominationDraft:
    values = {"name": f"{word} Draft", "email": MAILBOX, "office": COUNTRY[dialogue]}
    return NominationDraft.objects.create(
        dialogue_id=dialogue,
        reference=f"{word} Reference",
        received_on=date(2026, 11, 3),
        cells=[[1, [f"{word} Draft"]]],
        columns=["name"],
        people=[{"line": 1, "values": values, "out": False}],
        made_by=make_user(),
    )


def _letter(nomination: Nomination | None, word: str) -> EvidenceFile:
    assert nomination is not None
    upload = Upload(f"{word}.pdf", "application/pdf", f"%PDF-1.7 {word}".encode())
    return vouching.keep(upload, nomination)
