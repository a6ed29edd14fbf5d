"""What a decision gives: written on requests, proposals and invitations alike."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from imap.core.access import Role
from imap.reference.models import Country


class RoleChoice(models.TextChoices):
    READER = Role.READER.value, _("Member")
    REVIEWER = Role.REVIEWER.value, _("Reviewer")
    CONTRIBUTOR = Role.CONTRIBUTOR.value, _("Contributor")
    EDITOR = Role.EDITOR.value, _("Editor")
    CONTACT_POINT = Role.CONTACT_POINT.value, _("National contact point")
    SECRETARIAT = Role.SECRETARIAT.value, _("Secretariat")


class GrantFields(models.Model):
    """A role until a day; of a state, or of named sections of one edition."""

    grant_role = models.CharField(
        _("role"), max_length=16, choices=RoleChoice, blank=True, editable=False
    )
    grant_until = models.DateField(_("until"), null=True, editable=False)
    grant_country = models.ForeignKey(
        Country, models.PROTECT, null=True, related_name="+", editable=False
    )
    # "ARM/extended/2014" and the codes of its sections, for contributors.
    grant_edition = models.CharField(max_length=60, blank=True, editable=False)
    grant_sections = models.JSONField(default=list, editable=False)

    class Meta:
        abstract = True
