"""Editions published in tests, and published again after a test has changed them."""

from __future__ import annotations

from profiles.endorsement import steps as endorsement
from profiles.models import Edition, Publication
from profiles.publication import steps


def publish(edition: Edition) -> Publication:
    """Publish a draft as a demonstration is published: without anybody's word."""
    Edition.objects.filter(pk=edition.pk).update(is_demonstration=True)
    edition.refresh_from_db()
    return steps.publish(endorsement.freeze(edition, by=None), by=None)


def publish_again(iso3: str = "ARM") -> Publication:
    """Publish the only edition of a state as its texts and figures are now."""
    edition = Edition.objects.get(profile__country=iso3)
    publication = edition.publication
    publication.delete()
    publication.submission.delete()
    return publish(edition)
