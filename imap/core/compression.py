"""A page of which a part was compressed once, beforehand, sent as one gzip stream.

A deflate stream (RFC 1951) may be made in stretches: each ends on a whole byte and
looks back at nothing before its own beginning. So what never changes is compressed
when it is made, and a request compresses no more than what stands around it.
"""

from __future__ import annotations

import secrets
import struct
import zlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

# Deflate alone: the head and the sum of gzip are those of the whole page.
_BARE = -zlib.MAX_WBITS
# A gzip head with a name in it, as Django writes it: of a length by chance, so that the
# length of a page tells nothing of its secrets.
_HEAD = b"\x1f\x8b\x08\x08\x00\x00\x00\x00\x00\xff"
_MOST_PADDING = 100
_BEST, _QUICK = 9, 6


@dataclass(frozen=True)
class Stretch:
    """Bytes as they are and as a stretch of a deflate stream."""

    plain: bytes
    packed: bytes


def packed(texts: Iterable[str]) -> Iterator[bytes]:
    """Yield texts as stretches that look back at each other: to be sent in this order.

    An empty text makes an empty stretch.
    """
    packer = zlib.compressobj(_BEST, zlib.DEFLATED, _BARE)
    for text in texts:
        if text:
            yield packer.compress(text.encode()) + packer.flush(zlib.Z_SYNC_FLUSH)
        else:
            yield b""


def gzipped(before: bytes, kept: list[Stretch], after: bytes) -> bytes:
    """Return a page as a gzip file: what stands before and after, the kept between."""
    first = zlib.compressobj(_QUICK, zlib.DEFLATED, _BARE)
    last = zlib.compressobj(_QUICK, zlib.DEFLATED, _BARE)
    plain = [before, *(each.plain for each in kept), after]
    checksum = 0
    for part in plain:
        checksum = zlib.crc32(part, checksum)
    size = sum(map(len, plain)) & 0xFFFFFFFF
    parts = [
        _HEAD + b"a" * secrets.randbelow(_MOST_PADDING) + b"\0",
        first.compress(before) + first.flush(zlib.Z_SYNC_FLUSH),
        *(each.packed for each in kept),
        last.compress(after) + last.flush(),
        struct.pack("<II", checksum, size),
    ]
    return b"".join(parts)
