"""Bodies of the map's data: made when the figures change, then one look-up each.

`<series>` has the figures with the digits that are printed, so that map, hover and
table cannot differ; files have them as published. `catalogue` says which series hold
figures of the i-Map's states, and when. `flows` says the same of flows;
`flows:<state>`, made for its first reader, has those of one state.
"""

from __future__ import annotations

import gzip
import hashlib
import json
from typing import Any

import brotli
from django.utils import timezone

from imap.map.bodies import CATALOGUE, FLOWS, content
from imap.map.models import Payload
from imap.statistics.versions import data_version, version_text

# Goes up when the form of the answers changes, so that none in an old form is sent.
FORM = 5


def get(dialogue: str, key: str) -> Payload | None:
    """Return a stored answer, made anew if the figures changed; None if unknown."""
    stored = (
        Payload.objects.with_data_version().filter(dialogue=dialogue, key=key).first()
    )
    if stored is not None and _is_fresh(stored):
        return stored
    return make(dialogue, key)


def read(dialogue: str, key: str) -> dict[str, Any] | None:
    """Return the content of a stored answer."""
    payload = get(dialogue, key)
    return None if payload is None else json.loads(bytes(payload.body))


def make(dialogue: str, key: str) -> Payload | None:
    # Read before the figures: should they change meanwhile, the answer counts as old.
    version = _version(data_version())
    answer = content(dialogue, key)
    if answer is None:
        return None
    body = json.dumps(answer, separators=(",", ":"), ensure_ascii=False).encode()
    stored, _is_new = Payload.objects.update_or_create(
        dialogue_id=dialogue, key=key, defaults=_packed(body, version)
    )
    return stored


def make_all(dialogue: str) -> int:
    """Make what is missing or out of date; return how many answers were made."""
    fresh = _fresh_keys(dialogue)
    wanted = [CATALOGUE, FLOWS, *_keys(dialogue)]
    made = [key for key in wanted if key not in fresh]
    for key in made:
        make(dialogue, key)
    return len(made)


def _keys(dialogue: str) -> list[str]:
    catalogue = read(dialogue, CATALOGUE) or {"series": {}}
    return list(catalogue["series"])


def _fresh_keys(dialogue: str) -> set[str]:
    """Return the keys of all answers that are up to date, in one query."""
    stored = Payload.objects.with_data_version().filter(dialogue=dialogue)
    rows = stored.defer("body", "brotli", "gzip")
    return {row.key for row in rows if _is_fresh(row)}


def _is_fresh(stored: Payload) -> bool:
    now = vars(stored)
    version = _version(version_text(now["number_now"], now["changed_now"]))
    return stored.version == version and stored.made_on == timezone.localdate()


def _version(figures: str) -> str:
    return f"{FORM}-{figures}"


def _packed(body: bytes, version: str) -> dict[str, Any]:
    return {
        "version": version,
        "made_on": timezone.localdate(),
        "body": body,
        "brotli": brotli.compress(body, quality=11),
        "gzip": gzip.compress(body, 9, mtime=0),
        "etag": hashlib.sha256(body).hexdigest()[:20],
    }
