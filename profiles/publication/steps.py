"""Publish an edition, and withdraw it; what was published is never written again."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from typing import TYPE_CHECKING

from django.conf import settings
from django.db import transaction
from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext as _

from imap.core.audit.log import record
from imap.core.compression import packed
from imap.core.exceptions import TransitionError
from imap.reference.models import Dialogue
from profiles.editing.place import locked
from profiles.endorsement.standing import Standing, standing
from profiles.listings import list_publication, unlist
from profiles.models import Edition, Publication, PublishedSection, Submission
from profiles.publication.papers import make_all
from profiles.publication.rendering import chapters, entry, html
from profiles.publication.snapshot import snapshot
from profiles.snapshot import canonical

if TYPE_CHECKING:
    from accounts.models import User

Basis = Publication.Basis
State = Edition.State


@transaction.atomic
def publish(submission: Submission, *, by: User | None) -> Publication:
    """Publish what was submitted; the edition that readers saw so far is superseded.

    Raises TransitionError where the submission has ended, or where the state has not
    endorsed it and it may not be published without.
    """
    edition = locked(submission.edition)
    submission = Submission.objects.get(pk=submission.pk)
    submission.edition = edition
    if not submission.is_open:
        raise TransitionError(_("This text is no longer with the state."))
    # One at a time on an i-Map, so that numbers have no gap.
    dialogue = Dialogue.objects.select_for_update().get(pk=edition.profile.dialogue_id)
    endorsed, now = standing(submission), timezone.now()
    reason = obstacle(submission, endorsed)
    if reason:
        raise TransitionError(reason)
    publication = _written(submission, endorsed, dialogue, by)
    _close(submission, by)
    _supersede(edition)
    edition.state, edition.published_on = State.PUBLISHED, timezone.localdate(now)
    edition.save(update_fields=["state", "published_on"])
    edition.draft_files.all().delete()
    if publication.basis == Basis.ENDORSED:
        list_publication(edition.profile, publication.number, edition.published_on)
    transaction.on_commit(partial(make_all, publication), robust=True)
    record(
        "edition.publish",
        edition,
        by=by,
        chain=dialogue.pk,
        number=publication.number,
        basis=publication.basis,
        sha256=publication.sha256,
    )
    return publication


def obstacle(submission: Submission, endorsed: Standing) -> str:
    """Say why a submission cannot be published now; "" where it can."""
    if basis(submission, endorsed) != Basis.UNENDORSED:
        return ""
    if submission.edition.profile.dialogue_id not in settings.PUBLISH_UNENDORSED:
        return _("The state has not endorsed every section.")
    if timezone.localdate() <= submission.answer_by:
        return _("The state has not endorsed every section, and can still answer.")
    return ""


def basis(submission: Submission, endorsed: Standing) -> Publication.Basis:
    if submission.edition.is_demonstration:
        return Basis.DEMONSTRATION
    return Basis.ENDORSED if endorsed.is_complete else Basis.UNENDORSED


@transaction.atomic
def withdraw(publication: Publication, reason: str, *, by: User) -> None:
    """Withdraw an edition for a reason; the one before is what readers see again.

    Raises TransitionError where it was withdrawn already.
    """
    edition = locked(publication.edition)
    if edition.state not in (State.PUBLISHED, State.SUPERSEDED):
        raise TransitionError(_("This edition was withdrawn already."))
    was_current = edition.state == State.PUBLISHED
    publication.withdrawn_at, publication.withdrawn_by = timezone.now(), by
    publication.withdrawal = reason
    publication.save(update_fields=["withdrawn_at", "withdrawn_by", "withdrawal"])
    edition.state = State.WITHDRAWN
    edition.save(update_fields=["state"])
    if publication.basis == Basis.ENDORSED and edition.published_on:
        unlist(edition.profile, edition.published_on)
    if was_current:
        _bring_back(edition)
    record("edition.withdraw", edition, by=by, chain=publication.dialogue_id)


def _written(
    submission: Submission, endorsed: Standing, dialogue: Dialogue, by: User | None
) -> Publication:
    last = Publication.objects.filter(dialogue=dialogue).aggregate(last=Max("number"))
    number, day = (last["last"] or 0) + 1, timezone.localdate()
    stands_on = basis(submission, endorsed)
    whole = snapshot(submission, endorsed, number=number, basis=stands_on, day=day)
    text = canonical.written(whole)
    publication = Publication.objects.create(
        edition=submission.edition,
        submission=submission,
        dialogue=dialogue,
        number=number,
        basis=stands_on,
        snapshot=text,
        sha256=canonical.sha256(text),
        head={name: part for name, part in whole.items() if name != "content"},
        published_by=by,
    )
    PublishedSection.objects.bulk_create(sections(publication))
    return publication


def sections(publication: Publication) -> Iterator[PublishedSection]:
    """Make the sections of the page in each language, from the snapshot alone."""
    content = canonical.read(publication.snapshot)["content"]
    names_gaps = not publication.edition.is_demonstration
    for language in content["languages"]:
        outline = chapters(content, language)
        texts = [html(each, language) if each.is_covered else "" for each in outline]
        stretches = packed(texts)
        for position, (chapter, text) in enumerate(zip(outline, texts, strict=True)):
            yield PublishedSection(
                publication=publication,
                language=language,
                position=position,
                code=chapter.code,
                title=chapter.title,
                depth=chapter.depth,
                is_covered=chapter.is_covered,
                is_in_gap=chapter.is_in_gap,
                html=text,
                packed=next(stretches),
                entry=entry(chapter, language, names_gaps=names_gaps),
            )


def _close(submission: Submission, by: User | None) -> None:
    submission.outcome = Submission.Outcome.PUBLISHED
    submission.closed_at, submission.closed_by = timezone.now(), by
    submission.save(update_fields=["outcome", "closed_at", "closed_by"])


def _supersede(edition: Edition) -> None:
    before = edition.profile.editions.filter(state=State.PUBLISHED)
    before.update(state=State.SUPERSEDED)


def _bring_back(edition: Edition) -> None:
    """Let readers see the newest superseded edition of the profile again."""
    before = edition.profile.editions.filter(
        state=State.SUPERSEDED, publication__isnull=False
    )
    newest = before.order_by("-publication__number").first()
    if newest is not None:
        newest.state = State.PUBLISHED
        newest.save(update_fields=["state"])
