"""Who pretends to be somebody else: what is odd about the sender of a letter.

Compared is only with what this i-Map itself knows: its members and known domains.
"""

from __future__ import annotations

import re
from email.message import Message
from urllib.parse import urlsplit

from django.conf import settings

from accounts.flags import Case, domains, lists
from accounts.flags.lookalikes import look_alike
from accounts.mailbox import headers
from accounts.mailbox.authenticity import Authentication, Verdict
from accounts.mailbox.headers import Mailbox
from accounts.mailbox.marks import Mark, Stored
from accounts.mailbox.models import Letter
from accounts.mailbox.parsing import Parsed
from accounts.models import Membership
from accounts.registration import assessment
from imap.reference.models import Dialogue

_ADDRESS = re.compile(r"[^\s<>()\[\],;:\"“”«»]+@[^\s<>()\[\],;:\"“”«»]+\.\w+")


def mark(parsed: Parsed, dialogue: Dialogue, finding: Authentication) -> None:
    """Put on the letter whatever is odd about its sender."""
    if not parsed.sender.key:
        return
    domain = domain_of(parsed)
    if finding.verdict is not Verdict.PASSED:
        _unproven(parsed, dialogue, domain)
    if finding.verdict is Verdict.FAILED:
        parsed.mark(Mark.FAILED, domain=domain)
    _name(parsed)
    _reply_to(parsed, domain)
    _look_alike(parsed, dialogue.pk)


def of_copy(letter: Letter, dialogue: Dialogue, kept: set[str]) -> list[Stored]:
    """Return what another i-Map finds odd about the sender of a letter passed on.

    `kept` are the marks that came along. No server of its own checked the letter.
    """
    parsed = Parsed(Message())
    parsed.sender = Mailbox(letter.from_name, letter.from_address, letter.from_key)
    parsed.reply_to = Mailbox(
        address=letter.reply_to, key=headers.key_of(letter.reply_to)
    )
    mark(parsed, dialogue, Authentication())
    return [each for each in parsed.marks if each["code"] not in kept]


def domain_of(parsed: Parsed) -> str:
    return parsed.sender.key.rpartition("@")[2]


def own_domains(dialogue: Dialogue) -> set[str]:
    """Return the domains that are ours: the mailbox's and the portal's."""
    site = urlsplit(settings.SITE_URL).hostname or ""
    return {dialogue.mailbox.rpartition("@")[2].casefold(), site.casefold()} - {""}


def _unproven(parsed: Parsed, dialogue: Dialogue, domain: str) -> None:
    if domains.ends_in(domain, tuple(own_domains(dialogue))):
        parsed.mark(Mark.OWN_DOMAIN, domain=domain)
    elif _is_of_members(domain, parsed.sender.key, dialogue.pk):
        parsed.mark(Mark.KNOWN_UNPROVEN, domain=domain)


def _is_of_members(domain: str, key: str, dialogue: str) -> bool:
    members = Membership.objects.of(dialogue)
    if lists.is_free_mail(domain):
        # Of a provider's addresses only a member's own tells something.
        return members.filter(user__email=key).exists()
    known = assessment.known_domains(dialogue)
    if any(row.domain == domain and row.is_decided for row in known):
        return True
    # An index finds the letters anywhere; whose domain it is, the address says.
    near = members.filter(search_key__contains=f"@{domain}")
    return near.filter(user__email__endswith=f"@{domain}").exists()


def _name(parsed: Parsed) -> None:
    match = _ADDRESS.search(parsed.sender.name)
    if match and headers.key_of(match[0]) != parsed.sender.key:
        parsed.mark(
            Mark.NAME_HAS_ADDRESS, shown=match[0], address=parsed.sender.address
        )


def _reply_to(parsed: Parsed, domain: str) -> None:
    other = parsed.reply_to
    if other.address and other.key.rpartition("@")[2] != domain:
        parsed.mark(Mark.REPLY_ELSEWHERE, address=other.address)


def _look_alike(parsed: Parsed, dialogue: str) -> None:
    case = Case(
        name=parsed.sender.name,
        email_key=parsed.sender.key,
        known=assessment.known_domains(dialogue),
    )
    flag = look_alike(case)
    if flag is not None:
        parsed.mark(Mark.LOOK_ALIKE, **flag.as_json())
