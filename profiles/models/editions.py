"""Migration profiles: templates, editions and their coded sections in languages."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from imap.core.texts import TextsField
from imap.reference.models import Country, Dialogue


class Kind(models.TextChoices):
    EXTENDED = "extended", _("Extended Migration Profile")
    LIGHT = "light", _("Migration Profile Light")
    COUNTRY = "country", _("Country Migration Profile")


class Template(models.Model):
    """One version of the outline that profiles of a kind follow."""

    kind = models.CharField(_("kind"), max_length=16, choices=Kind)
    version = models.PositiveSmallIntegerField(_("version"), default=1)

    class Meta:
        ordering = ["kind", "-version"]
        constraints = [
            models.UniqueConstraint(
                fields=["kind", "version"], name="one_template_a_version"
            )
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.version}"


class TemplateSection(models.Model):
    """A chapter of the outline, known by its code: A, B1, C1.2.4 …"""

    class Content(models.TextChoices):
        TEXT = "text", _("Text")
        TABLES = "tables", _("Tables")
        GROUP = "group", _("Group")
        REGISTER = "register", _("Register")
        LIST = "list", _("List")
        FACT_BOX = "fact_box", _("Fact box")
        LINKS = "links", _("Links")
        DATA = "data", _("Figures")
        MAPS = "maps", _("Maps")
        GLOSSARY = "glossary", _("Glossary")

    template = models.ForeignKey(Template, models.CASCADE, related_name="sections")
    code = models.CharField(_("code"), max_length=12)
    parent = models.ForeignKey(
        "self", models.CASCADE, null=True, blank=True, related_name="children"
    )
    position = models.PositiveSmallIntegerField()
    titles = TextsField()
    guidance = TextsField(default=dict)
    content = models.CharField(max_length=12, choices=Content)
    indicators = models.JSONField(default=list)

    class Meta:
        ordering = ["template", "position"]
        constraints = [
            models.UniqueConstraint(
                fields=["template", "code"], name="one_section_a_code"
            )
        ]

    def __str__(self) -> str:
        return self.code


class Profile(models.Model):
    """The profile of one state in one kind on one i-Map, in all its editions."""

    dialogue = models.ForeignKey(Dialogue, models.PROTECT, related_name="+")
    country = models.ForeignKey(Country, models.PROTECT, related_name="+")
    kind = models.CharField(_("kind"), max_length=16, choices=Kind)

    class Meta:
        ordering = ["dialogue", "country", "kind"]
        constraints = [
            models.UniqueConstraint(
                fields=["dialogue", "country", "kind"], name="one_profile_a_kind"
            )
        ]

    def __str__(self) -> str:
        return f"{self.dialogue_id} {self.country_id} {self.kind}"


class Listing(models.Model):
    """What a published list says of a profile, with the list's date and name.

    The public face knows these two words only; a state that is on no list has none.
    """

    class Status(models.TextChoices):
        ENDORSED = "endorsed", _("Final and endorsed")
        PREPARATION = "preparation", _("Under preparation")

    profile = models.ForeignKey(Profile, models.CASCADE, related_name="listings")
    status = models.CharField(_("status"), max_length=12, choices=Status)
    as_of = models.DateField(_("as of"))
    source = TextsField(_("source"))

    class Meta:
        ordering = ["profile", "-as_of"]
        constraints = [
            models.UniqueConstraint(
                fields=["profile", "as_of"], name="one_listing_a_date"
            )
        ]

    def __str__(self) -> str:
        return f"{self.profile} {self.status}"


class EditionQuerySet(models.QuerySet["Edition"]):
    def readable(self, dialogue: str) -> EditionQuerySet:
        """What members of that i-Map read: published editions, old ones included."""
        return self.filter(
            profile__dialogue_id=dialogue,
            state__in=[Edition.State.PUBLISHED, Edition.State.SUPERSEDED],
        )

    def kept(self, dialogue: str) -> EditionQuerySet:
        """Whatever editors of that i-Map have or had in work; no list for readers."""
        return self.filter(profile__dialogue_id=dialogue).select_related(
            "profile", "profile__country", "template"
        )

    def drafts(self, dialogue: str) -> EditionQuerySet:
        """What editors of that i-Map work on; no page of readers ever asks for it."""
        return self.kept(dialogue).filter(state__in=Edition.IN_WORK)


class Edition(models.Model):
    """One dated issue of a profile, in one or more languages."""

    class State(models.TextChoices):
        PLANNED = "planned", _("Planned")
        DRAFTING = "drafting", _("Being written")
        SUBMITTED = "submitted", _("With the state for endorsement")
        PUBLISHED = "published", _("Published")
        SUPERSEDED = "superseded", _("Superseded")
        WITHDRAWN = "withdrawn", pgettext_lazy("edition", "Withdrawn")

    # Its texts may be written.
    OPEN = (State.PLANNED, State.DRAFTING)
    # Not published yet; a profile has one of these at most.
    IN_WORK = (*OPEN, State.SUBMITTED)

    profile = models.ForeignKey(Profile, models.PROTECT, related_name="editions")
    template = models.ForeignKey(Template, models.PROTECT, related_name="+")
    label = models.CharField(_("edition"), max_length=16)
    state = models.CharField(
        max_length=12, choices=State, default=State.PLANNED, editable=False
    )
    # In which it is published.
    languages = models.JSONField(default=list)
    # In which the ministry writes beside them; never published.
    working_language = models.CharField(max_length=8, blank=True)
    # Text written to try the portal out: marked on every page, never endorsed.
    is_demonstration = models.BooleanField(default=False)
    published_on = models.DateField(null=True, blank=True)
    due_on = models.DateField(_("due on"), null=True, blank=True)
    based_on = models.ForeignKey(
        "self", models.SET_NULL, null=True, blank=True, related_name="+"
    )
    started_at = models.DateTimeField(null=True, editable=False)
    started_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+"
    )

    objects = EditionQuerySet.as_manager()

    class Meta:
        ordering = ["profile", "-label"]
        constraints = [
            models.UniqueConstraint(
                fields=["profile", "label"], name="one_edition_a_label"
            ),
            models.UniqueConstraint(
                fields=["profile"],
                condition=models.Q(state__in=["planned", "drafting", "submitted"]),
                name="one_draft_a_profile",
            ),
            models.UniqueConstraint(
                fields=["profile"],
                condition=models.Q(state="published"),
                name="one_published_edition_a_profile",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.profile} {self.label}"

    def get_absolute_url(self) -> str:
        profile = self.profile
        return reverse(
            "profiles:edition",
            kwargs={
                "dialogue": profile.dialogue_id,
                "iso3": profile.country_id,
                "kind": profile.kind,
                "label": self.label,
            },
        )

    @property
    def is_open(self) -> bool:
        return self.state in self.OPEN

    @property
    def is_in_work(self) -> bool:
        return self.state in self.IN_WORK

    @property
    def written_languages(self) -> list[str]:
        """Return the languages of the draft: those of publication, then its own."""
        own = [self.working_language] if self.working_language else []
        return [*self.languages, *own]

    @property
    def key(self) -> str:
        """Return how memberships of contributors name it: ARM/extended/2014."""
        profile = self.profile
        return f"{profile.country_id}/{profile.kind}/{self.label}"


class SectionText(models.Model):
    """The text of one section of one edition in one language, as clean HTML."""

    edition = models.ForeignKey(Edition, models.CASCADE, related_name="texts")
    section = models.ForeignKey(TemplateSection, models.PROTECT, related_name="+")
    language = models.CharField(max_length=8)
    body = models.TextField()
    # The number of its last revision.
    version = models.PositiveIntegerField(default=1)
    # {language: its version that this text says the same as}
    in_step = models.JSONField(default=dict, blank=True)
    saved_at = models.DateTimeField(null=True, editable=False)
    saved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+"
    )

    class Meta:
        ordering = ["edition", "section__position", "language"]
        constraints = [
            models.UniqueConstraint(
                fields=["edition", "section", "language"],
                name="one_text_a_section_and_language",
            )
        ]

    def __str__(self) -> str:
        return f"{self.edition} {self.section} {self.language}"
