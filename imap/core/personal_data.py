"""What the platform itself keeps about people: outgoing mails and the audit log."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime
from typing import Any

from django.conf import settings
from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from imap.core import privacy, retention
from imap.core.audit import forgetting
from imap.core.audit.log import PLATFORM
from imap.core.audit.models import AuditEvent
from imap.core.audit.words import in_words
from imap.core.outbox.models import HeldAddress, OutgoingMail
from imap.core.privacy import Entry, Person, Room

# The last word to somebody who is no longer known: the mail goes as soon as it left.
LAST_WORDS = ("account-erased", "registration-withdrawn")
_State = OutgoingMail.State
_OVER = (_State.SENT, _State.FAILED, _State.CANCELLED, _State.HELD)


def _names(text: str) -> tuple[str, ...]:
    return tuple(text.split())


def mails_to(person: Person) -> QuerySet[OutgoingMail]:
    return OutgoingMail.objects.filter(to_key__in=person.addresses)


def _held(person: Person) -> QuerySet[HeldAddress]:
    return HeldAddress.objects.filter(to_key__in=person.addresses)


def events_of(person: Person) -> QuerySet[AuditEvent]:
    about = Q(target_id__in=person.ids)
    return AuditEvent.objects.filter(about | Q(actor_id=str(person.user.pk)))


def _words_of_mail(person: Person, mail: OutgoingMail) -> dict[str, Any]:
    """Give the text, unless the mail told a member of staff of somebody else."""
    if mail.about and mail.about not in person.ids:
        return {"subject": "(about somebody else)"}
    return {"subject": mail.subject, "text": mail.text}


def _words_of_event(person: Person, event: AuditEvent) -> dict[str, Any]:
    is_own = event.actor_id == str(person.user.pk)
    about = event.target_id in person.ids
    return {
        "step": str(in_words(event.action)),
        "by": "you" if is_own else "somebody else, or the portal",
        "about": "you" if about else "something else",
        **({"data": event.data} if about else {}),
    }


def _erase(person: Person, ids: frozenset[str]) -> None:
    OutgoingMail.objects.filter(
        Q(pk__in=mails_to(person).exclude(name__in=LAST_WORDS).values("pk"))
        | Q(about__in=ids)
    ).delete()
    _held(person).delete()
    about = Q(target_id__in=ids)
    forgetting.erase_names(
        AuditEvent.objects.filter(about | Q(actor_id=str(person.user.pk)))
    )


privacy.register(
    Entry(
        model="core.OutgoingMail",
        what=_("Mails that the portal sent you"),
        why=_("To tell you what was decided, and to see whether the mail arrived."),
        ground=_("Task of the Secretariat; needed to give the access asked for."),
        period=_("The text 90 days; that a mail was sent, two years."),
        who=_("The Secretariat of the i-Map that wrote it; links in it are hidden."),
        erasure=_("Deleted."),
        fields=_names(
            "dialogue name to to_key sender reply_to language subject text html"
            " concealed error bounced_at bounce_reason about in_reply_to references"
            " created_at sent_at state message_id"
        ),
        withheld=_names(
            "subject text html concealed about reply_to in_reply_to references"
            " message_id error bounce_reason to_key"
        ),
        rows=mails_to,
        also=_words_of_mail,
    ),
    Entry(
        model="core.HeldAddress",
        what=_("That mails to your address came back, and how many"),
        why=_("So that an i-Map does not go on writing to a mailbox that is gone."),
        ground=_("Task of the Secretariat; needed to give the access asked for."),
        period=_("Two years, or until the address takes mails again."),
        who=_("The Secretariat of that i-Map."),
        erasure=_("Deleted."),
        fields=_names("dialogue to_key returns last_at held_at"),
        withheld=("to_key",),
        rows=_held,
    ),
    Entry(
        model="core.AuditEvent",
        what=_("Who took which step, and when: the audit log"),
        why=_("So that a decision can be traced and nobody can change it unseen."),
        ground=_("Legitimate interest in decisions that can be checked."),
        period=_("Names two years, the step itself five years."),
        who=_("The Secretariat of that i-Map; platform steps: administrators."),
        erasure=_("The names are deleted; that the step was taken stays."),
        fields=_names(
            "chain at action actor_id actor target_id target salt names data"
        ),
        withheld=_names("action actor_id actor target_id target salt names data"),
        rows=events_of,
        also=_words_of_event,
    ),
)
privacy.not_personal(
    "core.OutgoingMail", "how the sender works", "tries not_before claimed_at"
)
privacy.not_personal(
    "core.OutgoingMail", "how the sender works", "auto_submitted resend_of"
)
privacy.not_personal(
    "core.Limit", "counts under a digest, gone after a day at most", "slot count ends"
)
privacy.not_personal("core.AuditEvent", "the chain", "number previous digest")
privacy.not_personal(
    "core.AuditHead",
    "the chain",
    "chain number digest start_number start_digest checked_at fault_number"
    " fault_reason",
)
privacy.plug(Room(erase=_erase))


def _mails(place: str) -> QuerySet[OutgoingMail]:
    return OutgoingMail.objects.filter(dialogue=place, state__in=_OVER)


def _with_body(place: str) -> QuerySet[OutgoingMail]:
    old = _mails(place).filter(created_at__lt=retention.before("mail_bodies"))
    return old.exclude(text="", html="", subject="")


def _empty(mails: Sequence[OutgoingMail]) -> None:
    OutgoingMail.objects.filter(pk__in=[mail.pk for mail in mails]).update(
        subject="", text="", html="", concealed="", error="", bounce_reason=""
    )


def _delete(mails: Sequence[OutgoingMail]) -> None:
    OutgoingMail.objects.filter(pk__in=[mail.pk for mail in mails]).delete()


_PLACES = (*settings.DIALOGUES, retention.PLATFORM)
retention.rows("texts of mails", _with_body, _empty, places=_PLACES)
retention.rows(
    "mails",
    lambda place: _mails(place).filter(created_at__lt=retention.before("mails")),
    _delete,
    places=_PLACES,
)
retention.rows(
    "last mails to people no longer known",
    lambda place: _mails(place).filter(name__in=LAST_WORDS),
    _delete,
    places=_PLACES,
)


def _delete_addresses(rows: Sequence[HeldAddress]) -> None:
    HeldAddress.objects.filter(pk__in=[row.pk for row in rows]).delete()


retention.rows(
    "addresses that take no mail",
    lambda place: HeldAddress.objects.filter(
        dialogue=place, last_at__lt=retention.before("mails")
    ),
    _delete_addresses,
)


def _month(name: str) -> datetime:
    """Return the start of a month, so that a chain says it once a month at most."""
    return retention.before(name).replace(
        day=1, hour=0, minute=0, second=0, microsecond=0
    )


def _audit_rule(
    kind: str,
    period: str,
    due: Callable[[str, datetime], QuerySet[AuditEvent]],
    go: Callable[[str, datetime], int],
) -> None:
    retention.rule(
        retention.Rule(
            kind,
            (*settings.DIALOGUES, PLATFORM),
            lambda place: due(place, _month(period)).count(),
            lambda place: go(place, _month(period)),
        )
    )


_audit_rule(
    "names in the audit log",
    "audit_names",
    forgetting.with_names_before,
    lambda chain, moment: forgetting.erase_names(
        forgetting.with_names_before(chain, moment)
    ),
)
_audit_rule(
    "events of the audit log", "audit", forgetting.older_than, forgetting.delete_before
)
