"""What the public page of an i-Map shows: status only, with date and source."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from babel.dates import format_date
from django.conf import settings
from django.utils import timezone

from imap.core import dates, language
from imap.map.drawing.front_map import front_map
from imap.map.drawing.outlines import Outlines, Shape
from imap.process.models import About, Conclusion, Meeting
from imap.reference.participants import Participant, country_names, participants
from profiles.kinds import PLURALS, main_kind
from profiles.listings import current_listings, main_listing
from profiles.models import Listing

# Later ones are drawn over earlier ones.
DRAWN = ["other", "listed", Listing.Status.PREPARATION, Listing.Status.ENDORSED]


@dataclass(frozen=True)
class StatusList:
    """The states under one status, alphabetical in the reader's language.

    A state whose status is of another day than the list comes with that day.
    """

    status: Listing.Status
    states: list[tuple[str, date | None]]

    @property
    def names(self) -> list[str]:
        return [name for name, _day in self.states]


@dataclass(frozen=True)
class DatedMeeting:
    meeting: Meeting
    when: str
    is_next: bool

    @property
    def is_past(self) -> bool:
        return self.meeting.is_past(timezone.localdate())


@dataclass(frozen=True)
class Picture:
    """The map of an i-Map, each state in the colour of its status."""

    dialogue: str
    drawn_on: Outlines
    shapes: list[DrawnShape]


@dataclass(frozen=True)
class DrawnShape:
    shape: Shape
    status: str
    label: str

    @property
    def is_small(self) -> bool:
        """Say whether a state gets a dot; those outside the i-Map need none."""
        return self.shape.needs_dot and self.status != "other"


def front_page(dialogue: str) -> dict[str, Any]:
    members = participants(dialogue, language.current())
    listings = current_listings(dialogue)
    return {
        "about": {row.key: row for row in About.objects.of(dialogue)},
        "participants_count": len(members),
        "unlisted_count": len(members) - len(listings),
        "status_lists": _status_lists(listings),
        "listed": main_listing(listings),
        "profiles_title": PLURALS[main_kind(dialogue)],
        "picture": _picture(dialogue, members, listings),
        "confirm_days": settings.REGISTRATION_LINK_DAYS,
        **_work_plan(dialogue),
        "conclusions": list(
            Conclusion.objects.filter(dialogue=dialogue).select_related("meeting")
        ),
    }


def picture(dialogue: str) -> Picture | None:
    """Return the map of an i-Map; None where no outlines are built."""
    members = participants(dialogue, language.current())
    return _picture(dialogue, members, current_listings(dialogue))


def _picture(
    dialogue: str, members: list[Participant], listings: dict[str, Listing]
) -> Picture | None:
    drawn_on = front_map(dialogue)
    if drawn_on is None:
        return None
    return Picture(dialogue, drawn_on, _drawn_shapes(drawn_on, members, listings))


def _status_lists(listings: dict[str, Listing]) -> list[StatusList]:
    main = main_listing(listings)
    if main is None:
        return []
    days = {row.as_of for row in listings.values()}
    # Each state has the name of its own day.
    names = {day: country_names(language.current(), on=day) for day in days}
    return [
        StatusList(
            status,
            sorted(
                (
                    (names[row.as_of][iso3], _own_day(row, main))
                    for iso3, row in listings.items()
                    if row.status == status
                ),
                key=lambda state: language.sort_key(state[0]),
            ),
        )
        for status in Listing.Status
    ]


def _own_day(row: Listing, main: Listing) -> date | None:
    return row.as_of if row.as_of != main.as_of else None


def _drawn_shapes(
    drawn_on: Outlines, members: list[Participant], listings: dict[str, Listing]
) -> list[DrawnShape]:
    status = {member.iso3: "listed" for member in members}
    status |= {iso3: row.status for iso3, row in listings.items()}
    marked = {member.iso3: member.name for member in members if member.footnote}
    shapes = [
        DrawnShape(shape, status.get(shape.iso3, "other"), marked.get(shape.iso3, ""))
        for shape in drawn_on.shapes
    ]
    return sorted(
        shapes, key=lambda each: (each.shape.is_dashed, DRAWN.index(each.status))
    )


def _work_plan(dialogue: str) -> dict[str, Any]:
    """Return the meetings of the newest plan; what comes next is seen from its date."""
    meetings = list(Meeting.objects.of(dialogue))
    if not meetings:
        return {"meetings": [], "plan": None}
    plan = max(meetings, key=lambda meeting: meeting.as_of)
    meetings = [row for row in meetings if row.starts.year == plan.as_of.year]
    coming = [row for row in meetings if not row.is_past(timezone.localdate())]
    dated = [DatedMeeting(row, _when(row), row in coming[:1]) for row in meetings]
    return {"meetings": dated, "plan": plan}


def _when(meeting: Meeting) -> str:
    """15–16 March; September; 3 November: in the reader's language."""
    locale = dates.locale()
    if meeting.is_month_only:
        return format_date(meeting.starts, "LLLL", locale=locale)
    last = format_date(meeting.last_day, "d MMMM", locale=locale)
    if meeting.last_day == meeting.starts:
        return last
    same_month = meeting.last_day.month == meeting.starts.month
    pattern = "d" if same_month else "d MMMM"
    return f"{format_date(meeting.starts, pattern, locale=locale)}–{last}"
