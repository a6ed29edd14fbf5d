"""Files that come with letters: looked into, never believed by their name."""

from __future__ import annotations

import hashlib
import struct
import unicodedata
import zipfile
from dataclasses import dataclass
from enum import StrEnum

import filetype
from django.core.exceptions import ValidationError

from imap.core.uploads import MOST_BYTES, check_bytes

_NAME = 120
_UNKNOWN = "application/octet-stream"
# What runs when it is opened. It stays in the mailbox and is not offered here.
_RUNS = {
    *("exe", "dll", "scr", "com", "bat", "cmd", "ps1", "vbs", "vbe", "js", "jse"),
    *("wsf", "wsh", "hta", "msi", "jar", "lnk", "reg", "iso", "img", "svg", "htm"),
    *("html", "xhtml", "shtml", "docm", "xlsm", "pptm", "xlam", "dotm", "one"),
}
# The first bytes of programs, whatever the file is called.
_STARTS = (b"MZ", b"\x7fELF", b"\xca\xfe\xba\xbe", b"#!")
_SAME = {"jpeg": "jpg", "jpe": "jpg"}


class Problem(StrEnum):
    NONE = ""
    UNCHECKED = "unchecked"  # kept, but of a kind that cannot be looked into
    ENDING = "ending"  # kept under the ending of what it is
    LARGE = "large"
    RUNS = "runs"
    BOMB = "bomb"
    MACROS = "macros"
    EMPTY = "empty"
    TOO_MANY = "too_many"


KEPT = {Problem.NONE, Problem.UNCHECKED, Problem.ENDING}
_BY_CODE = {
    "large": Problem.LARGE,
    "bomb": Problem.BOMB,
    "macros": Problem.MACROS,
    "empty": Problem.EMPTY,
}


@dataclass(frozen=True)
class File:
    """A file of a letter; `content` is None where it was not looked at."""

    name: str
    content: bytes | None
    size: int = 0


@dataclass(frozen=True)
class Checked:
    name: str
    media_type: str
    size: int
    sha256: str
    problem: Problem
    content: bytes


def check(file: File) -> Checked:
    """Say what a file is; it is kept only where `problem` is one of KEPT."""
    name = safe_name(file.name)
    if file.content is None:
        return Checked(name, "", file.size, "", Problem.TOO_MANY, b"")
    content = file.content
    name, media_type, problem = _judge(name, content)
    return Checked(
        name,
        media_type,
        len(content),
        hashlib.sha256(content).hexdigest(),
        problem,
        content if problem in KEPT else b"",
    )


def safe_name(name: str) -> str:
    """Keep what a person recognises, without paths or signs that cannot be seen."""
    last = name.replace("\\", "/").rpartition("/")[2]
    plain = "".join(
        each
        for each in last
        if unicodedata.category(each)[0] not in "CZ" or each == " "
    )
    stem, dot, ending = plain.strip(" .").rpartition(".")
    return f"{stem[:_NAME]}{dot}{ending[:20]}" or "file"


def _judge(name: str, content: bytes) -> tuple[str, str, Problem]:
    ending = _ending(name)
    if len(content) > MOST_BYTES:
        return name, _UNKNOWN, Problem.LARGE
    if ending in _RUNS or content.startswith(_STARTS):
        return name, _UNKNOWN, Problem.RUNS
    try:
        upload = check_bytes(content, name)
    except ValidationError as error:
        problem = _BY_CODE.get(str(error.code), Problem.UNCHECKED)
        return name, _guess(content), problem
    except (ValueError, OSError, struct.error, zipfile.BadZipFile, RuntimeError):
        return name, _UNKNOWN, Problem.UNCHECKED
    is_named_right = _SAME.get(ending, ending) == _ending(upload.name)
    problem = Problem.NONE if is_named_right else Problem.ENDING
    return (name if is_named_right else upload.name), upload.media_type, problem


def _guess(content: bytes) -> str:
    kind = filetype.guess(content)
    return str(kind.mime) if kind else _UNKNOWN


def _ending(name: str) -> str:
    return name.rpartition(".")[2].casefold() if "." in name else ""
