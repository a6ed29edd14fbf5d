from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from imap.core.texts import Texts, TextsField


class FromFiles(models.Model):
    """A row of the catalogue, which both a file and staff may say something about."""

    code = models.CharField(_("code"), max_length=32, unique=True)
    # {field: what the file last gave it}; empty for a row that staff made. The rule on
    # it is in `imap/statistics/file_or_staff.py`.
    loaded = models.JSONField(_("as loaded"), default=dict, editable=False)

    class Meta:
        abstract = True


class Source(FromFiles):
    """One edition of one publication."""

    # Editions of one publication share it; the newest of them is preferred.
    publication = models.CharField(_("publication"), max_length=32)
    publishers = TextsField(_("publisher"))
    titles = TextsField(_("title"))
    shorts = TextsField(_("short title"))
    edition = models.CharField(_("edition"), max_length=64)
    year = models.PositiveSmallIntegerField(_("year of the edition"))
    licence = models.CharField(_("licence"), max_length=120)
    url = models.URLField(_("address"), blank=True)
    retrieved = models.DateField(_("retrieved on"), null=True, blank=True)
    notes = TextsField(_("note"), default=dict, blank=True)

    class Meta:
        verbose_name = _("source")
        verbose_name_plural = _("sources")
        ordering = ["code"]

    def __str__(self) -> str:
        return self.code


class Indicator(FromFiles):
    """What is measured: an entry of the catalogue."""

    class Kind(models.TextChoices):
        STOCK = "stock", _("Stock")
        FLOW = "flow", _("Flow")
        RATE = "rate", _("Rate")

    class Palette(models.TextChoices):
        SEQUENTIAL = "sequential", _("Sequential")
        DIVERGING = "diverging", _("Diverging")

    class Unit(models.TextChoices):
        PERSONS = "persons", _("persons")
        APPLICATIONS = "applications", _("applications")
        PERCENT = "percent", _("%")
        US_DOLLARS = "usd", _("US$")
        INTERNATIONAL_DOLLARS = "intl_usd", _("international $")
        PER_HUNDRED = "per_hundred", _("per 100 people")

    code = models.CharField(_("code"), max_length=16, unique=True)
    position = models.PositiveSmallIntegerField(_("position"))
    section = models.CharField(_("section of the template"), max_length=8)
    names = TextsField(_("name"))
    shorts = TextsField(_("short name"))
    definitions = TextsField(_("definition"))
    # {"with-asylum-seekers": {"en": …}}: what a figure with that mark counts instead.
    other_definitions = models.JSONField(
        _("other definitions"), default=dict, blank=True
    )
    # {"UNDESA2020": {"mark": …, "names": …, "shorts": …, "definitions": …}}: what this
    # source counts instead, in all of its figures but those with another mark.
    by_source = models.JSONField(_("in one source"), default=dict, blank=True)
    unit = models.CharField(_("unit"), max_length=12, choices=Unit)
    units = TextsField(_("unit in words"))
    kind = models.CharField(_("kind"), max_length=8, choices=Kind)
    decimals = models.PositiveSmallIntegerField(_("decimals"), default=0)
    minimum = models.DecimalField(
        _("lowest value allowed"),
        max_digits=20,
        decimal_places=4,
        null=True,
        blank=True,
    )
    maximum = models.DecimalField(
        _("highest value allowed"),
        max_digits=20,
        decimal_places=4,
        null=True,
        blank=True,
    )
    palette = models.CharField(
        _("palette"), max_length=12, choices=Palette, default=Palette.SEQUENTIAL
    )
    # Inner limits of the classes, the same in every year: n limits make n + 1 classes.
    breaks = models.JSONField(_("class limits"))
    sensitive = models.BooleanField(_("sensitive"), default=False)
    is_key_figure = models.BooleanField(_("key figure"), default=False)
    # The count a share stands on, shown beside it.
    count = models.ForeignKey(
        "self",
        models.PROTECT,
        verbose_name=_("number beside the share"),
        related_name="shares",
        null=True,
        blank=True,
    )

    class Meta:
        verbose_name = _("indicator")
        verbose_name_plural = _("indicators")
        ordering = ["position"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(sensitive=True, is_key_figure=True),
                name="sensitive_is_no_key_figure",
            ),
        ]

    def __str__(self) -> str:
        return self.code

    @property
    def is_count(self) -> bool:
        """Say whether figures are numbers of people or amounts of money.

        They grow with the size of a state: a map shows them as areas of circles, and
        shades what is shared out, as per cent or per head.
        """
        units = self.Unit
        return self.unit in (units.PERSONS, units.APPLICATIONS, units.US_DOLLARS)

    @property
    def is_balance(self) -> bool:
        """Say whether figures go below zero, as net migration does."""
        return self.palette == self.Palette.DIVERGING

    @property
    def limits(self) -> list[float]:
        """Return the inner limits of classes on a map; of a count that of its sign."""
        if not self.is_count:
            return list(self.breaks)
        return [0] if self.is_balance else []

    def name(self, language: str | None = None, source: str = "") -> str:
        """Return the name; of a source that counts something else, its own."""
        return self._told(source, "names").text(language)

    def short(self, language: str | None = None, source: str = "") -> str:
        return self._told(source, "shorts").text(language)

    def definition(self, language: str | None = None, source: str = "") -> str:
        return self._told(source, "definitions").text(language)

    def remarks(self, language: str | None = None, source: str = "") -> dict[str, str]:
        """Return what figures with a mark count, less the mark of a whole source."""
        whole = self.by_source.get(source, {}).get("mark")
        return {
            mark: Texts(words).text(language)
            for mark, words in self.other_definitions.items()
            if mark != whole
        }

    def _told(self, source: str, what: str) -> Texts:
        told = self.by_source.get(source, {}).get(what)
        return Texts(told or getattr(self, what))
