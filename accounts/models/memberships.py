"""Access of people to i-Maps: dated, given by somebody, ended by somebody or time."""

from __future__ import annotations

import uuid
from datetime import date
from typing import Any

from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models.grants import GrantFields, RoleChoice
from accounts.models.people import User
from accounts.models.registrations import Registration
from imap.core.access import Role, Standing
from imap.core.language import search_key, sort_key
from imap.reference.models import Country, Dialogue


class MembershipQuerySet(models.QuerySet["Membership"]):
    def of(self, dialogue: str) -> MembershipQuerySet:
        return self.filter(dialogue_id=dialogue)

    def open(self) -> MembershipQuerySet:
        """Memberships that nobody ended or paused, whatever their dates."""
        return self.filter(suspended_at__isnull=True, ended_at__isnull=True)

    def of_address(self, key: str) -> MembershipQuerySet:
        """Memberships of whoever signs in with that address or has confirmed it.

        `key` is the address as `imap.core.addresses` folds it.
        """
        confirmed = User.objects.filter(
            emailaddress__email=key, emailaddress__verified=True
        )
        # Joined by OR, neither address would be looked up in its index.
        people = User.objects.filter(email=key).values("pk")
        return self.filter(user__in=people.union(confirmed.values("pk")))

    def on(self, day: date) -> MembershipQuerySet:
        """Memberships that give access on `day`: those that are `ACTIVE` then."""
        return self.open().filter(valid_from__lte=day, valid_until__gte=day)

    def paused_for_cause(self) -> MembershipQuerySet:
        """Memberships that a colleague of whoever paused them resumes."""
        return self.filter(suspended_for_cause=True, ended_at__isnull=True)

    def kept(self, day: date) -> MembershipQuerySet:
        """Memberships that give access on `day`, or would if they were not paused."""
        return self.filter(valid_until__gte=day, ended_at__isnull=True)


class Membership(models.Model):
    """Access of one person to one i-Map in one role, until a date."""

    RoleChoice = RoleChoice

    # What the access link names; it tells nothing of how many memberships there are.
    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    user = models.ForeignKey(User, models.CASCADE, related_name="memberships")
    # The name given on this i-Map: the account's may have come from the other one.
    name = models.CharField(_("full name"), max_length=150, editable=False)
    search_key = models.TextField(editable=False)
    sort_key = models.CharField(max_length=150, editable=False)
    dialogue = models.ForeignKey(Dialogue, models.PROTECT, related_name="+")
    role = models.CharField(
        _("role"), max_length=16, choices=RoleChoice, default=RoleChoice.READER
    )
    country = models.ForeignKey(
        Country, models.PROTECT, null=True, blank=True, related_name="+"
    )
    # A contributor's: "ARM/extended/2014" and the codes of the sections.
    edition = models.CharField(max_length=60, blank=True)
    sections = models.JSONField(default=list, blank=True)
    valid_from = models.DateField(_("from"))
    valid_until = models.DateField(_("until"))
    granted_by = models.ForeignKey(
        User, models.PROTECT, null=True, blank=True, related_name="+"
    )
    second_by = models.ForeignKey(
        User, models.PROTECT, null=True, blank=True, related_name="+", editable=False
    )
    registration = models.ForeignKey(
        Registration, models.SET_NULL, null=True, blank=True, related_name="memberships"
    )
    created_at = models.DateTimeField(default=timezone.now, editable=False)
    # The notice this person accepted for this i-Map, and when.
    notice_version = models.CharField(max_length=32, blank=True, editable=False)
    notice_at = models.DateTimeField(null=True, editable=False)
    # Days before the end at which the last reminder left: 30, 14, 3.
    reminded_days = models.PositiveSmallIntegerField(null=True, editable=False)
    expired_told_at = models.DateTimeField(null=True, editable=False)
    # The last day on which this i-Map was opened; no pages, no times.
    last_used_on = models.DateField(null=True, editable=False)
    # Once prolonged, its holder may recommend others whoever came how.
    renewed_at = models.DateTimeField(null=True, editable=False)
    still_in_post_at = models.DateTimeField(null=True, editable=False)
    reviewed_at = models.DateTimeField(null=True, editable=False)
    suspended_at = models.DateTimeField(null=True, blank=True, editable=False)
    suspended_by = models.ForeignKey(
        User, models.PROTECT, null=True, related_name="+", editable=False
    )
    suspended_reason = models.TextField(blank=True, editable=False)
    # Whoever paused it for a cause does not take that back alone.
    suspended_for_cause = models.BooleanField(default=False, editable=False)
    ended_at = models.DateTimeField(null=True, editable=False)
    ended_by = models.ForeignKey(
        User, models.PROTECT, null=True, related_name="+", editable=False
    )
    ended_reason = models.TextField(blank=True, editable=False)
    # Reported by the contact point of the state as having left the post.
    leaver_at = models.DateTimeField(null=True, editable=False)
    leaver_by = models.ForeignKey(
        User, models.SET_NULL, null=True, related_name="+", editable=False
    )
    leaver_note = models.TextField(blank=True, editable=False)
    # Whom the person named as following in the post.
    successor_name = models.CharField(max_length=150, blank=True, editable=False)
    successor_email = models.CharField(max_length=254, blank=True, editable=False)
    # After a change of address: access stays until then, or until it is decided.
    move_due_on = models.DateField(null=True, editable=False)
    undelivered_at = models.DateTimeField(null=True, editable=False)

    objects = MembershipQuerySet.as_manager()

    class Meta:
        ordering = ["dialogue", "role", "pk"]
        indexes = [
            models.Index(fields=["dialogue", "valid_until"], name="membership_until"),
            models.Index(fields=["dialogue", "sort_key"], name="membership_by_name"),
            # On PostgreSQL by groups of three letters; elsewhere an ordinary index.
            GinIndex(
                fields=["search_key"],
                name="membership_words",
                opclasses=["gin_trgm_ops"],
            ),
        ]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(valid_until__gte=models.F("valid_from")),
                name="membership_ends_after_it_begins",
            ),
            models.UniqueConstraint(
                fields=["user", "dialogue", "role", "country", "edition"],
                name="one_membership_a_role_and_country",
            ),
            models.UniqueConstraint(
                fields=["user", "dialogue", "role", "edition"],
                condition=models.Q(country__isnull=True),
                name="one_membership_a_role",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.dialogue_id} {self.role} {self.user_id}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        if kwargs.get("update_fields") is None:
            self.write_keys()
        super().save(*args, **kwargs)

    def write_keys(self) -> None:
        """Write what the list is searched and sorted by."""
        asked = self.registration
        if not self.name:
            self.name = (asked.name if asked else "") or self.user.get_full_name()
        words = (self.name, self.user.email, asked.ministry if asked else "")
        self.search_key = search_key(" ".join(words))
        self.sort_key = sort_key(self.name)

    def start_anew(self) -> None:
        """Forget how it was to end: reminders, pauses, who was to follow."""
        self.suspended_at = self.suspended_by = None
        self.suspended_reason, self.suspended_for_cause = "", False
        self.ended_at = self.ended_by = None
        self.ended_reason = ""
        self.move_due_on = None
        self.stay()

    def stay(self) -> None:
        """Forget reminders and leavings; pauses and ends are decided by themselves."""
        self.reminded_days = self.still_in_post_at = self.expired_told_at = None
        self.leaver_at = self.leaver_by = None
        self.leaver_note = self.successor_name = self.successor_email = ""

    @property
    def has_begun(self) -> bool:
        return self.valid_from <= timezone.localdate()

    @property
    def standing(self) -> Standing:
        """Return what it gives today; `on` finds those that are active in a query."""
        today = timezone.localdate()
        if self.suspended_at is not None:
            return Standing.SUSPENDED
        if self.valid_until < today or self.ended_at is not None:
            return Standing.EXPIRED
        return Standing.ACTIVE if self.has_begun else Standing.NONE


# Roles that two people decide.
NEEDS_TWO = frozenset(
    {Role.REVIEWER, Role.EDITOR, Role.CONTACT_POINT, Role.SECRETARIAT}
)


class RoleProposal(GrantFields):
    """One member of staff would give a member a role; another one confirms it."""

    class State(models.TextChoices):
        PROPOSED = "proposed", _("Waiting for a second colleague")
        GIVEN = "given", _("Given")
        RETURNED = "returned", _("Returned")
        WITHDRAWN = "withdrawn", _("Withdrawn")

    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    dialogue = models.ForeignKey(Dialogue, models.PROTECT, related_name="+")
    user = models.ForeignKey(User, models.CASCADE, related_name="+")
    state = models.CharField(max_length=10, choices=State, default=State.PROPOSED)
    reason = models.TextField(_("reason"), max_length=2000)
    # The contact point whose tasks go over to this person.
    replaces = models.ForeignKey(
        Membership, models.SET_NULL, null=True, related_name="+"
    )
    proposed_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    proposed_at = models.DateTimeField(default=timezone.now)
    # A contact point's own proposal takes two members of staff: this is the first.
    first_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    first_at = models.DateTimeField(null=True)
    second_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    second_at = models.DateTimeField(null=True)
    # For the only member of staff: given then, unless taken back before.
    effective_at = models.DateTimeField(null=True, editable=False)
    note = models.TextField(blank=True)

    class Meta:
        ordering = ["proposed_at", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(second_by__isnull=True)
                | ~models.Q(second_by=models.F("proposed_by")),
                name="proposal_needs_two_people",
            ),
            models.CheckConstraint(
                condition=models.Q(second_by__isnull=True)
                | models.Q(first_by__isnull=True)
                | ~models.Q(second_by=models.F("first_by")),
                name="handover_needs_two_of_staff",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.dialogue_id} {self.grant_role} {self.user_id}"


class AddressChange(models.Model):
    """A person's address changes: the new mailbox confirms, the old one may stop it."""

    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    user = models.ForeignKey(User, models.CASCADE, related_name="address_changes")
    old = models.EmailField(max_length=254)
    new = models.EmailField(max_length=254)
    asked_at = models.DateTimeField(default=timezone.now)
    confirmed_at = models.DateTimeField(null=True)
    stopped_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-asked_at", "-pk"]

    def __str__(self) -> str:
        return f"{self.user_id}"
