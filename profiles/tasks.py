from __future__ import annotations

from celery import shared_task

from profiles.publication import draft_papers


@shared_task(name=draft_papers.TASK)
def make_drafts() -> int:
    return draft_papers.drain()
