"""Tell what a letter says from what it repeats of earlier letters."""

from __future__ import annotations

import re
from dataclasses import dataclass

_ON_WROTE = re.compile(
    r"^(?:On .{5,200} wrote|Am .{5,200} schrieb.{0,100}|Le .{5,200} a écrit|"
    r".{5,200}(?:пишет|писал|писала|написал|написала|написал\(а\))|"
    r".{5,200}(?:пише|писав|написав|навишт|yazd\u0131|yaz\u0131b|գրել է|წერს|წერდა)|"
    r".{0,200}كتب.{0,200}|"
    # Whatever the verb: "пн, 23 нояб. 2026 г. в 10:15, Ada <a@b.example>:", and with
    # the day behind the address.
    r".*\d.{3,200}<[^<>\s@]+@[^<>\s@]+>.{0,40}|"
    r".{0,200}<[^<>\s@]+@[^<>\s@]+>.*\d.{0,80})\s*[:\u055d]\s*$"
)
_LINE = re.compile(
    r"^\s*-{2,}\s*(?:original message|forwarded message|"
    r"исходное сообщение|пересылаемое сообщение|пересланное сообщение|"
    r"перенаправленное сообщение|message d['’]origine|message original|"
    r"message transféré|ursprüngliche nachricht|weitergeleitete nachricht|"
    r"вихідне повідомлення|переслане повідомлення|özgün ileti|iletilen ileti|"
    r"الرسالة الأصلية|رسالة معاد توجيهها)\s*-{2,}\s*$",
    re.IGNORECASE,
)
_LONGEST = 400
_RULE = re.compile(r"^_{10,}\s*$")
_FROM = re.compile(
    r"^\s*\*?(?:From|От|Від|De|من|Ումից|გამომგზავნი|Kimdən|Kimden|Аз)\s?:\*?\s",
    re.IGNORECASE,
)
_SENT = re.compile(
    r"^\s*\*?(?:Sent|Date|To|Отправлено|Дата|Кому|Надіслано|Envoyé|À|تاريخ|إلى|"
    r"Ուղարկվել է|Ում|გაგზავნილია|ადრესატი|Göndərildi|Kimə|Gönderildi|Tarih|Kime|"
    r"Фиристода шуд|Ба)\s?:",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Piece:
    """Some lines of a letter: its own words, or a quotation to fold away."""

    text: str
    is_quoted: bool


def pieces(text: str) -> list[Piece]:
    """Return the letter in its pieces; one of quotations alone is not folded."""
    lines = text.split("\n")
    runs: list[tuple[bool, list[str]]] = []
    is_below = False
    for number, each in enumerate(lines):
        is_below = is_below or _begins_below(lines, number)
        is_quoted = is_below or each.lstrip().startswith(">") or _leads(lines, number)
        if not each.strip() and runs and not is_below:
            is_quoted = runs[-1][0]
        if runs and runs[-1][0] == is_quoted:
            runs[-1][1].append(each)
        else:
            runs.append((is_quoted, [each]))
    whole = [Piece("\n".join(rows).strip("\n"), quoted) for quoted, rows in runs]
    kept = [piece for piece in whole if piece.text.strip()]
    if all(piece.is_quoted for piece in kept):
        return [Piece(text.strip("\n"), is_quoted=False)] if kept else []
    return kept


def own_words(text: str) -> str:
    """Return what the letter says itself, without what it repeats."""
    return "\n".join(each.text for each in pieces(text) if not each.is_quoted).strip()


def _begins_below(lines: list[str], number: int) -> bool:
    """Find where a program set the whole earlier letter below the answer."""
    line = lines[number]
    if _LINE.match(line):
        return True
    if _RULE.match(line):
        return any(_FROM.match(each) for each in lines[number + 1 : number + 3])
    after = lines[number + 1 : number + 4]
    return bool(_FROM.match(line)) and any(_SENT.match(each) for each in after)


def _leads(lines: list[str], number: int) -> bool:
    """Find "On Monday … wrote:", also when it runs over two lines."""
    if _leads_on_two(lines, number) or (number and _leads_on_two(lines, number - 1)):
        return True
    line, after = lines[number].strip(), _next(lines, number)
    return len(line) <= _LONGEST and bool(_ON_WROTE.match(line)) and _quotes(after)


def _leads_on_two(lines: list[str], number: int) -> bool:
    """Say whether a lead begins here and ends in the very next line.

    Its first line tells the day: an own last line above a lead is no part of it.
    """
    both = [line.strip() for line in lines[number : number + 2]]
    if len(both) < 2 or not all(both) or _ON_WROTE.match(both[1]):
        return False
    is_dated = any(map(str.isdigit, both[0])) and len(both[0]) <= _LONGEST
    is_lead = is_dated and bool(_ON_WROTE.match(" ".join(both)))
    return is_lead and _quotes(_next(lines, number + 1))


def _next(lines: list[str], number: int) -> str:
    return next((each for each in lines[number + 1 : number + 4] if each.strip()), "")


def _quotes(line: str) -> bool:
    return line.lstrip().startswith(">")
