"""Everything that is kept about a person, as one file for that person."""

from __future__ import annotations

import io
import json
import zipfile
from typing import Any

from django.conf import settings
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import User
from accounts.privacy.erasure import person_of
from imap.core import limits, privacy
from imap.core.audit import log as audit
from imap.core.exceptions import TransitionError

# So often a day: letters make the file large.
LIMIT = "10/d"


@transaction.atomic
def as_json(user: User) -> bytes:
    _allow(user, "json")
    return _text(_everything(user)).encode()


@transaction.atomic
def as_zip(user: User) -> bytes:
    """Return the same with a readme of its own and the letters that were uploaded."""
    _allow(user, "zip")
    everything = _everything(user)
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("README.txt", everything["readme"] + "\n")
        archive.writestr("data.json", _text(everything))
        for each in privacy.files_of(person_of(user)):
            archive.writestr(each.name, each.content)
    return packed.getvalue()


def readme() -> str:
    return "\n\n".join(
        [
            _("This file holds what the i-Maps keep about you, on every i-Map."),
            _(
                "`data` has one list for each kind of thing; each line is one thing"
                " with the names the portal itself uses. Times are in UTC or carry"
                " their offset. Letters you uploaded lie in the folders `letters` and"
                " `mailbox` of the ZIP file."
            ),
            _(
                "Not in it: passwords and other secrets of the sign-in, and what is"
                " about other people. Where somebody else did something, it says"
                " “somebody else”."
            ),
            _(
                "What each thing is for, how long it is kept and who sees it:"
                " %(address)s"
            )
            % {"address": f"{settings.SITE_URL}/en/legal/personal-data/"},
        ]
    )


def _everything(user: User) -> dict[str, Any]:
    return {
        "readme": readme(),
        "made_at": timezone.now().isoformat(),
        "data": privacy.everything_of(person_of(user)),
    }


def _text(content: dict[str, Any]) -> str:
    return json.dumps(content, ensure_ascii=False, indent=2, default=str)


def _allow(user: User, kind: str) -> None:
    if not limits.count_within("download", str(user.pk), LIMIT):
        raise TransitionError(
            _("You have taken your data ten times today. Try again tomorrow.")
        )
    audit.record("account.download", user, by=user, chain=audit.PLATFORM, kind=kind)
