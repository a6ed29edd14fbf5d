"""Make the PDF of an edition: what it says, and what stands before and after that."""

from __future__ import annotations

from django.utils.translation import override

from imap.reference.models import Dialogue
from profiles.publication.pdf.chapters import Outline
from profiles.publication.pdf.frame import Frame
from profiles.publication.pdf.imprint import Imprint
from profiles.publication.pdf.typesetting import typeset
from profiles.snapshot.canonical import Content


def make(content: Content, language: str, imprint: Imprint) -> bytes:
    """Return the PDF of an edition in a language; a section without it says so."""
    dialogue = Dialogue.objects.get(pk=content["dialogue"])
    with override(language):
        outline = Outline(content, dialogue, language, imprint)
        report = Frame(content, dialogue, language, imprint).report(outline)
    return typeset(report, imprint.day)
