"""Take a screenshot of every page, in each language and at three widths.

Run by `make shots`; the pictures go to var/shots/. Arguments name pages to take alone.
"""

from __future__ import annotations

import os
import sys
import time
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from functools import cache, partial
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "imap.settings.development")
# Playwright keeps an event loop in this thread; Django would refuse queries.
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")

import django

django.setup()

from allauth.account.authentication import AUTHENTICATION_METHODS_SESSION_KEY
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal import auth as totp
from allauth.usersessions.models import UserSession
from django.core.management import call_command
from django.template.loader import render_to_string
from django.test import Client
from django.utils import timezone
from django.utils.translation import override
from playwright.sync_api import Browser, Route, sync_playwright

from accounts import registration as steps
from accounts import tokens
from accounts.mails.memberships import PLATFORM
from accounts.models import (
    AddressChange,
    Membership,
    Nomination,
    NominationDraft,
    Registration,
    User,
)
from accounts.nominations import steps as nominations
from accounts.nominations.reading import read_file, read_text
from accounts.registration import Application, address_change
from imap.core import uploads
from imap.core.legal import notice_version
from imap.core.outbox.models import OutgoingMail
from profiles.models import RevisionName, Suggestion
from scripts.shot_pages import KEY_HOLDER, PAGES, Page
from tests.bench.first_view import ARGUMENTS, session_cookie
from tests.bench.server import serve

SHOTS = Path("var/shots")
WIDTHS = {360: 740, 768: 1024, 1440: 900}
LANGUAGES = {"bmp": ("en", "ru"), "mtm": ("en",), "": ("en", "ru")}


def main(names: list[str]) -> None:
    for command in ("migrate", "load_reference", "load_demo"):
        call_command(command, verbosity=0, stdout=sys.stderr)
    call_command("collectstatic", interactive=False, verbosity=0)
    SHOTS.mkdir(parents=True, exist_ok=True)
    request = Registration.objects.filter(dialogue="bmp", state="waiting").first()
    links = _letters() | _members() | _applicants()
    wanted = [page for page in PAGES if not names or page.name in names]
    sessions = {page: _session(page.role, page.dialogue) for page in wanted}
    with _keys_held() as key, serve() as port, sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=os.environ["CHROMIUM"], args=ARGUMENTS
        )
        for page in wanted:
            number = request.pk if request else 0
            path = page.path.format(request=number, key=key, **links)
            for language in LANGUAGES[page.dialogue]:
                url = f"http://127.0.0.1:{port}/{language}/{path}"
                _take(browser, page, url, language, sessions[page])
        browser.close()


def _letters() -> dict[str, str]:
    """Return a letter that was entered, a begun one, a mail, a named state."""
    staff = _person("secretariat", "bmp")
    rows = Path("tests/accounts/list_for_pictures.csv").read_bytes()
    letter = nominations.Letter("Note 17/2026", timezone.localdate())
    begun = NominationDraft.objects.filter(dialogue="bmp", made_by=staff).first()
    if begun is None:
        begun = nominations.start("bmp", letter, read_file(rows), {}, by=staff)
    entered = Nomination.objects.filter(dialogue="bmp").first()
    if entered is None:
        table = read_text("Lena Orn <lena.orn@mfa.example>, Adviser")
        usual = {"office": "ARM", "ministry": "Migration Service", "language": "en"}
        other = nominations.start("bmp", letter, table, usual, by=staff)
        entered = nominations.enter(other, by=staff)
    return {
        "draft": str(begun.key),
        "letter": str(entered.form_id),
        "mail": OutgoingMail.objects.filter(dialogue="bmp").latest("pk").key,
        "suggestion": str(Suggestion.objects.latest("pk").pk),
        "state": str(RevisionName.objects.latest("pk").pk),
    }


def _applicants() -> dict[str, str]:
    """Return links of applicants whose requests are where the pictures want them."""
    staff = _person("secretariat", "bmp")
    waiting, asked, refused = (
        _applicant(f"{name}@migration.example") for name in ("anna", "bogdan", "celia")
    )
    if not waiting.evidence.exists():
        pdf = b"%PDF-1.7\n%%EOF\n"
        steps.attach(waiting, uploads.check_bytes(pdf, "Note 17.pdf"))
    if asked.state == "waiting":
        text = "In which unit do you work, and who is the head of it?"
        steps.ask(asked, text, by=staff, version=asked.version)
    if refused.state == "waiting":
        steps.refuse(
            refused, "Not an office address.", by=staff, version=refused.version
        )
    Registration.objects.filter(state="held").update(effective_at=timezone.now())
    steps.settle_due()
    named = Registration.objects.filter(dialogue="bmp", state="invited").latest("pk")
    mailed = _applicant("dora@migration.example", confirm=False)
    Registration.objects.filter(pk=mailed.pk).update(notice_version="")
    of = tokens.Purpose
    return {
        "own": tokens.make(of.REQUEST, "bmp", waiting.key),
        "own_asked": tokens.make(of.REQUEST, "bmp", asked.key),
        "own_refused": tokens.make(of.REQUEST, "bmp", refused.key),
        "named": tokens.make(of.INVITED, "bmp", named.key),
        "prepared": tokens.make(of.CONFIRM, "bmp", mailed.form_id),
    }


def _applicant(email: str, *, confirm: bool = True) -> Registration:
    found = Registration.objects.filter(dialogue="bmp", email=email).first()
    if found is None:
        application = Application(
            name="Anna Hakobyan",
            email=email,
            country="ARM",
            organisation=None,
            other_organisation="",
            office_name="Armenia",
            ministry="Migration Service, Ministry of the Interior",
            post="Head of the analysis unit",
            purpose="Preparing the meeting of senior officials.",
            language="en",
            notice_version=notice_version("bmp"),
        )
        found = steps.submit("bmp", application, form_id=uuid.uuid4())
    if found is None:
        raise RuntimeError(f"the request of {email} was not taken")
    return steps.confirm(found) if confirm else found


def _members() -> dict[str, str]:
    """Return links of a member whose access ends soon and whose address changes."""
    held = Membership.objects.filter(dialogue="bmp", role="editor").earliest("pk")
    soon = timezone.localdate() + timedelta(days=12)
    Membership.objects.filter(pk=held.pk).update(
        valid_until=soon, reviewed_at=None, created_at=timezone.now() - timedelta(400)
    )
    change = AddressChange.objects.filter(user=held.user).first()
    if change is None:
        change = address_change.ask(held.user, "a.new@migration.example")
    return {
        "member": str(held.key),
        "renew": tokens.make(tokens.Purpose.RENEWAL, "bmp", held.key),
        "address": tokens.make(tokens.Purpose.ADDRESS, PLATFORM, change.key),
        "address_stop": tokens.make(tokens.Purpose.ADDRESS_STOP, PLATFORM, change.key),
    }


@cache
def _session(role: str, dialogue: str) -> str:
    if not role:
        return ""
    person = _person(role, dialogue)
    client = Client()
    client.force_login(person)
    _as_just_confirmed(client, person)
    return client.cookies["sessionid"].value


def _as_just_confirmed(client: Client, person: User) -> None:
    """Open every page that asks for a recent proof; the pictures take some minutes."""
    session, soon = client.session, time.time() + 3600
    session[AUTHENTICATION_METHODS_SESSION_KEY] = [
        {"method": "password", "at": soon},
        {"method": "mfa", "type": "totp", "id": 0, "at": soon, "reauthenticated": True},
    ]
    session["account_authentication_methods_user"] = str(person.pk)
    session.save()
    UserSession.objects.get_or_create(
        session_key=session.session_key,
        defaults={
            "user": person,
            "ip": "192.0.2.10",
            "user_agent": "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Firefox/140.0",
        },
    )


def _person(role: str, dialogue: str) -> User:
    people = User.objects.filter(memberships__role=role, memberships__dialogue=dialogue)
    return people.earliest("pk")


@contextmanager
def _keys_held() -> Iterator[int]:
    """Set up every second step for one person; give the number of a passkey."""
    person = _person(KEY_HOLDER, "bmp")
    before = set(Authenticator.objects.filter(user=person).values_list("pk", flat=True))
    totp.TOTP.activate(person, totp.generate_totp_secret())
    RecoveryCodes.activate(person)
    passkey, _ = [
        Authenticator.objects.create(
            user=person,
            type=Authenticator.Type.WEBAUTHN,
            data={
                "name": name,
                "credential": {"clientExtensionResults": {"credProps": {"rk": rk}}},
            },
        )
        for name, rk in (("Office laptop", True), ("USB key", False))
    ]
    try:
        yield passkey.pk
    finally:
        Authenticator.objects.filter(user=person).exclude(pk__in=before).delete()


def _take(browser: Browser, page: Page, url: str, language: str, session: str) -> None:
    for width, height in WIDTHS.items():
        context = browser.new_context(viewport={"width": width, "height": height})
        if session:
            context.add_cookies([session_cookie(session)])
        tab = context.new_page()
        if page.template:
            tab.route(url, partial(_answer, _rendered(page, language)))
        tab.goto(url, wait_until="networkidle")
        target = SHOTS / f"{page.name}-{language}-{width}.png"
        tab.screenshot(path=target, full_page=page.whole)
        context.close()


def _answer(body: str, route: Route) -> None:
    route.fulfill(body=body, content_type="text/html; charset=utf-8")


def _rendered(page: Page, language: str) -> str:
    """Return an error page inside the frame of the page it would stand for."""
    request = Client().get(f"/{language}/{page.path}").wsgi_request
    message = "Jana Morel approved this request on 20 June 2011."
    with override(language):
        return render_to_string(page.template, {"message": message}, request)


if __name__ == "__main__":
    main(sys.argv[1:])
