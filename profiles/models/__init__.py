from __future__ import annotations

from profiles.models.comments import Comment, Office
from profiles.models.draft_files import DraftFile
from profiles.models.editions import (
    Edition,
    Kind,
    Listing,
    Profile,
    SectionText,
    Template,
    TemplateSection,
)
from profiles.models.files import EditionFile
from profiles.models.publications import Publication, PublishedSection
from profiles.models.revisions import (
    Autosave,
    Revision,
    RevisionName,
    SectionProgress,
)
from profiles.models.submissions import Endorsement, Submission
from profiles.models.suggestions import Suggestion
from profiles.models.visits import DeskVisit

__all__ = [
    "Autosave",
    "Comment",
    "DeskVisit",
    "DraftFile",
    "Edition",
    "EditionFile",
    "Endorsement",
    "Kind",
    "Listing",
    "Office",
    "Profile",
    "Publication",
    "PublishedSection",
    "Revision",
    "RevisionName",
    "SectionProgress",
    "SectionText",
    "Submission",
    "Suggestion",
    "Template",
    "TemplateSection",
]
