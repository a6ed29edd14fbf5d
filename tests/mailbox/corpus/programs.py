"""Answers as mail programs write them: eleven programs in ten languages.

Each answers the opening letter of its language, and so belongs to one thread with it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from html import escape

from tests.mailbox.corpus.case import (
    Case,
    coded,
    head,
    number_of,
    page,
    several,
    text,
    whole,
)
from tests.mailbox.corpus.voices import NAME, WHO, Voice

MORE = "Old second line."


def quoted(voice: Voice, sign: str = "> ") -> str:
    return f"{sign}{voice.old}\n{sign.rstrip()}\n{sign}{MORE}\n"


def block(voice: Voice, mark: str = "") -> str:
    """Return the four lines that Outlook sets above an earlier letter."""
    values = (WHO, "Monday, 24 November 2025 10:15", voice.address, voice.subject)
    rows = zip(voice.labels, values, strict=True)
    return "".join(f"{mark}{label}:{mark} {value}\n" for label, value in rows)


def both(plain: str, html: str, *, charset: str = "utf-8", coding: str) -> bytes:
    return several(
        "alternative",
        text(plain, charset=charset, coding=coding),
        text(page(html), "text/html", charset=charset, coding=coding),
    )


def outlook(voice: Voice) -> bytes:
    rows = escape(block(voice)).replace("\n", "<br>")
    html = (
        f'<div class=WordSection1><p class=MsoNormal><span lang="{voice.code}">'
        f"{voice.own}<o:p></o:p></span></p><div><div style='border:none;border-top:"
        f"solid #E1E1E1 1.0pt'><p class=MsoNormal>{rows}</p></div></div>"
        f"<p class=MsoNormal>{voice.old}</p><p class=MsoNormal>{MORE}</p></div>"
    )
    plain = f"{voice.own}\n\n{block(voice)}\n{voice.old}\n\n{MORE}\n"
    return both(plain, html, coding="base64")


def exchange(voice: Voice) -> bytes:
    rows = "".join(
        f"<b>{escape(row.partition(':')[0])}:</b>{escape(row.partition(':')[2])}<br>"
        for row in block(voice).splitlines()
    )
    html = (
        f"<div dir=ltr>{voice.own}</div><div id=appendonsend></div><hr tabindex=-1>"
        f"<div id=divRplyFwdMsg dir=ltr>{rows}</div>"
        f"<div><p>{voice.old}</p><p>{MORE}</p></div>"
    )
    return text(page(html), "text/html", coding="quoted-printable")


def gmail(voice: Voice) -> bytes:
    html = (
        f'<div dir="auto">{voice.own}</div><br><div class="gmail_quote '
        f'gmail_quote_container"><div dir="ltr" class="gmail_attr">'
        f"{escape(voice.with_address)}<br></div><blockquote class=gmail_quote>"
        f"<div>{voice.old}</div><div>{MORE}</div></blockquote></div>"
    )
    plain = f"{voice.own}\n\n{voice.with_address}\n\n{quoted(voice)}"
    return both(plain, html, coding="quoted-printable")


def apple(voice: Voice) -> bytes:
    html = (
        f"<div>{voice.own}</div><br><div><blockquote type=cite><div>"
        f"{escape(voice.with_address)}</div><br><div>{voice.old}</div>"
        f"<div>{MORE}</div></blockquote></div>"
    )
    plain = f"{voice.own}\n\n> {voice.with_address}\n> \n{quoted(voice)}"
    return both(plain, html, coding="quoted-printable")


def iphone(voice: Voice) -> bytes:
    lead = voice.with_address
    content = f"{voice.own}\n\nSent from my iPhone\n\n> {lead}\n> \n{quoted(voice)}"
    return text(content, coding="base64")


def thunderbird(voice: Voice) -> bytes:
    content = f"{voice.own}\n\n{voice.with_name}\n{quoted(voice)}\n"
    return text(content).replace(b'"utf-8"', b"UTF-8; format=flowed", 1)


def mail_ru(voice: Voice) -> bytes:
    lead = f"Понедельник, 24 ноября 2025, 10:15 +03:00 от {WHO}:"
    html = (
        f"<div>{voice.own}</div><blockquote style='border-left:1px solid #0857A6'>"
        f"{escape(lead)}<br><div>{voice.old}</div><div>{MORE}</div></blockquote>"
    )
    plain = f"\n{voice.own}\n \n{lead}\n \n{quoted(voice, '>')}"
    return both(plain, html, coding="base64")


def yandex(voice: Voice) -> bytes:
    html = (
        f"<div>{voice.own}</div><div> </div><div>24.11.2025, 10:15,"
        f' "{NAME}" &lt;bmp@icmpd.org&gt;:</div>'
        f"<blockquote><p>{voice.old}</p><p>{MORE}</p></blockquote>"
    )
    return text(page(html), "text/html", coding="base64")


def yahoo(voice: Voice) -> bytes:
    html = (
        f'<div class="ydp1yahoo-style-wrap"><div>{voice.own}</div></div>'
        f'<div id="yahoo_quoted_1" class="yahoo_quoted"><div><div>'
        f"{escape(voice.with_address)}</div><div><br></div><div>{voice.old}</div>"
        f"<div>{MORE}</div></div></div>"
    )
    return text(page(html), "text/html", coding="quoted-printable")


def proton(voice: Voice) -> bytes:
    html = (
        f'<div style="font-family: Arial">{voice.own}</div><div class="protonmail_quote'
        f'">------- Original Message -------<br>{escape(voice.with_address)}<br><br>'
        f"<blockquote class=protonmail_quote>{voice.old}<br>{MORE}</blockquote></div>"
    )
    plain = (
        f"{voice.own}\n\n------- Original Message -------\n{voice.with_address}\n\n"
        f"{quoted(voice)}"
    )
    return both(plain, html, coding="base64")


def android(voice: Voice) -> bytes:
    rows = escape(block(voice)).replace("\n", "<br>")
    html = (
        f"<div dir=auto>{voice.own}</div><div><br></div><div>-------- {voice.original}"
        f" --------</div><div>{rows}</div><div>{voice.old}</div><div>{MORE}</div>"
    )
    return text(page(html), "text/html", coding="base64")


PROGRAMS: dict[str, tuple[str, Callable[[Voice], bytes]]] = {
    "Outlook": ("Microsoft Outlook 16.0", outlook),
    "Exchange": ("Microsoft Exchange", exchange),
    "Gmail": ("", gmail),
    "Apple Mail": ("Apple Mail (2.3826.200.121)", apple),
    "iPhone": ("iPhone Mail (22B91)", iphone),
    "Thunderbird": ("", thunderbird),
    "mail.ru": ("Mail.Ru Mailer 1.0", mail_ru),
    "Yandex": ("Yamail [ http://yandex.ru ] 5.0", yandex),
    "Yahoo": ("WebService/1.1.24866 YahooMailIosMobile", yahoo),
    "Proton": ("", proton),
    "Android": ("", android),
}


def opening(voice: Voice) -> Case:
    name = f"opening {voice.code}"
    return Case(
        name,
        whole(_head(name, voice), text(f"{voice.own}\n", coding="base64")),
        says=(voice.own,),
        language=voice.guessed,
        subject=voice.subject,
        sender=voice.address,
    )


def answers(voice: Voice) -> Iterator[Case]:
    first = f"opening {voice.code}"
    for program, (mailer, write) in PROGRAMS.items():
        name = f"{program} {voice.code}"
        answered = {
            # Exchange may leave In-Reply-To out and name the references alone.
            "In_Reply_To": "" if program == "Exchange" else number_of(first),
            "References": number_of(first),
            "X_Mailer": mailer,
        }
        subject = f"Re: {voice.subject}"
        yield Case(
            name,
            whole(_head(name, voice, Subject=coded(subject), **answered), write(voice)),
            says=(voice.own,),
            folds=(voice.old, MORE),
            language=voice.guessed,
            subject=subject,
            sender=voice.address,
            answers=first,
        )


def _head(name: str, voice: Voice, **fields: str) -> dict[str, str]:
    usual = {
        "From": f"{coded(voice.name)} <{voice.address}>",
        "Subject": coded(voice.subject),
        "Return_Path": f"<{voice.address}>",
    }
    return head(name, **{**usual, **fields})
