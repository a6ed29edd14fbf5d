"""What a letter says is shown, all of it, whichever way a program wrote it."""

from __future__ import annotations

from email.message import EmailMessage

import pytest

from accounts.mailbox import folding
from accounts.mailbox.models import Letter
from accounts.mailbox.parsing import Parsed, parse
from tests.mailbox.conftest import Box
from tests.mailbox.letters import letter, raw

PAGE = "<p>The letter itself: please register Petar Dovin of the ministry.</p>"


def read(message: EmailMessage) -> Parsed:
    return parse(message.as_bytes())


def codes(parsed: Parsed) -> set[str]:
    return {mark["code"] for mark in parsed.marks}


def mixed(*parts: EmailMessage) -> EmailMessage:
    message = letter("")
    message.clear_content()
    message.make_mixed()
    for part in parts:
        message.attach(part)
    return message


def part(text: str, subtype: str = "plain") -> EmailMessage:
    message = EmailMessage()
    message.set_content(text, subtype=subtype)
    return message


def alternative(plain: str, page: str) -> EmailMessage:
    message = EmailMessage()
    message.set_content(plain)
    message.add_alternative(page, subtype="html")
    return message


def test_a_footer_in_plain_text_hides_no_letter_in_html() -> None:
    parsed = read(mixed(part(PAGE, "html"), part("Scanned by AntiVirus.")))

    assert "please register Petar Dovin" in parsed.text
    assert parsed.text.endswith("Scanned by AntiVirus.")


def test_of_two_versions_one_is_shown_and_the_footer_with_it() -> None:
    both = alternative("The letter itself.\n", "<p>The letter itself.</p>")

    parsed = read(mixed(both, part("Scanned by AntiVirus.")))

    assert parsed.text == "The letter itself.\n\nScanned by AntiVirus."


def test_a_stub_gives_way_to_the_page_it_stands_for() -> None:
    page = PAGE * 6

    parsed = read(mixed(alternative("Please view in HTML.\n", page)))

    assert "please register Petar Dovin" in parsed.text
    assert "Please view" not in parsed.text


def test_ascii_that_calls_itself_so_is_read_without_alarm() -> None:
    head = "Content-Type: text/plain; charset=us-ascii\n"
    plain = parse(f"From: a@b.example\n{head}\nPlain words.\n".encode())
    odd = parse(f"From: a@b.example\n{head}\n".encode() + "Grün".encode("cp1252"))

    assert "charset" not in codes(plain)
    assert "charset" in codes(odd)


OWN = "My own words.\nНовый адрес: ул. Мира, 5"
LEADS = {
    "en": "On Mon, 23 Nov 2026 at 10:15, Ada <a@b.example> wrote:",
    "en over two lines": "On Mon, 23 Nov 2026 at 10:15, Ada Lind\n<a@b.example> wrote:",
    "ru": "23 ноября 2026 г., 10:15, Ада <a@b.example> написала:",
    "ru over two lines": "понедельник, 23 ноября 2026 г. Ада Линд\nнаписала:",
    "ru Gmail": "пн, 23 нояб. 2026 г. в 10:15, Ада <a@b.example>:",
    "ru mail.ru": "Понедельник, 23 ноября 2026, 10:15 +03:00 от Ада <a@b.example>:",
    "fr": "Le lun. 23 nov. 2026 à 10:15, Ada <a@b.example> a écrit :",
    "ar": "في الاثنين، ٢٣ نوفمبر ٢٠٢٦، كتب Ada <a@b.example>:",
}
BELOW = {
    "en": "-----Original Message-----\nFrom: Ada\n",
    "ru": "-------- Перенаправленное сообщение --------\nТема: Вопрос\n",
    "ru Outlook": "От: Ада Линд\nОтправлено: 23 ноября 2026 г.\nКому: x\n",
    "fr": "De : Ada Lind\nEnvoyé : lundi 23 novembre 2026\nÀ : x\n",
    "ar": "-----الرسالة الأصلية-----\nمن: Ada\n",
}


@pytest.mark.parametrize("lead", LEADS.values(), ids=LEADS)
def test_an_earlier_letter_is_folded_and_no_own_word_with_it(lead: str) -> None:
    found = folding.pieces(f"{OWN}\n\n{lead}\n> Old words.\n> More of them.")

    assert [(piece.text, piece.is_quoted) for piece in found] == [
        (OWN, False),
        (f"{lead}\n> Old words.\n> More of them.", True),
    ]


@pytest.mark.parametrize("below", BELOW.values(), ids=BELOW)
def test_what_stands_below_an_answer_is_folded(below: str) -> None:
    found = folding.pieces(f"{OWN}\n\n{below}Old words.")

    assert [piece.is_quoted for piece in found] == [False, True]
    assert found[0].text == OWN


@pytest.mark.parametrize("box", ["gmail_quote gmail_quote_container", "yahoo_quoted"])
def test_the_box_a_program_puts_around_an_earlier_letter_is_a_quotation(
    box: str,
) -> None:
    page = (
        f"<div>My own words.</div><div class='{box}'><div>Old <div>words.</div></div>"
        "</div><div>My greeting.</div>"
    )

    found = folding.pieces(read(mixed(part(page, "html"))).text)

    assert [piece.is_quoted for piece in found] == [False, True, False]
    assert found[2].text == "My greeting."


@pytest.mark.django_db
def test_a_person_on_a_list_opens_a_closed_enquiry_again_and_gets_no_receipt(
    box: Box,
) -> None:
    question = letter()
    [enquiry] = box.take(question.as_bytes())
    enquiry.state = enquiry.State.CLOSED
    enquiry.save()

    box.take(
        raw(
            "One thing more.",
            In_Reply_To=str(question["Message-ID"]),
            List_Id="<migration.mfa-valdoria.example>",
            X_Auto_Response_Suppress="DR, OOF",
        )
    )

    enquiry.refresh_from_db()
    assert enquiry.state == enquiry.State.OPEN
    assert Letter.objects.latest("pk").nature == Letter.Nature.LETTER
