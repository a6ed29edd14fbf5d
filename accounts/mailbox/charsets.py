"""Bytes to text, whatever charset a letter claims; and text that databases take."""

from __future__ import annotations

import codecs

# Codecs that are no charsets of letters, and some that take time without end.
_NOT = {
    "idna",
    "punycode",
    "unicode_escape",
    "raw_unicode_escape",
    "undefined",
    "mbcs",
    "oem",
    "utf-7",
}
_USUAL = ("utf-8", "cp1251", "cp1252")
# Said by programs that then write anything.
_ASCII = {"us-ascii", "ascii", "unknown-8bit", "x-unknown", "8bit"}


def decode(content: bytes, charset: str) -> tuple[str, bool]:
    """Return the text, and whether the bytes were what the letter said they are."""
    name = _known(charset)
    if name:
        try:
            return plain(content.decode(name)), True
        except (UnicodeError, ValueError):
            return plain(content.decode(name, "replace")), False
    is_right = content.isascii() and _folded(charset) in {"", *_ASCII}
    for usual in _USUAL:
        try:
            return plain(content.decode(usual)), is_right
        except UnicodeError:
            continue
    return plain(content.decode("latin-1")), False


def plain(text: str) -> str:
    """Leave out what no database stores: NUL and halves of characters."""
    if "\0" in text:
        text = text.replace("\0", "\ufffd")
    return text.encode("utf-8", "replace").decode("utf-8")


def _folded(charset: str) -> str:
    return charset.strip().strip("\"'").casefold()


def _known(charset: str) -> str:
    cleaned = _folded(charset)
    if cleaned in _ASCII:
        return ""
    try:
        name = codecs.lookup(cleaned).name
        "".encode(name).decode(name)
    except (LookupError, ValueError, TypeError, UnicodeError):
        return ""
    return "" if name in _NOT else name
