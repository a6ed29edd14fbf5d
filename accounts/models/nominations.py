"""People named by others: in a letter of a ministry, or by their contact point."""

from __future__ import annotations

import uuid
from datetime import datetime, timedelta

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models.grants import GrantFields
from accounts.models.people import User
from imap.reference.models import Country, Dialogue


class Nomination(models.Model):
    """A letter or list that staff entered; its people are registrations."""

    dialogue = models.ForeignKey(Dialogue, models.PROTECT, related_name="+")
    reference = models.CharField(_("reference"), max_length=200)
    received_on = models.DateField(_("received on"))
    note = models.TextField(_("note"), blank=True, max_length=2000)
    # Of the form and its rows: a second press of the button finds the first one's.
    form_id = models.UUIDField(unique=True, editable=False)
    entered_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    entered_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["-entered_at", "-pk"]

    def __str__(self) -> str:
        return self.reference


def draft_letter_path(draft: NominationDraft, _name: str) -> str:
    """Keep the letter under the draft's key: the sender's name is never a path."""
    return f"drafts/{draft.dialogue_id}/{draft.key}"


class NominationDraft(models.Model):
    """A letter with its list while staff look it over; gone once it is entered."""

    # The nomination gets it as its own: a second press finds what the first made.
    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    dialogue = models.ForeignKey(Dialogue, models.PROTECT, related_name="+")
    reference = models.CharField(_("reference"), max_length=200)
    received_on = models.DateField(_("date of the letter"))
    note = models.TextField(_("note"), blank=True, max_length=2000)
    # The table as it came, with the column that each of its columns was taken for.
    cells = models.JSONField(default=list)
    columns = models.JSONField(default=list)
    has_header = models.BooleanField(default=False)
    # What stands for every row that does not say it: state, language, role, until.
    defaults = models.JSONField(default=dict)
    # One entry a person: line, values by column, and whether it is left out.
    people = models.JSONField(default=list)
    letter = models.FileField(upload_to=draft_letter_path, max_length=200, blank=True)
    letter_name = models.CharField(max_length=150, blank=True)
    letter_type = models.CharField(max_length=100, blank=True)
    # Changes with every change, so that nobody enters another list than was shown.
    version = models.PositiveIntegerField(default=1)
    made_by = models.ForeignKey(User, models.CASCADE, related_name="+")
    made_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["-made_at", "-pk"]

    def __str__(self) -> str:
        return self.reference


class Invitation(GrantFields):
    """A contact point asks a colleague to register, and recommends in advance."""

    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    dialogue = models.ForeignKey(Dialogue, models.PROTECT, related_name="+")
    country = models.ForeignKey(Country, models.PROTECT, related_name="+")
    name = models.CharField(_("full name"), max_length=150)
    email = models.EmailField(_("official e-mail"), max_length=254)
    email_key = models.CharField(max_length=254, editable=False)
    language = models.CharField(_("language"), max_length=8)
    text = models.TextField(_("recommendation"), blank=True, max_length=2000)
    by = models.ForeignKey(User, models.PROTECT, related_name="+")
    at = models.DateTimeField(default=timezone.now)
    used_at = models.DateTimeField(null=True, editable=False)
    withdrawn_at = models.DateTimeField(null=True, editable=False)
    lapsed_at = models.DateTimeField(null=True, editable=False)
    registration = models.ForeignKey(
        "accounts.Registration",
        models.SET_NULL,
        null=True,
        related_name="invitations",
        editable=False,
    )
    # The membership whose tasks go over to the person invited.
    replaces = models.ForeignKey(
        "accounts.Membership", models.SET_NULL, null=True, related_name="+"
    )

    class Meta:
        ordering = ["-at", "-pk"]

    def __str__(self) -> str:
        return f"{self.dialogue_id} {self.country_id}"

    @property
    def is_open(self) -> bool:
        """The link still leads to the form: not used, withdrawn or too old."""
        is_over = self.used_at or self.withdrawn_at or self.lapsed_at
        return not is_over and timezone.now() < self.open_until

    @property
    def open_until(self) -> datetime:
        return self.at + timedelta(days=settings.ACCESS_LINK_DAYS)
