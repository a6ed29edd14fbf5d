"""The queue with a thousand requests and with a hundred thousand; beside it, the admin.

Time is that of the whole answer; CPU is that of this process and of the database's
backend that serves it, so that nothing is hidden in the database.
"""

from __future__ import annotations

import os
import statistics
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING, Any

from django.contrib import admin
from django.db import connection
from django.test import Client
from django.utils import timezone

from accounts.models import Registration, User
from imap.core.language import search_key
from imap.reference.models import Country
from tests.factories import make_member, make_registration, make_user

if TYPE_CHECKING:
    ModelAdmin = admin.ModelAdmin[Any]
else:
    ModelAdmin = admin.ModelAdmin

FEW, MANY = 1_000, 100_000
ROUNDS = 15
QUEUE = "/en/bmp/desk/registrations/"
PAGES = {
    "queue": "",
    "search for a name": "?q=kellenova+777",
    "search for a common word": "?q=ministry",
    "late ones": "?state=late",
    "flagged ones": "?state=flagged",
    "decided ones": "?state=approved",
}
_TICK = os.sysconf("SC_CLK_TCK")


@dataclass(frozen=True)
class Cost:
    seconds: float
    cpu: float


class RegistrationAdmin(ModelAdmin):
    """What `startapp` and an afternoon would have given the secretariat."""

    list_display = ["number", "name", "email", "ministry", "country", "state", "due_on"]
    list_filter = ["state", "is_flagged"]
    search_fields = ["search_key"]
    ordering = ["rank_on"]


site = admin.AdminSite(name="bench")
site.register(Registration, RegistrationAdmin)


def measure() -> tuple[dict[str, tuple[Cost, Cost]], dict[str, tuple[Cost, Cost]]]:
    """Return each page with few and with many, and beside the admin with many."""
    client, superuser = clients()
    Registration.objects.all().delete()
    _ask_first()
    _settle()
    few = {name: cost_of(client, QUEUE + query) for name, query in PAGES.items()}
    _multiply()
    _settle()
    many = {name: cost_of(client, QUEUE + query) for name, query in PAGES.items()}
    changelist = "/bench-admin/accounts/registration/"
    beside = {
        "queue": cost_of(superuser, changelist),
        "search for a name": cost_of(superuser, changelist + "?q=kellenova+777"),
    }
    growth = {name: (few[name], many[name]) for name in PAGES}
    return growth, {name: (many[name], cost) for name, cost in beside.items()}


def clients() -> tuple[Client, Client]:
    from tests.sign_in import teach_force_login

    teach_force_login()
    staff, superuser = Client(), Client()
    staff.force_login(make_member("bmp", role="secretariat"))
    superuser.force_login(make_user(is_staff=True, is_superuser=True))
    return staff, superuser


def _ask_first() -> None:
    """Add requests as years would leave them: two fifths open, a tenth flagged."""
    random, now, decider = Random(FEW), timezone.now(), User.objects.earliest("pk")
    countries = list(Country.objects.values_list("pk", flat=True)[:40])
    for index in range(FEW):
        name, ministry = f"Ilva Kellenova {index}", "Ministry of the Interior"
        email = f"person{index}@ministry{index % 400}.example"
        asked = now - timedelta(minutes=index)
        state = random.choices(["waiting", "approved", "refused"], [0.4, 0.5, 0.1])[0]
        make_registration(
            state=state,
            number=index + 1,
            name=name,
            email=email,
            country_id=random.choice(countries),
            ministry=ministry,
            search_key=search_key(f"{name} {email} {ministry}"),
            confirmed_at=asked,
            is_flagged=random.random() < 0.1,
            decided_at=asked if state != "waiting" else None,
            decided_by=decider if state != "waiting" else None,
        )


def _multiply() -> None:
    """Add copies of the first requests under other numbers, names and addresses."""
    changed = {
        "form_id": "gen_random_uuid()",
        "key": "gen_random_uuid()",
        "number": f"number + {FEW} * times",
        "confirmed_at": "confirmed_at - times * interval '16 hours'",
        "decided_at": "decided_at - times * interval '16 hours'",
        "due_on": "due_on - (times * 2 / 3)",
        "rank_on": "rank_on - (times * 2 / 3)",
        **{
            name: f"replace({name}, 'erson', 'erson' || times || 'x')"
            for name in ("email", "email_key", "mailbox_key")
        },
        "search_key": "replace(replace(search_key, 'kellenova', 'kellenova' || times),"
        " 'erson', 'erson' || times || 'x')",
    }
    names = [str(field.column) for field in Registration._meta.concrete_fields][1:]
    chosen = ", ".join(changed.get(name, name) for name in names)
    with connection.cursor() as cursor:
        cursor.execute(
            f"INSERT INTO accounts_registration ({', '.join(names)})"  # noqa: S608
            f" SELECT {chosen} FROM accounts_registration,"
            f" generate_series(1, {MANY // FEW - 1}) AS times"
        )


def _settle() -> None:
    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE accounts_registration")


def cost_of(client: Client, path: str) -> Cost:
    ask = _asker(client, path)
    for _ in range(3):
        ask()
    taken = [_taken(ask) for _ in range(ROUNDS)]
    return Cost(
        statistics.median(cost.seconds for cost in taken),
        sum(cost.cpu for cost in taken) / ROUNDS,
    )


def _asker(client: Client, path: str) -> Callable[[], None]:
    def ask() -> None:
        answer = client.get(path)
        if answer.status_code != 200:
            raise RuntimeError(f"{path} answered {answer.status_code}")

    return ask


def _taken(ask: Callable[[], None]) -> Cost:
    cpu, backend, begun = time.process_time(), _backend_cpu(), time.perf_counter()
    ask()
    seconds = time.perf_counter() - begun
    return Cost(seconds, time.process_time() - cpu + _backend_cpu() - backend)


def _backend_cpu() -> float:
    """Return the CPU of the backend this thread's connection has, in seconds."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_backend_pid()")
        pid = cursor.fetchone()[0]
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / _TICK
