"""`make bench`: what map, profiles, desk, mailbox and sign-in cost, as ratios.

`make bench ARGS="--tries 500"` takes more tries of a sign-in.
"""

from __future__ import annotations

import argparse
import os
import statistics
import sys

os.environ["DJANGO_SETTINGS_MODULE"] = "tests.bench.settings"
if os.environ.get("POSTGRES_URL"):
    os.environ["DATABASE_URL"] = os.environ["POSTGRES_URL"]

import django

django.setup()

from django.core.management import call_command  # noqa: E402
from django.db import connection  # noqa: E402
from django.test import Client  # noqa: E402

from tests.bench import (  # noqa: E402
    desk,
    first_view,
    load,
    mailbox,
    mailbox_pages,
    profiles,
    sign_in,
)
from tests.bench.server import serve  # noqa: E402
from tests.bench.urls import EMPTY  # noqa: E402
from tests.factories import make_member  # noqa: E402

SERIES = "IMM.STK@UNDESA2020"


def main() -> None:
    parser = argparse.ArgumentParser(prog="make bench")
    parser.add_argument("--tries", type=int, default=100, help="sign-ins of each kind")
    tries: int = parser.parse_args().tries
    for command in ("migrate", "load_reference", "load_demo"):
        call_command(command, verbosity=0, stdout=sys.stderr)
    call_command("collectstatic", interactive=False, clear=True, verbosity=0)
    session = _session()
    with serve() as port:
        _first_view(port, session)
        _payload(port, session)
    _profiles()
    _desk()
    _mailbox()
    _sign_in(tries)


def _profiles() -> None:
    cost = profiles.reading()
    _say(
        f"reading page: {cost.page * 1000:.1f} ms CPU, an empty view"
        f" {cost.empty * 1000:.1f} ms: ratio {cost.page / cost.empty:.1f} (at most 8);"
        f" made anew {cost.anew * 1000:.0f} ms: ratio 1/{cost.anew / cost.page:.0f}"
    )
    paper = profiles.pdf()
    _say(
        f"PDF of {paper.pages} pages: {paper.first:.2f} s the first,"
        f" {paper.next_ones:.2f} s the next, {paper.size / 1000:.0f} kB"
    )
    seconds, sections = profiles.difference()
    _say(f"difference of two such editions, {sections} sections: {seconds:.2f} s CPU")
    _say(f"autosave, there and back: {profiles.round_trip() * 1000:.0f} ms")
    for name, growth in profiles.growth().items():
        _say(
            f"{name}: {growth.many * 1000:.1f} ms CPU with {profiles.MANY} revisions,"
            f" {growth.few * 1000:.1f} ms with {profiles.FEW}:"
            f" ratio {growth.ratio:.2f} (at most 1.1)"
        )


def _desk() -> None:
    if connection.vendor != "postgresql":
        _say("the desk is measured on PostgreSQL only")
        return
    growth, beside = desk.measure()
    for name, (few, many) in growth.items():
        _say(
            f"desk, {name}: {many.seconds * 1000:.1f} ms with {desk.MANY},"
            f" {few.seconds * 1000:.1f} ms with {desk.FEW}:"
            f" ratio {many.seconds / few.seconds:.2f} (at most 1.2)"
        )
    for name, (ours, admin) in beside.items():
        _say(
            f"desk, {name}: {ours.cpu * 1000:.1f} ms CPU, the admin's list"
            f" {admin.cpu * 1000:.1f} ms: ratio 1/{admin.cpu / ours.cpu:.1f} (1/8)"
        )


def _mailbox() -> None:
    if "IMAP_URL_TEST" in os.environ:
        rate = mailbox.measure()
        _say(
            f"mailbox, {rate.letters} letters: {rate.ours:.0f}/s read, threaded and"
            f" kept; {rate.plain:.0f}/s fetched and parsed by imaplib and email:"
            f" ratio 1/{rate.plain / rate.ours:.1f}"
        )
    if connection.vendor != "postgresql":
        _say("the mailbox's pages are measured on PostgreSQL only")
        return
    few, many = mailbox_pages.FEW * 2, mailbox_pages.MANY * 2
    for name, (least, most) in mailbox_pages.measure().items():
        _say(
            f"mailbox, {name}: {most.seconds * 1000:.1f} ms with {many} letters,"
            f" {least.seconds * 1000:.1f} ms with {few}:"
            f" ratio {most.seconds / least.seconds:.2f} (at most 1.2)"
        )


def _sign_in(tries: int) -> None:
    times = sign_in.measure(tries)
    known, unknown = map(statistics.median, (times.known, times.unknown))
    _say(
        f"wrong password, {tries} tries each: {known * 1000:.1f} ms for a known name,"
        f" {unknown * 1000:.1f} ms for an unknown one: ratio {times.ratio:.2f} (1);"
        f" told apart by time: {times.told_apart:.0%} (50% is chance)"
    )


def _session() -> str:
    client = Client()
    client.force_login(make_member("bmp"))
    return client.cookies["sessionid"].value


def _first_view(port: int, session: str) -> None:
    for language in ("en", "ru"):
        address = f"http://127.0.0.1:{port}/{language}/bmp/map/"
        visit = first_view.measure(address, session)
        _wire(f"first map view, {language} (at most 150 kB in 10)", visit.first)
        _wire("    an indicator with all its years (at most 45 kB)", visit.indicator)
        _wire("    a revisit (at most 15 kB)", visit.again)
        for name, size in sorted(
            visit.first.by_name.items(), key=lambda item: -item[1]
        ):
            _say(f"    {size / 1000:7.1f} kB  {name}")


def _wire(what: str, wire: first_view.Wire) -> None:
    _say(f"{what}: {wire.size / 1000:.1f} kB in {wire.requests} requests")


def _payload(port: int, session: str) -> None:
    path = f"/bmp/data/indicators/{SERIES}.json"
    payload, empty = load.ratio(port, f"sessionid={session}", path, EMPTY)
    _say(f"map payload: {payload:.0f}/s against {empty:.0f}/s of an empty view")
    _say(f"    ratio {payload / empty:.2f} (1 is the best there can be)")


def _say(text: str) -> None:
    sys.stdout.write(text + "\n")


if __name__ == "__main__":
    main()
