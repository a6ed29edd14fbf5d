"""One letter of the corpus with what must hold of it, and the bricks letters are of.

Bytes are laid here one by one: Python's own writer would smooth away what is odd.
"""

from __future__ import annotations

import base64
import quopri
from dataclasses import dataclass
from email.header import Header

TO = "bmp@icmpd.org"
DATE = "Mon, 24 Nov 2025 10:15:00 +0100"


@dataclass(frozen=True)
class Case:
    """A letter; `marks` and `files` are all there are, the words some of them."""

    name: str
    content: bytes
    # Words a reader must find unfolded, and words that must be folded away.
    says: tuple[str, ...] = ()
    folds: tuple[str, ...] = ()
    files: tuple[str, ...] = ()
    marks: frozenset[str] = frozenset()
    language: str = "en"
    nature: str = "letter"
    subject: str | None = None
    sender: str | None = None
    # The case whose thread it belongs to.
    answers: str = ""


def number_of(name: str) -> str:
    """Return the Message-ID of the case of that name."""
    return f"<{name.replace(' ', '-').casefold()}@corpus.example>"


def coded(text: str, charset: str = "utf-8") -> str:
    """Return text as a header carries it, folded as most programs do."""
    return text if text.isascii() else Header(text, charset, maxlinelen=70).encode()


def head(name: str, **fields: str) -> dict[str, str]:
    """Return the usual head of a case; a field given as "" is left out."""
    usual = {
        "Return-Path": "<ada@office.example>",
        "From": "Ada Lind <ada@office.example>",
        "To": TO,
        "Subject": "A question",
        "Date": DATE,
        "Message-ID": number_of(name),
        "MIME-Version": "1.0",
    }
    named = {key.replace("_", "-"): value for key, value in fields.items()}
    return {key: value for key, value in {**usual, **named}.items() if value}


def lines(fields: dict[str, str]) -> bytes:
    return "".join(f"{key}: {value}\n" for key, value in fields.items()).encode()


def text(
    content: str,
    kind: str = "text/plain",
    *,
    charset: str = "utf-8",
    coding: str = "8bit",
    **more: str,
) -> bytes:
    """Return a part of words in the charset that it says."""
    return part(
        f'{kind}; charset="{charset}"', content.encode(charset), coding=coding, **more
    )


def part(kind: str, content: bytes, *, coding: str = "7bit", **more: str) -> bytes:
    written = {
        "base64": base64.encodebytes,
        "quoted-printable": quopri.encodestring,
    }.get(coding, bytes)(content)
    named = {f"Content-{key.title()}": value for key, value in more.items()}
    fields = {"Content-Type": kind, "Content-Transfer-Encoding": coding, **named}
    return lines(fields) + b"\n" + written


def file(name: str, content: bytes, kind: str = "application/octet-stream") -> bytes:
    return part(
        f'{kind}; name="{name}"',
        content,
        coding="base64",
        disposition=f'attachment; filename="{name}"',
    )


def several(subtype: str, *parts: bytes, mark: str = "=_edge", more: str = "") -> bytes:
    """Return a multipart of these; those in each other need marks of their own."""
    edge = f"--{mark}".encode()
    body = b"".join(edge + b"\n" + each + b"\n" for each in parts)
    kind = f'Content-Type: multipart/{subtype}; boundary="{mark}"{more}\n\n'
    return kind.encode() + body + edge + b"--\n"


def whole(fields: dict[str, str], entity: bytes) -> bytes:
    """Return the letter as it lies on a server: every line ends with CR LF."""
    return (lines(fields) + entity).replace(b"\r\n", b"\n").replace(b"\n", b"\r\n")


def page(content: str) -> str:
    return f"<html><head><meta charset=utf-8></head><body>{content}</body></html>"
