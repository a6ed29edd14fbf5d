"""Who else has a section open, for whoever has it open as well."""

from __future__ import annotations

from django.http import JsonResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from imap.core.access import DialogueRequest
from profiles import permissions
from profiles.edit_views import place_of
from profiles.editing import presence
from profiles.editing.presence import Presence


@require_POST
def here(request: DialogueRequest, dialogue: str, **names: str) -> JsonResponse:
    """Answer the sign that a page gives of itself every half minute."""
    place = place_of(request, dialogue, names)
    is_writing = request.POST.get("writing") == "on" and permissions.may_write(
        request.access, place.edition, place.section.code
    )
    others = presence.note(place, request.user, is_writing=is_writing)
    return JsonResponse({"others": [_told(each) for each in others]})


def _told(person: Presence) -> str:
    # Since when somebody reads is nobody's business.
    if person.writing_since is None:
        return _("%(name)s has this section open.") % {"name": person.name}
    since = timezone.localtime(person.writing_since)
    return _("%(name)s is here, writing since %(time)s.") % {
        "name": person.name,
        "time": f"{since:%H:%M}",
    }
