"""Charsets and codings: what offices of five scripts have set their programs to."""

from __future__ import annotations

from collections.abc import Iterator

from tests.mailbox.corpus.case import Case, coded, head, part, text, whole
from tests.mailbox.corpus.voices import SENTENCES

CHARSETS = {
    "us-ascii": "en",
    "utf-8": "ka",
    "koi8-r": "ru",
    "koi8-u": "uk",
    "windows-1251": "ru",
    "iso-8859-5": "ru",
    "cp866": "ru",
    "iso-8859-1": "fr",
    "iso-8859-15": "fr",
    "windows-1252": "fr",
    "iso-8859-6": "ar",
    "windows-1256": "ar",
    "windows-1254": "tr",
    "gb18030": "zh",
    "gb2312": "zh",
    "utf-16": "hy",
}
CODINGS = ("8bit", "quoted-printable", "base64")


def cases() -> Iterator[Case]:
    for charset, code in CHARSETS.items():
        sentence, guessed = SENTENCES[code]
        for coding in CODINGS:
            # Lines of UTF-16 hold NUL and CR: no program sends it but as base64.
            if charset == "utf-16" and coding != "base64":
                continue
            name = f"{charset} {coding}"
            in_head = "utf-8" if charset == "utf-16" else charset
            yield Case(
                name,
                whole(
                    head(name, Subject=coded(sentence, in_head)),
                    text(f"{sentence}\n", charset=charset, coding=coding),
                ),
                says=(sentence,),
                language=guessed,
                subject=sentence,
            )
    yield from _misnamed()
    yield from _called_otherwise()


def _misnamed() -> Iterator[Case]:
    """Charsets under names, or with bytes, that are not quite theirs."""
    russian, turkish = SENTENCES["ru"][0], SENTENCES["tr"][0]
    quotes = "“Dear colleagues” – please confirm…"
    yield _raw("no charset but utf-8", "text/plain", russian.encode(), russian, "ru")
    yield _raw(
        "no charset but windows-1251",
        "text/plain",
        russian.encode("cp1251"),
        *(russian, "ru", "charset"),
    )
    for called in ("cp-1251", "cp1251", '"Windows-1251"', "WIN-1251", "x-cp1251"):
        kind = f"text/plain; charset={called}"
        yield _raw(
            f"called {called}".replace('"', "'"),
            kind,
            russian.encode("cp1251"),
            *(russian, "ru", ""),
        )
    yield _raw(
        "iso-8859-1 with the quotes of Windows",
        "text/plain; charset=iso-8859-1",
        quotes.encode("cp1252"),
        *(quotes, "en", ""),
    )
    yield _raw(
        "iso-8859-9 with the quotes of Windows",
        "text/plain; charset=iso-8859-9",
        turkish.encode("cp1254"),
        *(turkish, "en", ""),
    )
    yield _raw(
        "gb2312 with a sign of gbk",
        "text/plain; charset=gb2312",
        SENTENCES["zh of gbk"][0].encode("gbk"),
        *(*SENTENCES["zh of gbk"], ""),
    )


def _called_otherwise() -> Iterator[Case]:
    russian = SENTENCES["ru"][0]
    for called in ("utf8", "UTF-8", "unicode-1-1-utf-8"):
        kind = f"text/plain; charset={called}"
        yield _raw(f"called {called}", kind, russian.encode(), russian, "ru")
    yield _raw(
        "ascii that is utf-8",
        "text/plain; charset=us-ascii",
        "Zoé".encode(),
        *("Zoé", "en", "charset"),
    )
    yield _raw(
        "iso-8859-8-i",
        "text/plain; charset=iso-8859-8-i",
        "שלום רב".encode("iso-8859-8"),
        *("שלום רב", "en", ""),
    )


def _raw(
    name: str, kind: str, content: bytes, says: str, language: str, mark: str = ""
) -> Case:
    return Case(
        name,
        whole(head(name), part(kind, content + b"\n", coding="8bit")),
        says=(says,),
        language=language,
        marks=frozenset({mark} - {""}),
    )
