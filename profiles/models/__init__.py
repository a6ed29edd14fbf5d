from __future__ import annotations

from profiles.models.editions import (
    Edition,
    Kind,
    Listing,
    Profile,
    SectionText,
    Template,
    TemplateSection,
)
from profiles.models.revisions import Autosave, Revision, SectionProgress

__all__ = [
    "Autosave",
    "Edition",
    "Kind",
    "Listing",
    "Profile",
    "Revision",
    "SectionProgress",
    "SectionText",
    "Template",
    "TemplateSection",
]
