"""Check what somebody uploads by its content: the name and the browser may be wrong.

What passes is a PDF, JPEG, PNG or DOCX without macros. It is stored as it came, and
only ever served as a download.
"""

from __future__ import annotations

import hashlib
import io
import unicodedata
import zipfile
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import Any

import filetype
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext as _

MOST_BYTES = 10 * 1024 * 1024
_DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
ENDINGS = {
    "application/pdf": "pdf",
    "image/jpeg": "jpg",
    "image/png": "png",
    _DOCX: "docx",
}
_NAME = 100
# A text of ten million letters is no letter of nomination but a bomb.
_MOST_UNPACKED = 100 * 1024 * 1024
_MOST_ENTRIES = 2000
_ENDS = {
    "application/pdf": (b"%%EOF", 2048),
    "image/jpeg": (b"\xff\xd9", 64),
    "image/png": (b"IEND", 64),
}


@dataclass(frozen=True)
class Upload:
    """A file that was checked: its name is safe, its type is what it contains."""

    name: str
    media_type: str
    content: bytes

    @property
    def sha256(self) -> str:
        return hashlib.sha256(self.content).hexdigest()


def check(file: UploadedFile[Any]) -> Upload:
    """Return the file's checked content, or raise ValidationError saying what to do."""
    if file.size is not None and file.size > MOST_BYTES:
        raise _too_large()
    return check_bytes(file.read(MOST_BYTES + 1), file.name or "")


def check_bytes(content: bytes, name: str) -> Upload:
    if len(content) > MOST_BYTES:
        raise _too_large()
    if not content:
        raise ValidationError(_("The file is empty."), code="empty")
    media_type = _media_type(content)
    return Upload(_safe_name(name, media_type), media_type, content)


def _media_type(content: bytes) -> str:
    if zipfile.is_zipfile(io.BytesIO(content)):
        _check_docx(content)
        return _DOCX
    kind = filetype.guess(content)
    if kind is None or kind.mime not in _ENDS:
        raise ValidationError(
            _("Upload a PDF, a Word document (.docx), or a picture (JPEG, PNG)."),
            code="type",
        )
    mark, within = _ENDS[kind.mime]
    if mark not in content[-within:]:
        raise ValidationError(
            _("The file ends too early. Save it again and upload it anew."),
            code="broken",
        )
    return str(kind.mime)


def _check_docx(content: bytes) -> None:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            entries = archive.infolist()
    except (zipfile.BadZipFile, ValueError, NotImplementedError, OSError) as error:
        raise _not_word() from error
    names = {entry.filename for entry in entries}
    if not {"[Content_Types].xml", "word/document.xml"} <= names:
        raise _not_word()
    unpacked = sum(entry.file_size for entry in entries)
    if unpacked > _MOST_UNPACKED or len(entries) > _MOST_ENTRIES:
        raise ValidationError(_("The file unpacks to far too much."), code="bomb")
    if any(PurePosixPath(name).name == "vbaProject.bin" for name in names):
        raise ValidationError(
            _("The document contains macros. Save it without them (.docx)."),
            code="macros",
        )


def _safe_name(name: str, media_type: str) -> str:
    """Keep what a person recognises, without paths, controls or a false ending."""
    last = name.replace("\\", "/").rpartition("/")[2]
    plain = "".join(
        c for c in last if unicodedata.category(c)[0] not in "CZ" or c == " "
    )
    stem = plain.rpartition(".")[0] or plain
    return f"{stem.strip()[:_NAME] or _('file')}.{ENDINGS[media_type]}"


def _too_large() -> ValidationError:
    return ValidationError(
        _("The file is larger than %(size)s MB.") % {"size": MOST_BYTES // 2**20},
        code="large",
    )


def _not_word() -> ValidationError:
    return ValidationError(
        _("This is no Word document. Upload a PDF, a .docx, or a picture."), code="type"
    )
