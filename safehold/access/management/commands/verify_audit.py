from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from safehold.access import seal


class Command(BaseCommand):
    help = "Say whether the audit trail is whole: every line altered, removed, moved or cut off is named."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--head", help="a head kept elsewhere, like 1200:9f…, from the log or a backup's manifest")

    def handle(self, *, head: str | None, **options: Any) -> None:
        try:
            expected = [*seal.kept_heads(), *([seal.Head.read(head)] if head else [])]
        except ValueError as unreadable:
            raise CommandError("A head looks like 1200:9f…, a number and 64 letters and digits") from unreadable
        faults = list(seal.verify(expected=expected))
        for fault in faults:
            self.stdout.write(fault)
        if faults:
            raise CommandError(f"The audit trail is not whole: {len(faults)} fault{'' if len(faults) == 1 else 's'}.")
        against = f", and agrees with {len(expected)} kept elsewhere" if expected else ""
        self.stdout.write(f"The audit trail is whole{against}. Head {seal.head()}")
