"""How a text came to be: saved versions, and how far each section is."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from profiles.models.editions import Edition, TemplateSection


class Revision(models.Model):
    """A text as it was saved once; rows are added, and never changed or removed."""

    class Origin(models.TextChoices):
        SAVED = "saved", pgettext_lazy("revision", "Saved")
        COPIED = "copied", _("Copied from the edition before")
        RESTORED = "restored", _("Restored")
        SUGGESTED = "suggested", _("From a suggestion")

    edition = models.ForeignKey(Edition, models.CASCADE, related_name="revisions")
    section = models.ForeignKey(TemplateSection, models.PROTECT, related_name="+")
    language = models.CharField(max_length=8)
    # Counted from 1 within a section and a language.
    version = models.PositiveIntegerField()
    body = models.TextField(blank=True)
    origin = models.CharField(max_length=10, choices=Origin, default=Origin.SAVED)
    # A correction that asks nothing of the other languages.
    is_minor = models.BooleanField(default=False)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+"
    )
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["edition", "section", "language", "-version"]
        constraints = [
            models.UniqueConstraint(
                fields=["edition", "section", "language", "version"],
                name="one_revision_a_version",
            )
        ]

    def __str__(self) -> str:
        return f"{self.edition} {self.section} {self.language} {self.version}"


class RevisionName(models.Model):
    """A whole draft as it was at a moment, under a name: as sent to the ministries.

    `versions` is {"section code/language": version} of all texts there were; what they
    said is in their revisions.
    """

    edition = models.ForeignKey(Edition, models.CASCADE, related_name="names")
    name = models.CharField(_("name"), max_length=120)
    versions = models.JSONField(default=dict)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+"
    )
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["edition", "-at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["edition", "name"], name="one_state_of_a_draft_a_name"
            )
        ]

    def __str__(self) -> str:
        return f"{self.edition} {self.name}"

    def version(self, code: str, language: str) -> int:
        """Return the version a text had then; 0 where nothing was written yet."""
        return int(self.versions.get(text_key(code, language), 0))


def text_key(code: str, language: str) -> str:
    """Return how a text of an edition is called in `RevisionName.versions`."""
    return f"{code}/{language}"


class Autosave(models.Model):
    """What a person typed in a section and has not saved; seen by that person alone.

    `version` is the one it was typed on. `window` is one page that was opened,
    `sequence` counts what it sends; an empty body means that the words were saved,
    taken up elsewhere or thrown away.
    """

    edition = models.ForeignKey(Edition, models.CASCADE, related_name="+")
    section = models.ForeignKey(TemplateSection, models.PROTECT, related_name="+")
    language = models.CharField(max_length=8)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    window = models.CharField(max_length=32, blank=True)
    body = models.TextField(blank=True)
    version = models.PositiveIntegerField()
    sequence = models.PositiveBigIntegerField()
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["edition", "section", "language", "by"]
        constraints = [
            models.UniqueConstraint(
                fields=["edition", "section", "language", "by", "window"],
                name="one_autosave_a_window",
            )
        ]

    def __str__(self) -> str:
        return f"{self.edition} {self.section} {self.language} {self.by_id}"

    @property
    def mark(self) -> str:
        """Return what names these very words: none that are typed after them."""
        return f"{self.pk}-{self.sequence}"


class SectionProgress(models.Model):
    """How far a section of a draft is; without a row it is empty."""

    class State(models.TextChoices):
        EMPTY = "empty", pgettext_lazy("section", "Empty")
        DRAFTING = "drafting", pgettext_lazy("section", "Drafting")
        READY = "ready", pgettext_lazy("section", "Ready")
        AGREED = "agreed", pgettext_lazy("section", "Agreed")

    edition = models.ForeignKey(Edition, models.CASCADE, related_name="progress")
    section = models.ForeignKey(TemplateSection, models.PROTECT, related_name="+")
    state = models.CharField(max_length=10, choices=State, default=State.EMPTY)
    responsible = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+"
    )
    due_on = models.DateField(null=True)
    changed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+"
    )
    changed_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["edition", "section__position"]
        constraints = [
            models.UniqueConstraint(
                fields=["edition", "section"], name="one_progress_a_section"
            )
        ]

    def __str__(self) -> str:
        return f"{self.edition} {self.section} {self.state}"
