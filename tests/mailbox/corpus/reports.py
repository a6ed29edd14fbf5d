"""What programs write: failures and receipts, absences, lists."""

from __future__ import annotations

from collections.abc import Iterator

from tests.mailbox.corpus.case import Case, coded, head, part, several, text, whole

OURS = "<some-mail-of-ours@portal.example>"
COPY = (
    "Return-Path: <bmp@icmpd.org>\nFrom: bmp@icmpd.org\nTo: gone@office.example\n"
    f"Message-ID: {OURS}\nSubject: Ours\n\nGood day.\n"
)
DAEMON = "Mail Delivery System <MAILER-DAEMON@mx.office.example>"
FAILED = "Your message could not be delivered."


def cases() -> Iterator[Case]:
    yield from _failures()
    yield from _failures_in_words()
    yield from _receipts()
    yield from _absences()
    yield from _lists()


def _failure(
    name: str, entity: bytes, *, nature: str = "bounce", **fields: str
) -> Case:
    usual = {
        "From": DAEMON,
        "Subject": "Undelivered Mail Returned to Sender",
        "Return_Path": "<>",
    }
    content = whole(head(name, **{**usual, **fields}), entity)
    files = ("Ours.eml",) if b"message/rfc822" in entity else ()
    files = ("headers.txt",) if b"rfc822-headers" in entity else files
    return Case(name, content, says=(FAILED,), nature=nature, files=files)


def _report(status: str, copy: bytes, *, more: bytes = b"") -> bytes:
    parts = [text(f"{FAILED}\n"), part("message/delivery-status", status.encode())]
    kind = "; report-type=delivery-status"
    return several("report", *([more] if more else []), *parts, copy, more=kind)


def _status(action: str = "failed", code: str = "5.1.1") -> str:
    return (
        "Reporting-MTA: dns; mx.office.example\n\n"
        f"Final-Recipient: rfc822; gone@office.example\nAction: {action}\n"
        f"Status: {code}\nDiagnostic-Code: smtp; 550 {code} no such mailbox\n"
    )


def _failures() -> Iterator[Case]:
    copy = part("message/rfc822", COPY.encode())
    only_head = part("text/rfc822-headers", COPY.partition("\n\n")[0].encode())
    yield _failure("failure of Postfix", _report(_status(), copy))
    yield _failure("failure of Postfix with the head", _report(_status(), only_head))
    yield _failure(
        "failure of Exchange",
        _report(_status(code="5.1.10"), copy),
        From="postmaster@office.example",
        Subject="Undeliverable: Ours",
        Auto_Submitted="auto-replied",
        X_MS_Exchange_Message_Is_Ndr="",
    )
    yield _failure(
        "failure of Gmail",
        _report(_status(), copy),
        From="Mail Delivery Subsystem <mailer-daemon@googlemail.com>",
        Subject="Delivery Status Notification (Failure)",
        X_Failed_Recipients="gone@office.example",
    )
    yield _failure("failure of Exim in parts", _report(_status(), copy))
    delayed = _report(_status("delayed", "4.4.1"), copy)
    yield _failure("delay of Postfix", delayed, nature="automatic")
    relayed = _report(_status("relayed", "2.1.9"), copy)
    yield _failure("report of relay", relayed, nature="automatic")


def _failures_in_words() -> Iterator[Case]:
    exim = (
        f"{FAILED}\n\n  gone@office.example\n    host mx [192.0.2.1]\n    SMTP error"
        " from remote mail server after RCPT TO:<gone@office.example>:\n    550 5.1.1"
        " User unknown\n\n------ This is a copy of the message, including all the"
        f" headers. ------\n\n{COPY}"
    )
    yield _failure(
        "failure of old Exim",
        text(exim),
        X_Failed_Recipients="gone@office.example",
        Auto_Submitted="auto-replied",
        Subject="Mail delivery failed: returning message to sender",
    )
    qmail = (
        f"Hi. This is the qmail-send program at mx.office.example.\n{FAILED}\n\n"
        "<gone@office.example>:\nSorry, no mailbox here by that name. (#5.1.1)\n\n"
        f"--- Below this line is a copy of the message.\n\n{COPY}"
    )
    yield _failure("failure of qmail", text(qmail), Subject="failure notice")


def _receipts() -> Iterator[Case]:
    said = (
        "Reporting-UA: office.example; Outlook\nFinal-Recipient: rfc822;"
        f" ada@office.example\nOriginal-Message-ID: {OURS}\n"
        "Disposition: manual-action/MDN-sent-manually; displayed\n"
    )
    for program, mark in {
        "Outlook": "Read: Ours",
        "Thunderbird": "Return Receipt",
    }.items():
        name = f"receipt of {program}"
        entity = several(
            "report",
            text("Your message was read.\n"),
            part("message/disposition-notification", said.encode()),
            more="; report-type=disposition-notification",
        )
        yield Case(
            name,
            whole(head(name, Subject=mark), entity),
            says=("Your message was read.",),
            nature="automatic",
        )
    asked = "asks for a receipt"
    yield Case(
        asked,
        whole(
            head(asked, Disposition_Notification_To="ada@office.example"),
            text("Please see to it.\n"),
        ),
        says=("Please see to it.",),
    )


def _absences() -> Iterator[Case]:
    absent = {
        "absence of Exchange": {
            "Subject": "Automatic reply: Ours",
            "X_Auto_Response_Suppress": "All",
            "Auto_Submitted": "auto-generated",
        },
        "absence of old Exchange": {
            "Subject": "Out of Office: Ours",
            "X_Autoreply": "yes",
        },
        "absence of Gmail": {"Precedence": "bulk", "X_Autoreply": "yes"},
        "absence of vacation": {"Auto_Submitted": "auto-replied (vacation)"},
        "absence of mail.ru": {"Precedence": "auto_reply", "X_Autorespond": "1"},
        "absence of Yandex": {
            "Subject": coded("Автоответ: Ours"),
            "Auto_Submitted": "auto-replied",
        },
        "letter of a ticket system": {
            "From": "noreply@office.example",
            "Subject": "[#4711] Received",
        },
    }
    for name, fields in absent.items():
        yield Case(
            name,
            whole(head(name, **fields), text("I am away until Monday.\n")),
            says=("I am away until Monday.",),
            nature="automatic",
        )
    name = "says that no program wrote it"
    yield Case(
        name,
        whole(head(name, Auto_Submitted="no"), text("I wrote this.\n")),
        says=("I wrote this.",),
    )


def _lists() -> Iterator[Case]:
    lists = {
        "list of Mailman": {
            "List_Id": "Migration <migration.office.example>",
            "List_Unsubscribe": "<mailto:migration-leave@office.example>",
            "Precedence": "list",
            "Return_Path": "<migration-bounces@office.example>",
        },
        "group of Google": {
            "List_Id": "<migration.googlegroups.example>",
            "Mailing_List": "list migration@googlegroups.example",
            "Precedence": "list",
        },
        "circular with a way out": {
            "List_Unsubscribe": "<https://office.example/u/1>",
            "List_Unsubscribe_Post": "List-Unsubscribe=One-Click",
            "Feedback_ID": "1:2:office",
        },
    }
    for name, fields in lists.items():
        yield Case(
            name,
            whole(head(name, **fields), text("Somebody wrote to the list.\n")),
            says=("Somebody wrote to the list.",),
        )
