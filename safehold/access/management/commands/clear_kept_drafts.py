from typing import Any

from django.core.management.base import BaseCommand

from safehold.access import drafts


class Command(BaseCommand):
    help = "Destroy what was kept after time-outs and never asked for again. Run every few minutes; safe to run twice."

    def handle(self, **options: Any) -> None:
        self.stdout.write(f"{drafts.destroy_expired()} destroyed")
