"""A draft as a list of its sections: how far each is, in which language."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from imap.core.access import Access
from profiles import permissions
from profiles.edit_forms import PlanForm
from profiles.editing.comments import open_threads
from profiles.editing.drafts import without_place
from profiles.editing.languages import behind
from profiles.editing.suggestions import pending
from profiles.language_names import LANGUAGE_NAMES
from profiles.models import Edition, SectionProgress, SectionText, TemplateSection
from profiles.pages.board import GROUP, Progress
from profiles.pages.country import participant

State = SectionProgress.State


@dataclass(frozen=True)
class Version:
    """A section in one language; `text` is None where nothing is written."""

    language: str
    name: str
    text: SectionText | None
    # The names of languages that went ahead of this one.
    ahead: Sequence[str] = ()
    # How many comments are open, and how many suggestions wait.
    open_threads: int = 0
    suggestions: int = 0


@dataclass(frozen=True)
class DraftSection:
    """A line of the outline; a group is a heading and has no text."""

    code: str
    title: str
    depth: int
    is_group: bool
    state: str
    state_label: str
    may_write: bool
    # Who is to write it, and until when, where somebody said so.
    responsible: str = ""
    due_on: date | None = None
    versions: Sequence[Version] = field(default_factory=list)


def outline(edition: Edition, access: Access) -> list[DraftSection]:
    """Return the sections of a draft in the order of its template, in seven queries."""
    ahead, waiting = behind(edition), (open_threads(edition), pending(edition))
    progress = {
        row.section_id: row
        for row in edition.progress.order_by().select_related("responsible")
    }
    texts = {
        (text.section_id, text.language): text
        for text in edition.texts.select_related("saved_by").defer("body").order_by()
    }
    depths: dict[int, int] = {}
    rows = []
    for section in edition.template.sections.all():
        depths[section.pk] = 1 + depths.get(section.parent_id or 0, 0)
        row = progress.get(section.pk)
        state = State(row.state) if row else State.EMPTY
        rows.append(
            DraftSection(
                code=section.code,
                title=section.titles.text(),
                depth=depths[section.pk],
                is_group=section.content == GROUP,
                state=state.value,
                state_label=str(state.label),
                may_write=edition.is_open
                and permissions.may_write(access, edition, section.code),
                responsible=_name(row),
                due_on=row.due_on if row else None,
                versions=_versions(edition, section, texts, ahead, waiting),
            )
        )
    return rows


def _name(row: SectionProgress | None) -> str:
    person = row.responsible if row else None
    return person.get_full_name() if person else ""


def draft_page(edition: Edition, access: Access) -> dict[str, Any]:
    rows = outline(edition, access)
    written = [row for row in rows if not row.is_group]
    counts = {each.value: sum(row.state == each for row in written) for each in State}
    return {
        **frame(edition),
        "rows": rows,
        "without_place": without_place(edition) if edition.is_in_work else [],
        "may_assign": edition.is_open and permissions.may_assign(access, edition),
        "may_plan": edition.is_open and permissions.may_plan(access, edition),
        "plan_form": PlanForm.of(edition),
        "may_name": edition.is_in_work and permissions.may_assign(access, edition),
        "names": list(edition.names.select_related("by").defer("versions")),
        "progress": Progress(counts, len(written)),
    }


def frame(edition: Edition) -> dict[str, Any]:
    """Return what the head of every page of a draft is filled with."""
    profile = edition.profile
    return {
        "edition": edition,
        "country": participant(profile.dialogue_id, profile.country_id),
        "languages": [(code, LANGUAGE_NAMES[code]) for code in edition.languages],
        "written_languages": [
            (code, LANGUAGE_NAMES[code]) for code in edition.written_languages
        ],
    }


def _versions(
    edition: Edition,
    section: TemplateSection,
    texts: Mapping[tuple[int, str], SectionText],
    ahead: Mapping[tuple[int, str], Sequence[str]],
    waiting: Sequence[Mapping[tuple[int, str], int]],
) -> list[Version]:
    return [
        Version(
            code,
            LANGUAGE_NAMES[code],
            texts.get((section.pk, code)),
            [LANGUAGE_NAMES[each] for each in ahead.get((section.pk, code), ())],
            *(each.get((section.pk, code), 0) for each in waiting),
        )
        for code in edition.written_languages
    ]
