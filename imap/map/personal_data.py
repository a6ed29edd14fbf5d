"""Nothing here is about a person: answers of the map, ready made."""

from __future__ import annotations

from imap.core.privacy import not_personal

_REASON = "answers of the map, ready made"

not_personal("map.Payload", _REASON, "key version body brotli gzip etag")
