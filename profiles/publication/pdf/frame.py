"""What stands around the text: title page, running head, sources, notes, imprint."""

from __future__ import annotations

from collections.abc import Mapping

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from imap.core.colours import colours
from imap.core.language import direction
from imap.core.letters import printable
from imap.core.texts import Texts
from imap.reference.models import Dialogue
from profiles.models import Kind
from profiles.publication.pdf import closing, imprint
from profiles.publication.pdf.chapters import Outline
from profiles.publication.pdf.imprint import Imprint
from profiles.publication.pdf.inline import Data
from profiles.snapshot.canonical import Content


class Frame:
    def __init__(
        self, content: Content, dialogue: Dialogue, language: str, imprint: Imprint
    ) -> None:
        self._content = content
        self._language = language
        self._imprint = imprint
        self._dialogue = dialogue
        names = Texts(content["countries"][content["country"]])
        self._country = names.text(language)
        self._kind = str(Kind(content["kind"]).label)

    def report(self, outline: Outline) -> Data:
        """Return all that the template needs, every word of it as it is printed."""
        chapters = outline.chapters
        return {
            "lang": self._language,
            "dir": direction(self._language),
            "colours": dict(colours(self._content["dialogue"])),
            "day": self._imprint.day.isoformat(),
            "watermark": self._watermark(),
            "cover": self._cover(outline.marks_in(self._language)),
            "title": printable(self._title()),
            "foot": printable(self._imprint.foot()),
            "notices": self._notices(),
            "left_out": self._left_out(outline.gaps),
            "chapters": chapters,
            "sources": closing.sources(self._content, self._language),
            "names": closing.disclaimers(
                self._dialogue, outline.marks_in(self._language), self._language
            ),
            "imprint": imprint.rows(self._imprint, self._title()),
            "words": words(),
        }

    def _cover(self, marks: Mapping[str, str]) -> Data:
        return {
            "i_map": printable(str(self._dialogue)),
            "subtitle": printable(str(self._dialogue.subtitles)),
            "country": printable(self._country),
            "mark": printable(marks.get(self._country, "")),
            "kind": printable(self._kind),
            "label": printable(self._content["label"]),
            "stage": printable(self._imprint.stage_line()),
            "endorsements": [printable(line) for line in self._imprint.endorsements],
            "address": self._imprint.address,
        }

    def _title(self) -> str:
        return f"{self._country}: {self._kind} {self._content['label']}"

    def _watermark(self) -> str:
        return pgettext("watermark", "Draft") if self._imprint.is_draft else ""

    def _notices(self) -> list[str]:
        """Return the notices; a demonstration says what it is in any case."""
        notices = list(self._imprint.notices)
        demonstration = _(
            "Demonstration text; the profile endorsed in 2011 is not reproduced here."
        )
        if self._content["is_demonstration"] and demonstration not in notices:
            notices.insert(0, demonstration)
        return [printable(notice) for notice in notices]

    def _left_out(self, gaps: list[str]) -> str:
        if not gaps:
            return ""
        codes = {"codes": ", ".join(gaps)}
        if self._content["is_demonstration"]:
            return printable(
                _(
                    "Left out of this demonstration, because they need facts that only"
                    " ministries hold: %(codes)s."
                )
                % codes
            )
        return printable(_("Not covered in this edition: %(codes)s.") % codes)


def words() -> dict[str, str]:
    """Return the words of the template itself."""
    return {
        "contents": _("Contents"),
        "figure": pgettext("drawing", "Figure"),
        "table": _("Table"),
        "part": pgettext("table", "part"),
        "source": _("Source:"),
        "values": _("Values of figure"),
        "no_data": _("no data"),
        "sources": _("Sources quoted"),
        "names": _("Names and boundaries"),
        "imprint": _("About this document"),
        "endorsements": _("Endorsements"),
    }
