"""Bytes to text, whatever charset a letter claims; and text that databases take."""

from __future__ import annotations

import codecs
from contextlib import suppress

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
# What programs call others, and what Python does not know them by.
_CALLED = {
    "win-1251": "cp1251",
    "cp-1251": "cp1251",
    "x-cp1251": "cp1251",
    "unicode-1-1-utf-8": "utf-8",
    "iso-8859-6-i": "iso8859-6",
    "iso-8859-8-i": "iso8859-8",
    "x-mac-cyrillic": "mac-cyrillic",
    "x-gbk": "gb18030",
}
# Windows writes its own signs under these names; browsers read them so, too.
_WIDER = {
    "iso8859-1": "cp1252",
    "iso8859-9": "cp1254",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "euc_kr": "cp949",
    "shift_jis": "cp932",
}
# Said by programs that then write anything.
_ASCII = {"us-ascii", "ascii", "unknown-8bit", "x-unknown", "8bit"}


def decode(content: bytes, charset: str) -> tuple[str, bool]:
    """Return the text, and whether the bytes were what the letter said they are."""
    name = _known(charset)
    if name:
        for each in (_WIDER.get(name, name), name):
            with suppress(UnicodeError, ValueError):
                return plain(content.decode(each)), True
        return plain(content.decode(name, "replace")), False
    said = _folded(charset)
    for usual in _USUAL:
        try:
            text = content.decode(usual)
        except UnicodeError:
            continue
        # Hardly anything but UTF-8 reads as UTF-8: no alarm where nothing else is said.
        is_right = said == "" and usual == "utf-8"
        return plain(text), is_right or (content.isascii() and said in _ASCII)
    return plain(content.decode("latin-1")), False


def plain(text: str) -> str:
    """Leave out what no database stores: NUL and halves of characters."""
    if "\0" in text:
        text = text.replace("\0", "\ufffd")
    return text.encode("utf-8", "replace").decode("utf-8")


def _folded(charset: str) -> str:
    name = charset.strip().strip("\"'").casefold()
    return _CALLED.get(name, name)


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
