"""Addresses below edit/; the gate lets only those in who write or review."""

from __future__ import annotations

from django.urls import path

from profiles import (
    comment_views,
    draft_pdf_views,
    edit_views,
    evidence_views,
    history_views,
    merge_views,
    presence_views,
    publication_views,
    responsibility_views,
    section_views,
    submission_views,
    suggestion_views,
)
from profiles.models import Submission

_DRAFT = "<iso3:iso3>/<slug:kind>/<slug:label>/"
_SUBMISSION = f"{_DRAFT}submission/"
_SECTION = f"{_DRAFT}<str:code>/<slug:language>/"
_THREAD = f"{_SECTION}comments/<int:number>/"
_SUGGESTION = f"{_SECTION}suggestions/<int:number>/"

urlpatterns = [
    path("", edit_views.desk, name="edit"),
    path("<iso3:iso3>/<slug:kind>/", edit_views.begin, name="edit-begin"),
    path(_DRAFT, edit_views.draft, name="edit-draft"),
    path(f"{_DRAFT}plan/", edit_views.plan, name="edit-plan"),
    path(_SUBMISSION, submission_views.submission, name="edit-submission"),
    path(
        f"{_SUBMISSION}take-back/",
        submission_views.end,
        {"outcome": Submission.Outcome.TAKEN_BACK},
        name="edit-take-back",
    ),
    path(
        f"{_SUBMISSION}close/",
        submission_views.end,
        {"outcome": Submission.Outcome.CLOSED},
        name="edit-close",
    ),
    path(
        f"{_SUBMISSION}<slug:language>.pdf", submission_views.paper, name="edit-paper"
    ),
    path(f"{_SUBMISSION}publish/", submission_views.publish, name="edit-publish"),
    path(f"{_SUBMISSION}record/", submission_views.record, name="edit-record"),
    path(f"{_SUBMISSION}<uuid:key>/check/", submission_views.check, name="edit-check"),
    path(f"{_SUBMISSION}<uuid:key>/scan/", submission_views.scan, name="edit-scan"),
    path(
        f"{_DRAFT}publication/",
        publication_views.publication,
        name="edit-publication",
    ),
    path(
        f"{_DRAFT}publication/withdraw/",
        publication_views.withdraw,
        name="edit-withdraw",
    ),
    path(
        f"{_DRAFT}<str:code>/responsible/",
        responsibility_views.responsible,
        name="edit-responsible",
    ),
    # Before sections: it reads like one.
    path(
        f"{_DRAFT}pdf/<slug:language>/", draft_pdf_views.progress, name="edit-draft-pdf"
    ),
    path(
        f"{_DRAFT}pdf/<slug:language>.pdf", draft_pdf_views.file, name="edit-draft-file"
    ),
    path(f"{_DRAFT}names/", history_views.name, name="edit-names"),
    # Before sections: it reads like one.
    path(f"{_DRAFT}names/<int:number>/", history_views.named, name="edit-name"),
    path(_SECTION, evidence_views.section, name="edit-section"),
    path(f"{_SECTION}merge/", merge_views.merge, name="edit-merge"),
    path(f"{_SECTION}autosave/", section_views.keep, name="edit-keep"),
    path(f"{_SECTION}autosave/forget/", section_views.forget, name="edit-forget"),
    path(f"{_SECTION}here/", presence_views.here, name="edit-here"),
    path(f"{_SECTION}in-step/", section_views.in_step, name="edit-in-step"),
    path(f"{_SECTION}progress/", section_views.progress, name="edit-progress"),
    path(f"{_SECTION}history/", history_views.history, name="edit-history"),
    path(f"{_SECTION}history/restore/", history_views.restore, name="edit-restore"),
    path(f"{_SECTION}comments/", comment_views.comment, name="edit-comment"),
    path(f"{_THREAD}answer/", comment_views.answer, name="edit-answer"),
    path(f"{_THREAD}resolve/", comment_views.resolve, name="edit-resolve"),
    path(f"{_THREAD}reopen/", comment_views.reopen, name="edit-reopen"),
    path(f"{_SECTION}suggestions/", suggestion_views.suggest, name="edit-suggest"),
    path(_SUGGESTION, suggestion_views.suggestion, name="edit-suggestion"),
    path(f"{_SUGGESTION}accept/", suggestion_views.accept, name="edit-accept"),
    path(f"{_SUGGESTION}reject/", suggestion_views.reject, name="edit-reject"),
    path(f"{_SUGGESTION}withdraw/", suggestion_views.withdraw, name="edit-recall"),
]
