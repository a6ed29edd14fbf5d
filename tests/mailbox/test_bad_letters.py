"""Whatever arrives is taken or said to be unreadable, and never stops the others."""

from __future__ import annotations

import io
import tracemalloc
import zipfile
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime

import pytest
from pytest_django import Settings

from accounts.mailbox import parsing, suspicions
from accounts.mailbox.models import Attachment, Letter
from tests.mailbox.conftest import Box
from tests.mailbox.letters import TO, letter, raw

pytestmark = pytest.mark.django_db

HEAD = f"From: eve@else.example\r\nTo: {TO}\r\nMessage-ID: <bad@else.example>\r\n"


def codes(row: Letter) -> set[str]:
    return {mark["code"] for mark in row.flags}


def nested(depth: int) -> bytes:
    parts = [HEAD + "Subject: Boxes\r\nMIME-Version: 1.0\r\n"]
    for number in range(depth):
        parts.append(f'Content-Type: multipart/mixed; boundary="b{number}"\r\n\r\n')
        parts.append(f"--b{number}\r\n")
    parts.append("Content-Type: text/plain\r\n\r\ninnermost\r\n")
    return "".join(parts).encode()


def many_files(number: int) -> bytes:
    part = (
        "--b\r\nContent-Type: application/pdf\r\n"
        'Content-Disposition: attachment; filename="a.pdf"\r\n\r\nx\r\n'
    )
    head = HEAD + 'MIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary="b"'
    return (head + "\r\n\r\n" + part * number + "--b--\r\n").encode()


BAD: dict[str, bytes] = {
    "nothing at all": b"",
    "no head": b"\r\n\r\n\r\n",
    "only noise": bytes(range(256)) * 50,
    "a thousand boxes": nested(1000),
    "ten thousand files": many_files(10_000),
    "a charset nobody knows": (
        HEAD + "Content-Type: text/plain; charset=klingon\r\n\r\n\u0448"
    ).encode(),
    "a codec that is no charset": (
        HEAD + "Content-Type: text/plain; charset=zlib\r\n\r\nx"
    ).encode(),
    "a charset that takes for ever": (
        HEAD + "Content-Type: text/plain; charset=idna\r\n\r\n" + "x" * 200_000
    ).encode(),
    "wrong bytes for the charset": (
        HEAD.encode() + b"Content-Type: text/plain; charset=utf-8\r\n\r\n\xff\xfe\xfd"
    ),
    "NUL": (HEAD + "Subject: a\0b\r\n\r\nc\0d").encode(),
    "broken base64": (
        HEAD + "Content-Transfer-Encoding: base64\r\n\r\n====not base64===="
    ).encode(),
    "a coded word that is broken": (
        HEAD + "Subject: =?utf-8?B?!!!!?= =?klingon?Q?x?=\r\n\r\nx"
    ).encode(),
    "a bad date": (HEAD + "Date: Yesterday, 99:99\r\n\r\nx").encode(),
    "a date of another age": (
        HEAD + "Date: Mon, 01 Jan 9999 00:00:00 +9999\r\n\r\nx"
    ).encode(),
    "a head without end": (HEAD + "X: y\r\n" * 20_000 + "\r\nx").encode(),
    "a very long subject": (HEAD + f"Subject: {'x' * 200_000}\r\n\r\nx").encode(),
    "a million recipients": (
        HEAD + "Cc: " + ", ".join(["a@b.example"] * 50_000) + "\r\n\r\nx"
    ).encode(),
    "html without end": (
        HEAD + "Content-Type: text/html\r\n\r\n" + "<div>" * 60_000
    ).encode(),
    "html of false ends": (
        HEAD + "Content-Type: text/html\r\n\r\n" + "<div></b>" * 40_000
    ).encode(),
    "a boundary that is nothing": (
        HEAD + 'Content-Type: multipart/mixed; boundary=""\r\n\r\nx'
    ).encode(),
    "a multipart that is none": (
        HEAD + "Content-Type: multipart/mixed\r\n\r\nx"
    ).encode(),
    "no sender": b"Subject: From nobody\r\n\r\nx",
    "many senders": b"From: a@b.example, c@d.example\r\nFrom: e@f.example\r\n\r\nx",
    "half a character": (HEAD + "Subject: \ud800\r\n\r\nx").encode(
        "utf-8", "surrogatepass"
    ),
}


@pytest.mark.parametrize("content", BAD.values(), ids=BAD.keys())
def test_a_bad_letter_is_taken_and_the_next_one_too(box: Box, content: bytes) -> None:
    found = box.take(content, raw(Subject="After it"))

    assert [each.subject for each in found][1:] == ["After it"]
    assert box.take() == found


def test_boxes_in_boxes_are_said_to_be_unreadable_with_their_head(box: Box) -> None:
    content = nested(1000)

    [enquiry] = box.take(content)

    [kept] = enquiry.letters.all()
    assert "unreadable" in codes(kept)
    assert kept.size == len(content)
    assert enquiry.subject == "Boxes"
    assert "eve@else.example" in kept.head


def test_of_ten_thousand_files_some_are_kept_and_the_rest_is_counted(
    box: Box, settings: Settings
) -> None:
    [enquiry] = box.take(many_files(10_000))

    kept = enquiry.letters.get()
    assert kept.attachments.count() == settings.MAILBOX_MOST_FILES
    [mark] = [mark for mark in kept.flags if mark["code"] == "files_left"]
    assert mark["params"]["number"] == 10_000 - settings.MAILBOX_MOST_FILES


def test_a_fault_of_ours_makes_an_enquiry_that_says_so(
    box: Box, monkeypatch: pytest.MonkeyPatch
) -> None:
    right = suspicions.mark
    monkeypatch.setattr(
        suspicions,
        "mark",
        lambda parsed, *rest: right(parsed, *rest) if parsed.head_text else 1 / 0,
    )

    [enquiry] = box.take(raw(Subject="Ours"))

    assert "unreadable" in codes(enquiry.letters.get())


@pytest.mark.parametrize(
    ("headers", "mark"),
    [
        ({"Message_ID": ""}, "no_id"),
        ({"Date": ""}, "no_date"),
        ({"From": ""}, "no_from"),
        (
            {"Date": format_datetime(datetime.now(UTC) + timedelta(days=40))},
            "future",
        ),
        ({"Subject": "invoice \u202efdp.exe"}, "hidden"),
        ({"From": "P\u200be\u202etar <p.dovin@mfa-valdoria.example>"}, "hidden"),
        ({"From": "a@b.example, c@d.example"}, "several_from"),
    ],
)
def test_what_is_odd_is_taken_and_said(
    box: Box, headers: dict[str, str], mark: str
) -> None:
    [enquiry] = box.take(raw(**headers))

    assert mark in codes(enquiry.letters.get())
    assert not {"\u202e", "\u200b"} & set(enquiry.subject + enquiry.sender_name)


def test_two_letters_without_a_number_are_two(box: Box) -> None:
    assert len(box.take(raw("One.", Message_ID=""), raw("Two.", Message_ID=""))) == 2


def test_an_html_letter_becomes_text_that_shows_where_links_lead(box: Box) -> None:
    message = letter()
    message.set_content(
        "<script>alert(1)</script><style>p {}</style><p>Dear all,</p>"
        '<p onclick="x()">see <a href="https://evil.example/x">our site</a></p>'
        '<img src="https://evil.example/pixel.gif"><blockquote>earlier</blockquote>',
        subtype="html",
    )

    [enquiry] = box.take(message.as_bytes())

    text = enquiry.letters.get().text
    assert "see our site <https://evil.example/x>" in text
    assert "> earlier" in text
    assert "alert" not in text
    assert "pixel" not in text


@pytest.mark.parametrize(
    ("charset", "words"), [("koi8-r", "Прошу доступ"), ("windows-1256", "مرحبا")]
)
def test_old_charsets_are_read(box: Box, charset: str, words: str) -> None:
    message = letter()
    message.set_content(words, charset=charset)

    [enquiry] = box.take(message.as_bytes())

    assert words in enquiry.letters.get().text


def test_words_of_templates_stay_words(box: Box) -> None:
    name = "{{ settings.SECRET_KEY }} {% load x %}"

    [enquiry] = box.take(raw(From=f'"{name}" <eve@else.example>'))

    assert enquiry.sender_name == name


def zipped(size: int) -> bytes:
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", "x")
        archive.writestr("word/document.xml", b"0" * size)
    return content.getvalue()


@pytest.mark.parametrize(
    ("name", "content", "problem", "is_kept"),
    [
        ("letter.pdf", b"%PDF-1.4\n1 0 obj\n%%EOF\n", "", True),
        ("letter.docx", b"%PDF-1.4\n1 0 obj\n%%EOF\n", "ending", True),
        ("bomb.docx", zipped(101 * 2**20), "bomb", False),
        ("setup.pdf", b"MZ\x90\x00" + b"\0" * 50, "runs", False),
        ("run.js", b"alert(1)", "runs", False),
        ("table.csv", b"a;b\n1;2\n", "unchecked", True),
        ("..\\..\\etc/passwd", b"root", "unchecked", True),
    ],
)
def test_files_are_judged_by_what_is_in_them(
    box: Box, name: str, content: bytes, problem: str, *, is_kept: bool
) -> None:
    message = letter()
    message.add_attachment(
        content, maintype="application", subtype="octet-stream", filename=name
    )

    box.take(message.as_bytes())

    [kept] = Attachment.objects.all()
    assert (kept.problem, bool(kept.file)) == (problem, is_kept)
    assert "/" not in kept.name
    assert kept.size == len(content)


def test_a_letter_in_a_letter_is_a_file(box: Box) -> None:
    message = letter()
    message.add_attachment(letter("inner", Subject="Posts / 2026"))

    box.take(message.as_bytes())

    assert Attachment.objects.get().name == "Posts - 2026.eml"


def test_fifty_megabytes_are_read_only_at_the_top(box: Box) -> None:
    content = raw(Subject="Fifty") + b"x" * (50 * 2**20)

    [enquiry] = box.take(content)

    kept = enquiry.letters.get()
    assert (enquiry.subject, kept.size) == ("Fifty", len(content))
    assert codes(kept) >= {"too_large"}


def test_parsing_never_raises(seeded_noise: list[bytes]) -> None:
    for content in seeded_noise:
        assert parsing.parse(content).fingerprint


@pytest.fixture
def seeded_noise() -> list[bytes]:
    """Whole letters with bytes changed, left out and doubled."""
    import random

    chance = random.Random(7)
    originals = [raw(), nested(30), many_files(5), *list(BAD.values())[5:12]]
    found = []
    for _round in range(300):
        content = bytearray(chance.choice(originals))
        for _change in range(chance.randint(1, 30)):
            if not content:
                break
            place = chance.randrange(len(content))
            content[place : place + chance.randint(0, 4)] = chance.randbytes(
                chance.randint(0, 4)
            )
        found.append(bytes(content))
    return found


def test_no_letter_is_lost_among_bad_ones(box: Box) -> None:
    box.take(*BAD.values())

    assert Letter.objects.count() == len(BAD)
    assert not Letter.objects.filter(enquiry__isnull=True).exists()


TOP = f"{HEAD}MIME-Version: 1.0\r\n".encode()
BOMBS = {
    "a million headers": TOP + b"a: b\r\n" * 1_000_000 + b"\r\nx",
    "a million parts": TOP
    + b'Content-Type: multipart/mixed; boundary="="\r\n\r\n'
    + b"--=\r\n\r\n\r\n" * 1_000_000,
}


@pytest.mark.parametrize("content", BOMBS.values(), ids=BOMBS)
def test_a_letter_made_to_be_heavy_is_read_at_its_top_alone(content: bytes) -> None:
    tracemalloc.start()
    try:
        parsed = parsing.parse(content)
        _now, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()

    assert "unreadable" in {mark["code"] for mark in parsed.marks}
    assert parsed.sender.key == "eve@else.example"
    assert parsed.fingerprint
    assert peak < 20 * 1024 * 1024
