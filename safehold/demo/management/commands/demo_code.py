from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from safehold.access.models import User
from safehold.access.signin.second_factor import current_code


class Command(BaseCommand):
    help = "Print the code that a demonstration account's authenticator app shows now."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("email")

    def handle(self, *, email: str, **options: Any) -> None:
        if not settings.DEMO:
            raise CommandError("Only demonstration accounts have codes that can be printed.")
        user = User.objects.filter(email=email.lower(), is_demonstration=True).first()
        if user is None:
            raise CommandError(f"There is no demonstration account for {email}.")
        code = current_code(user)
        self.stdout.write(code if code else "This account needs no code.")
