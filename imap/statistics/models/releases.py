from __future__ import annotations

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from imap.core.texts import TextsField


class Release(models.Model):
    """A batch of figures that becomes visible, or is withdrawn, as a whole."""

    class State(models.TextChoices):
        DRAFT = "draft", _("Draft")
        CHECKED = "checked", _("Checked")
        RELEASED = "released", _("Released")
        WITHDRAWN = "withdrawn", _("Withdrawn")

    code = models.CharField(_("code"), max_length=64, unique=True)
    state = models.CharField(
        _("state"), max_length=12, choices=State, default=State.DRAFT, editable=False
    )
    titles = TextsField(_("title"))
    made_at = models.DateTimeField(_("made on"), default=timezone.now)
    # Of the file or files the figures came from; an equal one need not be loaded again.
    content_hash = models.CharField(_("hash"), max_length=64, blank=True)
    report = models.JSONField(_("report"), default=dict, blank=True)

    class Meta:
        verbose_name = _("release")
        verbose_name_plural = _("releases")
        ordering = ["code"]

    def __str__(self) -> str:
        return self.code


class DataVersion(models.Model):
    """One row, counted up whenever the released figures change."""

    number = models.PositiveBigIntegerField(_("number"), default=0)
    changed_at = models.DateTimeField(_("changed on"), auto_now=True)

    class Meta:
        verbose_name = _("version of the figures")
        verbose_name_plural = _("versions of the figures")

    def __str__(self) -> str:
        return str(self.number)
