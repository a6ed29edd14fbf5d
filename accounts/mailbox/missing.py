"""What a matter still lacks before it can be settled, in words."""

from __future__ import annotations

from django.utils.translation import gettext as _

from accounts.mailbox import evidence, prefill
from accounts.mailbox.models import Attachment, Enquiry, Kind, State
from accounts.models import Membership, Registration
from accounts.queue import missing as of_requests
from accounts.queue.evidence import evidence_of


def of(enquiry: Enquiry) -> list[str]:
    """Return it for an enquiry that is not closed; nothing where nothing is missed."""
    if enquiry.state == State.CLOSED:
        return []
    if enquiry.kind == Kind.REGISTRATION:
        return _of_registration(enquiry)
    if enquiry.kind == Kind.LOST_ACCESS and not _is_on_file(enquiry):
        return [_("an address that is on file on this i-Map")]
    if enquiry.kind == Kind.DOCUMENT and not _has_files(enquiry):
        return [_("the document itself")]
    return []


def _of_registration(enquiry: Enquiry) -> list[str]:
    request = enquiry.registration
    if request is None:
        return _to_begin_with(enquiry)
    if request.state == Registration.State.LINK_SENT:
        return [_("the sender’s confirmation of the request that was filled in")]
    if request.state not in Registration.OPEN:
        return []
    return of_requests.missing(request, evidence_of(request), needs_two=False)


def _to_begin_with(enquiry: Enquiry) -> list[str]:
    """Return what a request could not be filled in with from this letter."""
    told = prefill.of(enquiry)
    wanted = {
        _("the full name"): told["name"],
        _("the ministry or office"): told.get("ministry"),
        _("the post"): told.get("post"),
        _("a letter of nomination"): evidence.files_of(enquiry),
    }
    return [words for words, found in wanted.items() if not found]


def _is_on_file(enquiry: Enquiry) -> bool:
    dialogue, key = enquiry.dialogue_id, enquiry.sender_key
    if not key:
        return False
    if Membership.objects.of(dialogue).of_address(key).exists():
        return True
    return Registration.objects.of(dialogue).filter(email_key=key).exists()


def _has_files(enquiry: Enquiry) -> bool:
    return Attachment.objects.filter(letter__enquiry=enquiry).exclude(file="").exists()
