from __future__ import annotations

from datetime import date
from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from accounts.deadlines import months_later
from accounts.mails import registrations as notifications
from accounts.membership import appointment
from accounts.membership.giving import Grant, Person
from accounts.membership.terms import OF_A_STATE, check_end, is_renewed, usual_end
from imap.core.access import Role
from imap.core.addresses import address_key, clean_address
from imap.reference.models import Country, Dialogue


class Command(BaseCommand):
    help = "Give somebody a role on an i-Map and mail the access link."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("email")
        parser.add_argument("--dialogue", required=True, choices=settings.DIALOGUES)
        parser.add_argument("--role", required=True, choices=[*map(str, Role)])
        parser.add_argument("--name", default="")
        parser.add_argument("--language", help="of the mails; the i-Map's first one")
        parser.add_argument("--until", type=date.fromisoformat, help="YYYY-MM-DD")
        parser.add_argument("--country", help="ISO code, for roles of a state")
        parser.add_argument(
            "--again", action="store_true", help="mail the link once more"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        dialogue = options["dialogue"]
        if not Dialogue.objects.filter(pk=dialogue).exists():
            raise CommandError("Run load_reference first.")
        person = _person(options)
        done = appointment.appoint(dialogue, person, _grant(options))
        if done.is_new:
            self.stdout.write(f"{person.email}: appointed, the access link is mailed")
            return
        if options["again"]:
            notifications.appointed(done.membership)
        self.stdout.write(f"{person.email}: holds this role already")


def _person(options: dict[str, Any]) -> Person:
    offered = settings.DIALOGUES[options["dialogue"]]
    language = options["language"] or offered[0]
    if language not in offered:
        raise CommandError(f"Languages of this i-Map: {', '.join(offered)}")
    try:
        email = address_key(clean_address(options["email"]))
    except ValidationError as error:
        raise CommandError(" ".join(error.messages)) from error
    return Person(email, options["name"], language)


def _grant(options: dict[str, Any]) -> Grant:
    role, today = Role(options["role"]), timezone.localdate()
    until = options["until"] or _usual_end(role)
    if until <= today:
        raise CommandError("--until must lie in the future.")
    try:
        check_end(role, until)
    except ValidationError as error:
        raise CommandError(" ".join(error.messages)) from error
    if role not in OF_A_STATE:
        return Grant(role, until)
    states = Country.objects.taking_part(options["dialogue"])
    if not states.filter(pk=options["country"]).exists():
        raise CommandError("--country must name a participating state of this i-Map.")
    return Grant(role, until, options["country"])


def _usual_end(role: Role) -> date:
    if not is_renewed(role):
        return usual_end(role)
    return months_later(timezone.localdate(), settings.MEMBERSHIP_MONTHS)
