"""Error pages in the reader's language, and the two addresses for monitoring."""

from __future__ import annotations

import sys

from django.conf import settings
from django.contrib.sessions.exceptions import SessionInterrupted
from django.core.exceptions import RequestDataTooBig, TooManyFieldsSent
from django.db import InterfaceError, OperationalError, connection
from django.db.migrations.executor import MigrationExecutor
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from imap.core import language, worker

_SECONDS = "60"


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return render(request, "core/404.html", status=404)


def not_allowed(
    request: HttpRequest, exception: Exception | None = None
) -> HttpResponse:
    return render(request, "core/403.html", status=403)


def bad_request(
    request: HttpRequest, exception: Exception | None = None
) -> HttpResponse:
    # Django takes a session that it cannot save for one that was ended meanwhile.
    if _is_database_away(exception):
        return server_error(request)
    if isinstance(exception, RequestDataTooBig | TooManyFieldsSent):
        return _too_much(request)
    return render(request, "core/400.html", status=400)


def _too_much(request: HttpRequest) -> HttpResponse:
    """Answer 413: a form holds more text or more fields than is read at all."""
    if request.headers.get("Accept", "").startswith("application/json"):
        words = _("The text is too long to be read. Nothing was saved; divide it.")
        return JsonResponse({"words": words}, status=413)
    context = {
        "megabytes": settings.DATA_UPLOAD_MAX_MEMORY_SIZE // 2**20,
        "fields": settings.DATA_UPLOAD_MAX_NUMBER_FIELDS,
    }
    return render(request, "core/413_form.html", context, status=413)


def server_error(request: HttpRequest) -> HttpResponse:
    """Answer without the request's context: the database may be what failed."""
    code = language.current()
    context = {"language_code": code, "direction": language.direction(code)}
    # Django calls this while it handles the exception.
    if _is_database_away(sys.exc_info()[1]):
        page = render_to_string("core/503.html", context)
        return HttpResponse(page, status=503, headers={"Retry-After": _SECONDS})
    return HttpResponse(render_to_string("core/500.html", context), status=500)


def _is_database_away(error: BaseException | None) -> bool:
    if isinstance(error, SessionInterrupted):
        # What the database said stands behind what the session made of it.
        update = error.__context__
        error = update.__context__ if update else None
    return isinstance(error, OperationalError | InterfaceError)


def stale(request: HttpRequest, message: str) -> HttpResponse:
    """Answer 409: the step is not possible from the state the object is in now."""
    return render(request, "core/409.html", {"message": message}, status=409)


def csrf_failed(request: HttpRequest, reason: str = "") -> HttpResponse:
    return render(request, "core/csrf.html", status=403)


@require_safe
@never_cache
def healthz(request: HttpRequest) -> HttpResponse:
    return HttpResponse("ok\n", content_type="text/plain")


@require_safe
@never_cache
def readyz(request: HttpRequest) -> HttpResponse:
    """Answer 200 when the database answers and every migration is applied.

    A queue that is away is told, but no reason to take the portal out of service.
    """
    executor = MigrationExecutor(connection)
    waiting = executor.migration_plan(executor.loader.graph.leaf_nodes())
    if waiting:
        return HttpResponse("migrations waiting\n", "text/plain", 503)
    return HttpResponse(f"ready, queue {worker.state()}\n", content_type="text/plain")


@require_safe
def robots(request: HttpRequest) -> HttpResponse:
    return HttpResponse("User-agent: *\nDisallow: /\n", content_type="text/plain")
