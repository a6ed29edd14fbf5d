"""Heads: coded words, odd senders, odd dates, missing and doubled lines."""

from __future__ import annotations

import base64
from collections.abc import Iterator

from tests.mailbox.corpus.case import Case, coded, head, number_of, text, whole

WORDS = "Please see to it.\n"
RUSSIAN = "О порядке получения доступа сотрудниками министерства к порталу"


def _b(content: bytes) -> str:
    return base64.b64encode(content).decode()


def _case(name: str, *marks: str, **fields: str) -> Case:
    """Return a plain letter under that head; `subject` and `sender` are checked."""
    subject, sender = fields.pop("reads", None), fields.pop("comes_from", None)
    return Case(
        name,
        whole(head(name, **fields), text(WORDS)),
        says=("Please see to it.",),
        marks=frozenset(marks),
        subject=subject,
        sender=sender,
        language=fields.get("language", "en"),
    )


def cases() -> Iterator[Case]:
    yield from _subjects()
    yield from _odd_subjects()
    yield from _senders()
    yield from _doubtful_senders()
    yield from _dates()
    yield from _numbers()


def _subjects() -> Iterator[Case]:
    content = RUSSIAN.encode()
    # The cut goes through the middle of a letter of two bytes.
    torn = [content[:21], content[21:44], content[44:]]
    broken = "\n ".join(f"=?utf-8?B?{_b(each)}?=" for each in torn)
    as_koi = RUSSIAN.encode("koi8-r")
    words = {
        "words torn inside a letter": broken,
        "words on one line": broken.replace("\n", ""),
        "words without a space between": broken.replace("\n ", ""),
        "words in koi8-r": (
            f"=?KOI8-R?B?{_b(as_koi[:30])}?=\n\t=?koi8-r?b?{_b(as_koi[30:])}?="
        ),
        "words with a language": f"=?utf-8*ru?B?{_b(content)}?=",
        "words in windows-1251": coded(RUSSIAN, "windows-1251"),
        "raw utf-8 in the subject": RUSSIAN,
    }
    for name, subject in words.items():
        yield Case(
            name,
            whole(head(name, Subject=subject), text(f"{RUSSIAN}.\n")),
            says=(RUSSIAN,),
            language="ru",
            subject=RUSSIAN,
        )


def _odd_subjects() -> Iterator[Case]:
    yield _case("no subject", Subject="", reads="")
    yield _case("subject of spaces", Subject="   ", reads="")
    yield _case("subject on two lines", Subject="One\n two", reads="One two")
    yield _case(
        *("new line in a coded subject",),
        Subject="=?utf-8?Q?Hello=0D=0ABcc:_eve@else.example?=",
        reads="Hello Bcc: eve@else.example",
    )
    yield _case(
        *("new line in a coded sender",),
        From="=?utf-8?Q?Ada=0ASubject:_x?= <ada@office.example>",
        comes_from="ada@office.example",
    )
    yield _case(
        *("override in the subject", "hidden"),
        Subject=coded("Invoice \u202efdp.exe"),
        reads="Invoice fdp.exe",
    )
    yield _case(
        *("isolates in the subject", "hidden"),
        Subject=coded("Note \u2066abc\u2069"),
        reads="Note abc",
    )
    yield _case(
        *("zero width in the subject", "hidden"),
        Subject=coded("Pass\u200bword"),
        reads="Password",
    )
    yield _case(
        "joiners of Persian are no signs to hide",
        Subject=coded("The word می\u200cخواهم"),
        reads="The word می\u200cخواهم",
    )
    yield _case(
        "tagged subject", Subject="[EXT] RE: FW: Ações", reads="[EXT] RE: FW: Ações"
    )


def _senders() -> Iterator[Case]:
    senders = {
        "bare address": "ada@office.example",
        "address in angles alone": "<ada@office.example>",
        "name in quotation marks": '"Lind, Ada" <ada@office.example>',
        "name after the address": "ada@office.example (Ada Lind)",
        "coded name in quotation marks": (
            f'"=?utf-8?B?{_b("Ольга".encode())}?=" <ada@office.example>'
        ),
        "address in capitals": "ADA@Office.Example",
        "name of Exchange": "'Ada Lind' <ada@office.example>",
        "sender over two lines": "Ada\n Lind\n <ada@office.example>",
        "coded comma in the name": "=?utf-8?Q?Lind=2C_Ada?= <ada@office.example>",
        "an address coded in the name": (
            "=?utf-8?Q?eve=40else.example?= <ada@office.example>"
        ),
    }
    for name, sender in senders.items():
        yield _case(name, From=sender, comes_from="ada@office.example")


def _doubtful_senders() -> Iterator[Case]:
    yield _case("no sender", "no_from", From="")
    yield _case("sender without address", "no_from", From="Registry Office")
    yield _case("undisclosed sender", "no_from", From="undisclosed-recipients:;")
    yield _case(
        "two senders in a line", "several_from", From="a@b.example, c@d.example"
    )
    two = whole(head("two From lines"), text(WORDS))
    second = b"From: Eve <eve@else.example>\r\n"
    yield Case(
        "two From lines",
        second + two,
        says=("Please see to it.",),
        marks=frozenset({"several_from"}),
    )
    yield _case(
        "sender turned round",
        "hidden",
        From=f"{coded(chr(0x202E) + 'adA')} <ada@office.example>",
        comes_from="ada@office.example",
    )
    yield _case("answers elsewhere", Reply_To="eve@else.example")
    yield _case("blind copy", To="undisclosed-recipients:;")
    yield _case("no recipient", To="")
    yield _case("on behalf of", Sender="Registry <registry@office.example>")


def _dates() -> Iterator[Case]:
    right = {
        "date without weekday": "24 Nov 2025 10:15:00 +0100",
        "date without seconds": "Mon, 24 Nov 2025 10:15 +0100",
        "date with a comment": "Mon, 24 Nov 2025 10:15:00 +0300 (MSK)",
        "date with a zone of letters": "Mon, 24 Nov 2025 10:15:00 GMT",
        "date with an unknown zone": "Mon, 24 Nov 2025 10:15:00 MSK",
        "date of two digits": "Mon, 24 Nov 25 10:15:00 +0100",
        "date of 2038": "Tue, 19 Jan 2038 03:14:08 +0000",
        "date with the wrong weekday": "Fri, 24 Nov 2025 10:15:00 +0100",
        # Read as 2000, like any year of two digits.
        "date of year nought": "Mon, 24 Nov 0000 10:15:00 +0100",
    }
    wrong = {
        "no date": "",
        "date of 1970": "Thu, 01 Jan 1970 00:00:00 +0000",
        "date in words": "Yesterday at noon",
        "date in Russian": coded("Пн, 24 ноя 2025 10:15:00"),
        "date of a bad zone": "Mon, 24 Nov 2025 10:15:00 +9999",
        "date of no day": "Mon, 31 Feb 2025 10:15:00 +0100",
        "date of a leap second": "Sat, 31 Dec 2016 23:59:60 +0000",
    }
    for name, date in right.items():
        yield _case(name, Date=date)
    for name, date in wrong.items():
        yield _case(name, "no_date", Date=date)


def _numbers() -> Iterator[Case]:
    yield _case("no number", "no_id", Message_ID="")
    yield _case("number without angles", "no_id", Message_ID="1234@office.example")
    yield _case("number over two lines", Message_ID="\n <folded@corpus.example>")
    yield _case("neither number nor date", "no_id", "no_date", Message_ID="", Date="")
    threaded = {
        "answer by a comment in the line": {
            "In_Reply_To": f"Your message of Monday {number_of('opening en')}"
        },
        "answer by folded references": {
            "References": "<lost@x.example>\n "
            + number_of("opening en")
            + "\n\t<l@y.example>"
        },
        "answer by references without spaces": {
            "References": f"<lost@x.example>{number_of('opening en')}"
        },
    }
    for name, fields in threaded.items():
        case = _case(name, From="writer-en@ministry.example", **fields)
        yield Case(**{**vars(case), "answers": "opening en"})
