"""Letters as mail programs and mischief write them."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from email.message import EmailMessage
from email.utils import format_datetime
from itertools import count

TO = "bmp@icmpd.org"
_numbers = count(1)


def letter(text: str = "Good day.\n", **headers: str) -> EmailMessage:
    """Return a letter to the i-Map's mailbox; a header given as "" is left out."""
    message = EmailMessage()
    defaults = {
        "From": "Petar Dovin <p.dovin@mfa-valdoria.example>",
        "To": TO,
        "Subject": "A question",
        "Date": format_datetime(datetime.now(UTC) - timedelta(minutes=2)),
        "Message-ID": f"<letter-{next(_numbers)}@mfa-valdoria.example>",
        "Return-Path": "<p.dovin@mfa-valdoria.example>",
    }
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    for name, value in {**defaults, **named}.items():
        if value:
            message[name] = value
    message.set_content(text)
    return message


def raw(text: str = "Good day.\n", **headers: str) -> bytes:
    return letter(text, **headers).as_bytes()


def confirmed(domain: str, server: str = "mx.icmpd.test") -> str:
    """Return the line by which a receiving server confirms a sender's domain."""
    return (
        f"{server}; spf=pass smtp.mailfrom=x@{domain}; dmarc=pass header.from={domain}"
    )


def bounce(of: str, to: str, action: str = "failed") -> bytes:
    """Return a report on the mail with that Message-ID."""
    return (
        "Return-Path: <>\r\n"
        "From: MAILER-DAEMON@mx.office.example\r\n"
        f"To: {TO}\r\n"
        "Subject: Undelivered Mail Returned to Sender\r\n"
        f"Message-ID: <report-{next(_numbers)}@mx.office.example>\r\n"
        f"Date: {format_datetime(datetime.now(UTC))}\r\n"
        "Auto-Submitted: auto-replied\r\n"
        "MIME-Version: 1.0\r\n"
        "Content-Type: multipart/report; report-type=delivery-status;\r\n"
        ' boundary="=="\r\n\r\n'
        "--==\r\nContent-Type: text/plain\r\n\r\nSorry.\r\n"
        "--==\r\nContent-Type: message/delivery-status\r\n\r\n"
        "Reporting-MTA: dns; mx.office.example\r\n\r\n"
        f"Final-Recipient: rfc822; {to}\r\n"
        f"Action: {action}\r\n"
        "Status: 5.1.1\r\n"
        "Diagnostic-Code: smtp; 550 no such mailbox\r\n\r\n"
        "--==\r\nContent-Type: text/rfc822-headers\r\n\r\n"
        f"From: {TO}\r\nMessage-ID: {of}\r\nSubject: Ours\r\n\r\n"
        "--==--\r\n"
    ).encode()
