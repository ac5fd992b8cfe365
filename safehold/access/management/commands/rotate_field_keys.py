from itertools import islice
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from safehold.access import rotation, vault
from safehold.access.actions.keys import encrypt_again
from safehold.access.actor import Actor
from safehold.access.today import business_date

BATCH = 500


class Command(BaseCommand):
    help = (
        "Encrypt again, under the first of FIELD_KEYS, every value that is under an older one. Safe to run at any time, "
        "to stop and to run twice."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--dry-run", action="store_true", help="only say how many values are under older keys")

    def handle(self, *, dry_run: bool, **options: Any) -> None:
        by = Actor.system("rotate field keys", on=business_date())
        left = 0
        for place in rotation.places():
            older = list(place.older())
            again = unreadable = 0
            batches = iter(older)
            while not dry_run and (numbers := list(islice(batches, BATCH))):
                done, lost = encrypt_again(place, by=by, numbers=numbers)
                again, unreadable = again + done, unreadable + lost
            said = f"{len(older)} under an older key" if dry_run else f"{again} encrypted again"
            self.stdout.write(f"{place.label.capitalize()}: {said}" + (f", {unreadable} unreadable" * bool(unreadable)))
            left += unreadable
        if left:
            raise CommandError(f"{left} values cannot be read. Put the keys they were made under back into FIELD_KEYS")
        if not dry_run:
            self.stdout.write(f"Every value is under the key {vault.newest_key()}.")
