"""Letters in parts: versions, pictures, files, letters in letters."""

from __future__ import annotations

from collections.abc import Iterator

from tests.mailbox.corpus.case import Case, file, head, page, part, several, text, whole

PNG = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000001000000010802000000907753de0000000c49444154"
    "08d763f8cfc000000301010018dd8db00000000049454e44ae426082"
)
PDF = b"%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n"
OWN, OLD = "Here are my words.", "Their earlier words."

# How programs write the name of a file, and how a person reads it.
NAMES = {
    "plain name": ('filename="note.pdf"', "note.pdf"),
    "name without marks": ("filename=note.pdf", "note.pdf"),
    "name of RFC 2231": (
        "filename*=utf-8''%D0%BD%D0%BE%D1%82%D0%B0.pdf",
        "нота.pdf",
    ),
    "name of RFC 2231 in parts": (
        (
            "filename*0*=utf-8''%D0%BD%D0%BE;\n filename*1*=%D1%82%D0%B0;\n"
            ' filename*2=".pdf"'
        ),
        "нота.pdf",
    ),
    "name of RFC 2231 torn in a letter": (
        "filename*0*=utf-8''%D0%BD%D0;\n filename*1*=%BE%D1%82%D0%B0.pdf",
        "нота.pdf",
    ),
    "name of RFC 2231 in koi8-r": (
        "filename*=koi8-r''%CE%CF%D4%C1.pdf",
        "нота.pdf",
    ),
    "name in coded words": ('filename="=?utf-8?B?0L3QvtGC0LAucGRm?="', "нота.pdf"),
    "name in two coded words": (
        'filename="=?utf-8?B?0L3QvtGC0LA=?=\n =?utf-8?B?LnBkZg==?="',
        "нота.pdf",
    ),
    "name in raw utf-8": ('filename="нота.pdf"', "нота.pdf"),
    "name with a path": ('filename="C:\\\\dir\\\\note.pdf"', "note.pdf"),
    "name that climbs": ('filename="../../etc/note.pdf"', "note.pdf"),
    "name turned round": ("filename*=utf-8''a%E2%80%AEb.pdf", "ab.pdf"),
}


def _case(name: str, entity: bytes, *says: str, **more: object) -> Case:
    known = {"name": name, "content": whole(head(name), entity), "says": says or (OWN,)}
    return Case(**{**known, **more})  # type: ignore[arg-type]


def letter_within(content: str = OLD, entity: bytes = b"") -> bytes:
    fields = head("within", From="Petar <petar@else.example>", Subject="Earlier")
    inner = whole(fields, entity or text(f"{content}\n"))
    return part("message/rfc822", inner)


def cases() -> Iterator[Case]:
    yield from _versions()
    yield from _pictures()
    yield from _names()
    yield from _letters()
    yield from _plain()


def _versions() -> Iterator[Case]:
    plain, html = text(OWN), text(page(f"<p>{OWN}</p>"), "text/html")
    yield _case("plain and page", several("alternative", plain, html))
    yield _case("page and then plain", several("alternative", html, plain))
    yield _case("page alone", html)
    yield _case(
        "page with script and style",
        text(
            page(f"<style>p{{x}}</style><script>evil()</script><p>{OWN}"), "text/html"
        ),
    )
    yield _case("empty plain beside a page", several("alternative", text(""), html))
    long = page(f"<p>{OWN}</p>" * 20)
    stub = text("Your program shows no HTML.")
    yield _case(
        "stub beside a page", several("alternative", stub, text(long, "text/html"))
    )
    yield _case(
        "plain with a footer of a list",
        several("mixed", plain, text("-- \nMigration list")),
        *(OWN, "Migration list"),
    )
    enriched = text(f"<bold>{OWN}</bold> <<3 kB", "text/enriched")
    yield _case("enriched alone", enriched, OWN, "<3 kB")
    yield _case("plain and enriched", several("alternative", plain, enriched))
    rtf = part("text/rtf", b"{\\rtf1 Here}", disposition="inline")
    yield _case("plain and rtf", several("mixed", plain, rtf), files=("file.rtf",))
    flowed = "Here are\nmy words. \nThey flow \nover lines.\n"
    yield _case(
        "format flowed",
        part('text/plain; charset="utf-8"; format=flowed', flowed.encode()),
        *("Here are my words.", "They flow over lines."),
    )
    yield _case(
        "amp page", several("alternative", plain, text("x", "text/x-amp-html"), html)
    )


def _pictures() -> Iterator[Case]:
    html = text(page(f'<p>{OWN}</p><img src="cid:logo@x">'), "text/html")
    picture = part('image/png; name="logo.png"', PNG, coding="base64", id="<logo@x>")
    nameless = part("image/png", PNG, coding="base64", id="<logo@x>")
    yield _case(
        "picture in the page", several("related", html, picture), files=("logo.png",)
    )
    yield _case(
        "picture without a name",
        several("related", html, nameless),
        files=("file.png",),
    )
    inner = several("related", html, picture, mark="=_in", more='; type="text/html"')
    yield _case(
        "Apple's picture within a version",
        several("alternative", text(OWN), inner),
        files=("logo.png",),
    )
    versions = several("alternative", text(OWN), inner, mark="=_mid")
    yield _case(
        "Outlook's three boxes",
        several("mixed", versions, file("note.pdf", PDF, "application/pdf")),
        files=("logo.png", "note.pdf"),
    )
    yield _case(
        "words before and after a picture",
        several("mixed", text("Before."), picture, text("After.")),
        *("Before.", "After."),
        files=("logo.png",),
    )


def _names() -> Iterator[Case]:
    for name, (disposition, reads) in NAMES.items():
        attached = part(
            "application/pdf",
            PDF,
            coding="base64",
            disposition=f"attachment;\n {disposition}",
        )
        yield _case(name, several("mixed", text(OWN), attached), files=(reads,))
    # Old programs name a file in the type alone.
    typed = part(
        'application/pdf;\n name="=?koi8-r?B?zs/UwQ==?=.pdf"', PDF, coding="base64"
    )
    yield _case(
        "name in the type", several("mixed", text(OWN), typed), files=("нота.pdf",)
    )
    yield _case("a file alone", file("note.pdf", PDF), files=("note.pdf",), says=())
    attached = text("A list.", disposition='attachment; filename="list.txt"')
    yield _case(
        "words as a file", several("mixed", text(OWN), attached), files=("list.txt",)
    )
    nothing = file("empty.pdf", b"")
    yield _case(
        "an empty file", several("mixed", text(OWN), nothing), files=("empty.pdf",)
    )
    uu = "begin 644 a.txt\n#0V%T\n`\nend\n"
    yield _case("uuencoded below the words", text(f"{OWN}\n\n{uu}"))


def _letters() -> Iterator[Case]:
    within = letter_within()
    yield _case(
        "forwarded as a file",
        several("mixed", text(OWN), within),
        files=("Earlier.eml",),
    )
    yield _case("a letter alone", within, says=(), files=("Earlier.eml",))
    # Forwarded once more, with the first one within.
    inner = several("mixed", text(OLD), letter_within("First words."), mark="=_in")
    twice = letter_within("", inner)
    yield _case(
        "forwarded twice", several("mixed", text(OWN), twice), files=("Earlier.eml",)
    )
    digest = several("digest", within, letter_within("More."), mark="=_digest")
    yield _case(
        "a digest",
        several("mixed", text(OWN), digest),
        files=("Earlier.eml", "Earlier.eml"),
    )
    named = within.replace(b"rfc822", b'rfc822; name="old.eml"')
    yield _case(
        "a named letter", several("mixed", text(OWN), named), files=("old.eml",)
    )
    inline = (
        f"{OWN}\n\n---------- Forwarded message ---------\nFrom: Petar <p@x.example>\n"
        "Date: Mon, Nov 24, 2025 at 9:00 AM\nSubject: Earlier\nTo: a@b.example\n\n"
        f"{OLD}\n"
    )
    yield _case("forwarded by Gmail", text(inline), folds=(OLD,))
    moz = f"{OWN}\n\n-------- Forwarded Message --------\nSubject: \tEarlier\n\n{OLD}\n"
    yield _case("forwarded by Thunderbird", text(moz), folds=(OLD,))
    begin = (
        f"{OWN}\n\nBegin forwarded message:\n\nFrom: Petar <p@x.example>\n"
        f"Subject: Earlier\nDate: 24 November 2025\nTo: a@b.example\n\n{OLD}\n"
    )
    yield _case("forwarded by Apple Mail", text(begin), folds=(OLD,))


def _plain() -> Iterator[Case]:
    yield _case("empty body", text(""), says=())
    yield _case("body of blank lines", text("\n\n \n"), says=())
    yield _case("no type at all", f"\n{OWN}\n".encode())
    yield _case(
        "lines of LF alone",
        text(OWN),
        content=whole(head("lf"), text(OWN)).replace(b"\r\n", b"\n"),
    )
    yield _case("dots at the start of a line", text(f"..\n{OWN}\n.\n"))
    yield _case("From at the start of a line", text(f">From here\n\n{OWN}\n"))
    yield _case(
        "answer between the lines",
        text(f"> {OLD}\n{OWN}\n> Old.\nYes.\n"),
        *(OWN, "Yes."),
        folds=(OLD,),
    )
    yield _case("overrides in the words", text("Here \u202eare\u202c my words."))
    yield _case("text without an end of line", part("text/plain", OWN.encode()))
    yield _case(
        "base64 on one line",
        part("text/plain", b"SGVyZSBhcmUgbXkgd29yZHMu").replace(b"7bit", b"base64"),
    )
    yield _case(
        "quoted-printable with a soft end",
        part("text/plain", b"Here are =\nmy wo=72ds.").replace(
            b"7bit", b"quoted-printable"
        ),
    )
    yield _case("no end of the box", several("mixed", text(OWN))[:-7])
    yield _case(
        "words before the box",
        b'Content-Type: multipart/mixed; boundary="e"\n\nThis is MIME.\n--e\n'
        + text(OWN)
        + b"\n--e--\n",
    )
    yield _case("a very long line", text("Here are my words. " * 400))
