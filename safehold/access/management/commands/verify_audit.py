from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from safehold.access import seal


class Command(BaseCommand):
    help = "Say whether the audit trail is whole: every line altered, removed, moved or cut off is named."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--head", help="a head kept elsewhere, like 1200:9f…, from the log or a backup's manifest")

    def handle(self, *, head: str | None, **options: Any) -> None:
        try:
            given = [*seal.kept_heads(), *([seal.Head.read(head)] if head else [])]
        except ValueError as unreadable:
            raise CommandError("A head looks like 1200:9f…, a number and 64 letters and digits") from unreadable
        expected = [each for each in given if each.position]  # the head of an empty trail says nothing of what came
        faults = list(seal.verify(expected=expected))
        for fault in faults:
            self.stdout.write(fault)
        if faults:
            raise CommandError(f"The audit trail is not whole: {len(faults)} fault{'' if len(faults) == 1 else 's'}.")
        self.stdout.write(f"The audit trail is whole{against(len(expected))} Head {seal.head()}")


def against(heads: int) -> str:
    """How much “whole” says: without a head kept elsewhere, what is left of a trail whose end was cut off is whole."""
    if not heads:
        return (
            " as far as it goes, but no head was given or kept, so a cut-off end could not be looked for. "
            "Give one with --head, or name a file with AUDIT_HEADS."
        )
    return f", and agrees with {heads} head{'' if heads == 1 else 's'} kept elsewhere."
