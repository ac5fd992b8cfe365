from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from safehold.access.actions.invitations import first_administrator
from safehold.access.actor import Actor
from safehold.access.policy import Refused
from safehold.access.today import business_date


class Command(BaseCommand):
    help = (
        "Invite the first system administrator of an empty installation. Prints the link to give them; it works once."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("email", help="their e-mail address, with which they will sign in")
        parser.add_argument("--name", required=True, help="their name")
        parser.add_argument("--agency", default="Partnership team", help="what the partnership's own team is called")

    def handle(self, *, email: str, name: str, agency: str, **options: Any) -> None:
        by = Actor.system("first administrator", on=business_date())
        try:
            link = first_administrator(by=by, email=email, name=name, agency_name=agency)
        except Refused as refusal:
            raise CommandError(str(refusal)) from refusal
        self.stdout.write(f"Give this link to {name}. It works once, within 7 days:\n{link}")
