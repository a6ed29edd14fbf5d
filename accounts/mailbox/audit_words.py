"""The steps of letters and enquiries in words, for the record."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from imap.core.audit.words import say

say(
    {
        "enquiry.open": _("Letter taken from the mailbox"),
        "enquiry.again": _("A new letter opened the enquiry again"),
        "enquiry.elsewhere": _("Letter answered from a mail program"),
        "enquiry.bounce": _("An answer came back undelivered"),
        "enquiry.claim": _("Answer begun"),
        "enquiry.release": _("Answer put aside"),
        "enquiry.reply": _("Letter answered"),
        "enquiry.other": _("Sender told of the other i-Map’s address"),
        "enquiry.convert": _("Request filled in from a letter"),
        "enquiry.people": _("List of people begun from a letter"),
        "enquiry.sort": _("Kind of a letter changed"),
        "enquiry.assign": _("Letter handed over"),
        "enquiry.put_off": _("Letter put off to a day"),
        "enquiry.bring_back": _("Letter brought back"),
        "enquiry.due": _("The day came to which a letter was put off"),
        "enquiry.schedule": _("Answer to a letter put off to a moment"),
        "enquiry.unschedule": _("Answer to a letter kept back"),
        "enquiry.stopped": _("Answer not sent: something came before"),
        "enquiry.note": _("Note left on a letter"),
        "enquiry.link": _("Link sent to an address on file"),
        "enquiry.close": _("Letter closed"),
        "enquiry.reopen": _("Letter opened again"),
        "mail.bounce": _("Mail came back undelivered"),
    }
)
