from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError

from safehold.demo.building import Building
from safehold.demo.partnerships import DEMONSTRATIONS


class Command(BaseCommand):
    help = "Build the demonstration partnership that SAFEHOLD_DEMO names. Run again, it keeps what was typed."

    def handle(self, **options: Any) -> None:
        if not settings.DEMO:
            raise CommandError("The demonstration is built with the demonstration's settings only.")
        call_command("migrate", verbosity=0, interactive=False)
        call_command("createcachetable", verbosity=0)
        demonstration = DEMONSTRATIONS[getattr(settings, "PARTNERSHIP")]  # noqa: B009  only the demonstration has it
        Building(demonstration, tell=lambda words: self.stdout.write(f"  {words}")).build()
        call_command("seal_audit", stdout=self.stdout if options["verbosity"] > 1 else _Quiet())


class _Quiet:
    def write(self, words: str) -> int:
        return len(words)

    def flush(self) -> None: ...
