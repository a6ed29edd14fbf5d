"""Compare the catalogues with the strings in the sources.

Each translatable string has a finished translation, and no entry is left over. The
strings are collected in a copy, so that a check changes nothing.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory

from babel.messages.catalog import Catalog, Message
from babel.messages.pofile import read_po

ROOT = Path(__file__).resolve().parent.parent
LANGUAGES = ("ru", "fr")
SOURCES = ("imap", "accounts", "profiles", "templates")
# What xgettext leaves open in a catalogue of no language.
PLURALS = "nplurals=2; plural=n != 1"


def collected() -> Catalog:
    """Return what makemessages finds in the sources."""
    with TemporaryDirectory() as folder:
        copy = Path(folder)
        for name in SOURCES:
            ignore = shutil.ignore_patterns("__pycache__", "*.po", "*.mo")
            shutil.copytree(ROOT / name, copy / name, ignore=ignore)
        shutil.copy(ROOT / "manage.py", copy)
        (copy / "imap" / "locale").mkdir(exist_ok=True)
        subprocess.run(
            [
                *(sys.executable, "manage.py", "makemessages", "--keep-pot"),
                *("--settings=imap.settings.test", "--verbosity=0", "--locale=en"),
            ],
            cwd=copy,
            check=True,
        )
        found = (copy / "imap" / "locale" / "django.pot").read_text(encoding="utf-8")
        return _parse(found.replace("nplurals=INTEGER; plural=EXPRESSION", PLURALS))


def _parse(text: str) -> Catalog:
    return read_po(BytesIO(text.encode()), abort_invalid=True)


def _by_key(catalog: Catalog) -> dict[tuple[str | None, str], Message]:
    return {(m.context, _first(m.id)): m for m in catalog if m.id}


def _first(text: object) -> str:
    return str(text[0]) if isinstance(text, list | tuple) else str(text)


def _finished(message: Message) -> bool:
    texts = message.string if isinstance(message.string, tuple) else (message.string,)
    return all(texts) and not message.fuzzy


def faults(language: str, wanted: Catalog) -> Iterator[str]:
    path = ROOT / "imap" / "locale" / language / "LC_MESSAGES" / "django.po"
    if not path.exists():
        yield f"{language}: there is no {path.relative_to(ROOT)}"
        return
    catalog = _parse(path.read_text(encoding="utf-8"))
    there, needed = _by_key(catalog), _by_key(wanted)
    for key in needed.keys() - there.keys():
        yield f"{language}: missing: {key[1]!r}"
    for key in there.keys() - needed.keys():
        yield f"{language}: left over: {key[1]!r}"
    for key, message in there.items():
        if not _finished(message):
            yield f"{language}: untranslated or fuzzy: {key[1]!r}"
        for error in message.check(catalog):
            yield f"{language}: {error}: {key[1]!r}"
    for text in catalog.obsolete:
        yield f"{language}: obsolete: {_first(text)!r}"


def main() -> int:
    wanted = collected()
    found = sorted(fault for name in LANGUAGES for fault in faults(name, wanted))
    sys.stdout.writelines(f"{fault}\n" for fault in found)
    return int(bool(found))


if __name__ == "__main__":
    sys.exit(main())
