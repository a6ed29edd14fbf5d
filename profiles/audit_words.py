"""What the steps of drafts are called in the record."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from imap.core.audit.words import say

say(
    {
        "draft-question": _("Question on a draft"),
        "draft-suggestion": _("Decision on a suggestion"),
        "profile-submitted": _("Profile with the state"),
        "profile-reminder": _("Reminder of a profile with the state"),
        "profile-over": _("Time of a state to answer is over"),
        "profile-recorded": _("Endorsement to be checked"),
        "profile-refused": _("Record of an endorsement refused"),
        "edition.begin": _("Draft of a profile begun"),
        "edition.plan": _("Languages or day of a draft changed"),
        "edition.submit": _("Profile submitted for endorsement"),
        "edition.take_back": _("Submitted profile taken back"),
        "edition.close": _("Round closed without endorsement"),
        "edition.publish": _("Profile published"),
        "edition.withdraw": _("Published profile withdrawn"),
        "endorsement.record": _("Endorsement recorded"),
        "endorsement.check": _("Endorsement checked"),
        "endorsement.refuse": _("Record of an endorsement refused"),
    }
)
