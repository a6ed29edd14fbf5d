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
from typing import NamedTuple

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
from profiles.models import RevisionName
from tests.bench.first_view import ARGUMENTS, session_cookie
from tests.bench.server import serve

SHOTS = Path("var/shots")
WIDTHS = {360: 740, 768: 1024, 1440: 900}
LANGUAGES = {"bmp": ("en", "ru"), "mtm": ("en",), "": ("en", "ru")}


class Page(NamedTuple):
    name: str
    path: str  # without the language
    role: str = ""
    dialogue: str = "bmp"
    whole: bool = True
    template: str = ""  # a page that no address leads to


# Whoever has everything set up that a second step may be.
KEY_HOLDER = "editor"
SHARE = "bmp/map/?layer=indicator&indicator=IMM.SHR@UNDESA2020&year=2020"
PAGES = [
    Page("doors", "", dialogue=""),
    Page("legal", "legal/notice/", dialogue=""),
    Page("sign-in", "accounts/login/", dialogue=""),
    Page("reset", "accounts/password/reset/", dialogue=""),
    Page("code", "accounts/login/code/", dialogue=""),
    Page("front", "bmp/"),
    Page("drafts", "bmp/edit/", "secretariat"),
    Page("draft", "bmp/edit/XAA/extended/2026/", "secretariat"),
    Page("draft-section", "bmp/edit/XAA/extended/2026/F3/en/", "secretariat"),
    Page("draft-history", "bmp/edit/XAA/extended/2026/F3/en/history/", "secretariat"),
    Page("draft-name", "bmp/edit/XAA/extended/2026/names/{state}/", "secretariat"),
    Page("submission", "bmp/edit/XAA/light/2026/submission/", "secretariat"),
    Page("publication", "bmp/edit/ARM/extended/2011/publication/", "secretariat"),
    Page("draft-begin", "bmp/edit/ARM/extended/", "editor"),
    Page("front-mtm", "mtm/", dialogue="mtm"),
    Page("register", "bmp/register/"),
    Page("sent", "bmp/register/sent/"),
    Page("resend", "bmp/register/resend/"),
    Page("resent", "bmp/register/resend/sent/"),
    Page("own", "bmp/register/request/{own}/"),
    Page("own-asked", "bmp/register/request/{own_asked}/"),
    Page("own-refused", "bmp/register/request/{own_refused}/"),
    Page("own-correct", "bmp/register/request/{own}/correct/"),
    Page("own-withdraw", "bmp/register/request/{own}/withdraw/"),
    Page("named", "bmp/register/invited/{named}/"),
    Page("prepared", "bmp/register/confirm/{prepared}/"),
    Page("dead-link", "bmp/register/request/x/"),
    Page("notice", "bmp/notice/", "reader"),
    Page("error-413", "bmp/", template="core/413.html"),
    Page("me", "me/", "reader"),
    Page("my-data", "me/data/", "reader"),
    Page("erase", "me/erase/", "reader"),
    Page("notice-bmp", "legal/notice/bmp/", dialogue=""),
    Page("notice-mtm", "legal/notice/mtm/", dialogue="mtm"),
    Page("personal-data", "legal/personal-data/", dialogue=""),
    Page("outgoing-mail", "bmp/desk/mail/", "secretariat"),
    Page("outgoing-mail-one", "bmp/desk/mail/{mail}/", "secretariat"),
    Page("audit", "bmp/desk/audit/", "secretariat"),
    Page("desk", "bmp/desk/", "secretariat"),
    Page("mailbox", "bmp/desk/mailbox/", "secretariat"),
    Page("mailbox-thread", "bmp/desk/mailbox/1/", "secretariat"),
    Page("mailbox-spoofed", "bmp/desk/mailbox/3/", "secretariat"),
    Page("mailbox-request", "bmp/desk/mailbox/1/request/", "secretariat"),
    Page("mailbox-pass-on", "bmp/register/letter/{passing_on}/"),
    Page("sessions", "accounts/sessions/", "reader"),
    Page("password", "accounts/password/change/", "reader"),
    Page("map", "bmp/map/", "reader", whole=False),
    Page("map-card", "bmp/map/?country=ARM", "reader", whole=False),
    Page("map-indicator", SHARE, "reader", whole=False),
    Page(
        "map-table",
        "bmp/map/?layer=indicator&indicator=IMM.SHR@UNDESA2020&view=table",
        "reader",
        whole=False,
    ),
    Page("map-mtm", "mtm/map/", "reader", "mtm", whole=False),
    Page("countries", "bmp/countries/", "reader"),
    Page("country", "bmp/countries/KGZ/", "reader"),
    Page("country-kosovo", "bmp/countries/XKX/", "reader"),
    Page("profile", "bmp/profiles/ARM/extended/2011/", "reader"),
    Page("profile-ukraine", "bmp/profiles/UKR/extended/2011/", "reader"),
    Page("profile-endorsed", "bmp/profiles/XAA/extended/2023/", "reader"),
    Page("profile-changes", "bmp/profiles/XAA/extended/2023/changes/", "reader"),
    Page("members", "bmp/desk/members/", "secretariat"),
    Page("members-review", "bmp/desk/members/review/", "secretariat"),
    Page("member", "bmp/desk/members/{member}/", "secretariat"),
    Page("roles", "bmp/desk/members/roles/", "secretariat"),
    Page("renew", "bmp/register/renew/{renew}/"),
    Page("address-confirm", "accounts/email/confirm/{address}/", dialogue=""),
    Page("address-stop", "accounts/email/stop/{address_stop}/", dialogue=""),
    Page("queue", "bmp/desk/registrations/", "secretariat"),
    Page("request", "bmp/desk/registrations/{request}/", "secretariat"),
    Page("letters", "bmp/desk/nominations/", "secretariat"),
    Page("letter-new", "bmp/desk/nominations/new/", "secretariat"),
    Page("letter-person", "bmp/desk/nominations/new/?kind=person", "secretariat"),
    Page("letter-draft", "bmp/desk/nominations/drafts/{draft}/", "secretariat"),
    Page("letter-row", "bmp/desk/nominations/drafts/{draft}/?row=1", "secretariat"),
    Page("letter", "bmp/desk/nominations/{letter}/", "secretariat"),
    Page("state", "bmp/state/", "contact_point"),
    Page("state-people", "bmp/state/people/", "contact_point"),
    Page("state-invitations", "bmp/state/invitations/", "contact_point"),
    Page("state-invite", "bmp/state/invitations/new/", "contact_point"),
    Page("state-handover", "bmp/state/handover/", "contact_point"),
    Page("no-access", "mtm/map/", "reader"),
    Page("not-found", "bmp/nothing/", "reader"),
    Page("privacy", "legal/privacy/", dialogue=""),
    Page("accessibility", "legal/accessibility/", dialogue=""),
    Page("user-name", "accounts/username/", dialogue=""),
    Page("user-name-sent", "accounts/username/sent/", dialogue=""),
    Page("reset-done", "accounts/password/reset/done/", dialogue=""),
    Page("sign-out", "accounts/logout/", "reader"),
    Page("address", "accounts/email/", "reader"),
    Page("confirm-you", "accounts/reauthenticate/", "reader"),
    Page("confirm-you-code", "accounts/2fa/reauthenticate/", KEY_HOLDER),
    Page("second-step", "accounts/2fa/", "reader"),
    Page("second-step-set-up", "accounts/2fa/", KEY_HOLDER),
    Page("app", "accounts/2fa/totp/activate/", "reader"),
    Page("app-remove", "accounts/2fa/totp/deactivate/", KEY_HOLDER),
    Page("codes", "accounts/2fa/recovery-codes/", KEY_HOLDER),
    Page("codes-print", "accounts/2fa/recovery-codes/print/", KEY_HOLDER),
    Page("codes-new", "accounts/2fa/recovery-codes/generate/", KEY_HOLDER),
    Page("keys-none", "accounts/2fa/webauthn/", "reader"),
    Page("keys", "accounts/2fa/webauthn/", KEY_HOLDER),
    Page("key-add", "accounts/2fa/webauthn/add/", "reader"),
    Page("key-rename", "accounts/2fa/webauthn/keys/{key}/edit/", KEY_HOLDER),
    Page("key-remove", "accounts/2fa/webauthn/keys/{key}/remove/", KEY_HOLDER),
    Page(
        "profile-middle", "bmp/profiles/ARM/extended/2011/#C1.1", "reader", whole=False
    ),
    Page("map-card-indicator", f"{SHARE}&country=UKR", "reader", whole=False),
    Page("error-400", "bmp/", template="core/400.html"),
    Page("error-403", "bmp/", template="core/403.html"),
    Page("error-csrf", "bmp/", template="core/csrf.html"),
    Page("error-409", "bmp/", template="core/409.html"),
    Page("error-429", "bmp/", template="429.html"),
    Page("error-500", "bmp/", template="core/500.html"),
]


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
