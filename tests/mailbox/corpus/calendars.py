"""Invitations to meetings by Outlook, Google and Apple; accepted, called off."""

from __future__ import annotations

from collections.abc import Iterator

from tests.mailbox.corpus.boxes import OWN
from tests.mailbox.corpus.case import Case, file, head, page, part, several, text, whole


def calendar(method: str = "REQUEST", summary: str = "Profile meeting") -> bytes:
    return "\r\n".join(
        [
            *("BEGIN:VCALENDAR", "VERSION:2.0", f"METHOD:{method}", "BEGIN:VEVENT"),
            *("UID:1@corpus.example", "DTSTAMP:20251124T091500Z"),
            *("DTSTART:20251201T090000Z", "DTEND:20251201T100000Z"),
            *(
                f"SUMMARY:{summary}",
                "LOCATION:Room 4",
                "END:VEVENT",
                "END:VCALENDAR",
                "",
            ),
        ]
    ).encode()


def _part(method: str, content: bytes = b"") -> bytes:
    kind = f'text/calendar; charset="utf-8"; method={method}'
    return part(kind, content or calendar(method), coding="base64")


def _case(name: str, entity: bytes, *says: str, files: tuple[str, ...]) -> Case:
    return Case(name, whole(head(name), entity), says=says, files=files)


def cases() -> Iterator[Case]:
    html = text(page(OWN), "text/html")
    for method in ("REQUEST", "REPLY", "CANCEL", "COUNTER"):
        yield _case(
            f"Outlook's {method}",
            several("alternative", text(OWN), html, _part(method)),
            OWN,
            files=("invitation.ics",),
        )
    versions = several("alternative", text(OWN), html, _part("REQUEST"), mark="=_in")
    google = file("invite.ics", calendar(), "application/ics")
    yield _case(
        "Google's invitation",
        several("mixed", versions, google),
        OWN,
        files=("invitation.ics", "invite.ics"),
    )
    yield _case(
        "Apple's invitation",
        several("mixed", text(OWN), file("iCal.ics", calendar(), "text/calendar")),
        OWN,
        files=("iCal.ics",),
    )
    yield _case("an invitation alone", _part("REQUEST"), files=("invitation.ics",))
    russian = calendar(summary="Встреча по профилю")
    yield _case(
        "an invitation in Russian",
        several("alternative", text(OWN), _part("REQUEST", russian)),
        OWN,
        files=("invitation.ics",),
    )
    card = file("ada.vcf", b"BEGIN:VCARD\nFN:Ada\nEND:VCARD\n", "text/vcard")
    yield _case(
        "a visiting card", several("mixed", text(OWN), card), OWN, files=("ada.vcf",)
    )
