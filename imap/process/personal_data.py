"""Nothing here is about a person: facts of the dialogue."""

from __future__ import annotations

from imap.core.privacy import not_personal

_REASON = "facts of the dialogue"

not_personal(
    "process.Meeting",
    _REASON,
    "code kind precision status places titles notes sources",
)
not_personal("process.Conclusion", _REASON, "texts sources")
not_personal("process.About", _REASON, "key titles texts sources")
