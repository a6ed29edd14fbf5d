"""The mailbox's pages with a thousand letters and with a hundred thousand.

What has come in years is answered; what waits for an answer are as many in both.
"""

from __future__ import annotations

from datetime import timedelta
from random import Random

from django.db import connection
from django.utils import timezone

from accounts.mailbox.models import Enquiry, Letter
from imap.core.language import search_key
from tests.bench.desk import Cost, clients, cost_of
from tests.mailbox.rows import make_enquiry, make_letter

# Enquiries; each has two letters.
FEW, MANY = 500, 50_000
MAILBOX = "/en/bmp/desk/mailbox/"
PAGES = {
    "to be answered": "",
    "all letters": "?view=all",
    "closed ones": "?view=closed",
    "last page": "?view=all&page=300",
    "search for a name": "?view=all&q=kellenova+77",
    "search for a common word": "?view=all&q=ministry",
    "search for two words": "?view=all&q=ministry+evidence",
    "search for a word of some": "?view=all&q=passport",
    "search for two letters": "?view=all&q=un",
    "search among those to be answered": "?q=passport",
}
_COMMON = ["ministry", "evidence", "register", "under", "contact", "please", "point"]
_SYLLABLES = ["ka", "lo", "mer", "tin", "sov", "dra", "be", "ri", "zu", "nel", "pa"]


def measure() -> dict[str, tuple[Cost, Cost]]:
    """Return the cost of each page with few letters and with many."""
    client, _superuser = clients()
    Enquiry.objects.all().delete()
    Letter.objects.all().delete()
    _write_first()
    _settle()
    few = {name: cost_of(client, MAILBOX + query) for name, query in PAGES.items()}
    _multiply()
    _settle()
    many = {name: cost_of(client, MAILBOX + query) for name, query in PAGES.items()}
    return {name: (few[name], many[name]) for name in PAGES}


def _write_first() -> None:
    """Write enquiries of a secretariat's weeks: a third of them waits."""
    random, now = Random(FEW), timezone.now()
    for index in range(FEW):
        name, asked = f"Ilva Kellenova {index}", now - timedelta(minutes=index)
        words = _words(random)
        state = random.choices(["open", "answered", "closed"], [0.3, 0.3, 0.4])[0]
        enquiry = make_enquiry(
            number=index + 1,
            state=state,
            sender_name=name,
            is_flagged=index % 20 == 0,
            waiting_since=asked,
            last_letter_at=asked,
            search_key=search_key(f"{name} {words}"),
        )
        flags = [{"code": "failed", "params": {}}] if enquiry.is_flagged else []
        make_letter(enquiry, text=words, received_at=asked, flags=flags)
        make_letter(enquiry, text="Here it is.", received_at=asked, direction="out")


def _words(random: Random) -> str:
    """Return a hundred and fifty words; every tenth letter is about a passport."""
    rare = ("".join(random.choices(_SYLLABLES, k=3)) for _each in range(130))
    named = ["passport"] if random.random() < 0.1 else []
    words = [*rare, *_COMMON, *_COMMON, *named]
    random.shuffle(words)
    return " ".join(words)


def _multiply() -> None:
    """Add copies of the enquiries under other numbers, names and days, with letters."""
    times = MANY // FEW - 1
    _copy(
        Enquiry,
        {
            "number": f"number + {FEW} * times",
            "state": "replace(state, 'open', 'answered')",
            "waiting_since": "waiting_since - times * interval '10 hours'",
            "last_letter_at": "last_letter_at - times * interval '10 hours'",
            "search_key": "replace(search_key, 'kellenova', 'kellenova' || times)",
        },
        f"mailbox_enquiry AS row, generate_series(1, {times}) AS times",
    )
    _copy(
        Letter,
        {
            "enquiry_id": "copy.id",
            "message_id": "'<' || gen_random_uuid() || '@ministry.example>'",
            "fingerprint": "gen_random_uuid()",
            "received_at": "row.received_at - times * interval '10 hours'",
        },
        f"mailbox_letter AS row, generate_series(1, {times}) AS times,"
        " mailbox_enquiry AS first, mailbox_enquiry AS copy"
        f" WHERE first.id = row.enquiry_id AND first.number <= {FEW}"
        f" AND copy.number = first.number + {FEW} * times"
        " AND copy.dialogue_id = first.dialogue_id",
    )


def _copy(model: type[Enquiry | Letter], changed: dict[str, str], source: str) -> None:
    names = [str(field.column) for field in model._meta.concrete_fields][1:]
    chosen = ", ".join(changed.get(name, f'row."{name}"') for name in names)
    columns = ", ".join(f'"{name}"' for name in names)
    with connection.cursor() as cursor:
        cursor.execute(
            f"INSERT INTO {model._meta.db_table} ({columns})"  # noqa: S608
            f" SELECT {chosen} FROM {source}"
        )


def _settle() -> None:
    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE mailbox_enquiry, mailbox_letter")
