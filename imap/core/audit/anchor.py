"""Anchors: the head of each chain, signed and written down outside the database.

Whoever rules the database can cut the end of a chain, write all of it anew with right
digests, or empty it; the chain by itself then tells nothing. An anchor does: a line of
a file (and of a daily mail) that says which digest an event had, signed with a key that
the database does not hold.

    {"at": "2026-11-27T19:00:00+00:00", "chains": [{"chain": "bmp", "number": 812,
     "event_at": "2026-11-27T18:41:09+00:00", "digest": "…"}], "signature": "…"}

The signature is Ed25519 (RFC 8032) in base64, over the line without it: JSON with
sorted keys and no spaces, in UTF-8.
"""

from __future__ import annotations

import base64
import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import (
    Ed25519PrivateKey,
    Ed25519PublicKey,
)
from django.conf import settings
from django.utils import timezone
from django.utils.dateparse import parse_datetime

from imap.core.audit.forgetting import KEPT_AT_LEAST
from imap.core.audit.models import AuditEvent, AuditHead

EVERY = timedelta(hours=1)
Line = dict[str, Any]


@dataclass(frozen=True)
class AnchorFault:
    """A line of the file that cannot be read or trusted, or is not what is kept now."""

    line: int
    chain: str
    number: int
    reason: str


class AnchorKeyError(ValueError):
    """A key that is none: 32 bytes in base64 are wanted."""


def signing_key() -> Ed25519PrivateKey | None:
    """Return the key of `AUDIT_ANCHOR_KEY`; None where none is set."""
    text = settings.AUDIT_ANCHOR_KEY
    return Ed25519PrivateKey.from_private_bytes(_bytes(text)) if text else None


def public_key(text: str = "") -> Ed25519PublicKey:
    """Return the key that a line is checked with: the one given, or that of ours."""
    if text:
        return Ed25519PublicKey.from_public_bytes(_bytes(text))
    own = signing_key()
    if own is None:
        raise AnchorKeyError("Set AUDIT_ANCHOR_KEY or give the public key.")
    return own.public_key()


def spelled(key: Ed25519PublicKey) -> str:
    return base64.b64encode(key.public_bytes_raw()).decode()


def line(key: Ed25519PrivateKey, chain: str = "") -> str:
    """Return the heads of all chains as they are now, or of one, signed."""
    told: Line = {"at": timezone.now().isoformat(), "chains": list(_heads(chain))}
    signature = base64.b64encode(key.sign(_signed(told))).decode()
    return json.dumps(told | {"signature": signature}, sort_keys=True)


def write_down() -> int:
    """Add a line to the file, at most once an hour; return how many were added."""
    key, path = signing_key(), settings.AUDIT_ANCHOR_FILE
    if key is None or _is_fresh(path):
        return 0
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("a", encoding="utf-8") as file:
        file.write(f"{line(key)}\n")
    return 1


def verify(lines: Iterable[str], key: Ed25519PublicKey) -> Iterator[AnchorFault]:
    """Yield each line that is not of this key, and each event that is not as it was."""
    for place, text in enumerate(lines, start=1):
        if not text.strip():
            continue
        told = _read(text, key)
        if told is None:
            yield AnchorFault(place, "", 0, "the line was not signed with this key")
            continue
        for head in told["chains"]:
            reason = _reason(head)
            if reason:
                yield AnchorFault(place, head["chain"], head["number"], reason)


def _heads(chain: str) -> Iterator[Line]:
    heads = AuditHead.objects.order_by("chain")
    for head in heads.filter(chain=chain) if chain else heads:
        last = AuditEvent.objects.filter(chain=head.chain, number=head.number).first()
        yield {
            "chain": head.chain,
            "number": head.number,
            "digest": head.digest,
            "event_at": last.at.isoformat() if last else "",
        }


def _reason(head: Line) -> str:
    """Say what is wrong with a chain that once ended with this event, if anything."""
    if head["number"] == 0:
        return ""
    kept = AuditHead.objects.filter(chain=head["chain"]).first()
    if kept is None:
        return "the chain is gone"
    if kept.number < head["number"]:
        return "the end of the chain was cut off"
    if kept.start_number >= head["number"]:
        return "" if _may_be_gone(head) else "the start of the chain was moved"
    event = AuditEvent.objects.filter(chain=kept.chain, number=head["number"]).first()
    if event is None:
        return "the event is gone"
    return "" if event.digest == head["digest"] else "the event was written anew"


def _may_be_gone(head: Line) -> bool:
    """Events go when they are old; nothing younger is ever before the start."""
    at = parse_datetime(head["event_at"])
    return at is not None and at < timezone.now() - KEPT_AT_LEAST


def _is_fresh(path: Path) -> bool:
    if not path.exists():
        return False
    written = datetime.fromtimestamp(path.stat().st_mtime, tz=UTC)
    return timezone.now() - written < EVERY


def _read(text: str, key: Ed25519PublicKey) -> Line | None:
    """Return what a line says, if it is one and this key has signed it."""
    try:
        told: Line = json.loads(text)
        signature = _decoded(told.pop("signature"))
        key.verify(signature, _signed(told))
    except (ValueError, KeyError, AttributeError, TypeError, InvalidSignature):
        return None
    return told


def _signed(told: Line) -> bytes:
    return json.dumps(told, sort_keys=True, separators=(",", ":")).encode()


def _bytes(text: str) -> bytes:
    made = _decoded(text)
    if len(made) != 32:
        raise AnchorKeyError("A key is 32 bytes in base64.")
    return made


def _decoded(text: str) -> bytes:
    try:
        return base64.b64decode(text, validate=True)
    except ValueError as error:
        raise AnchorKeyError("A key or signature is written in base64.") from error
