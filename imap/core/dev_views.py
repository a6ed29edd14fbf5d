"""Read the mails of a demonstration installation, which leave as files only."""

from __future__ import annotations

from dataclasses import dataclass
from email import message_from_bytes, policy
from email.message import EmailMessage
from pathlib import Path

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

MOST = 200


@dataclass(frozen=True)
class Letter:
    number: int
    sender: str
    to: str
    subject: str
    sent: str
    text: str
    html: str


@never_cache
@require_safe
def mails(request: HttpRequest) -> HttpResponse:
    paths = sorted(_folder().glob("*.eml"), reverse=True)[:MOST]
    return render(
        request, "core/dev_mails.html", {"letters": [_read(p) for p in paths]}
    )


@never_cache
@require_safe
def mail(request: HttpRequest, number: int) -> HttpResponse:
    path = next(iter(_folder().glob(f"{number:06d}-*.eml")), None)
    if path is None:
        raise Http404
    return render(request, "core/dev_mail.html", {"mail": _read(path)})


def _folder() -> Path:
    if not settings.DEMONSTRATION or not settings.OUTBOX_FILE_DIR:
        raise Http404
    folder: Path = settings.OUTBOX_FILE_DIR
    return folder


def _read(path: Path) -> Letter:
    message = message_from_bytes(path.read_bytes(), policy=policy.default)
    return Letter(
        number=int(path.name.partition("-")[0]),
        sender=str(message["From"]),
        to=str(message["To"]),
        subject=str(message["Subject"]),
        sent=str(message["Date"]),
        text=_part(message, "plain"),
        html=_part(message, "html"),
    )


def _part(message: EmailMessage, kind: str) -> str:
    part = message.get_body((kind,))
    return str(part.get_content()) if part is not None else ""
