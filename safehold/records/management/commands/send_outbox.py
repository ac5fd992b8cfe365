from typing import Any

from django.core.management.base import BaseCommand, CommandError

from safehold.records import delivery


class Command(BaseCommand):
    help = "Send every message that is due. The worker does this by itself; safe to run twice, and at once."

    def handle(self, **options: Any) -> None:
        try:
            sent = delivery.send_waiting()
        except delivery.MailDown as down:
            raise CommandError(
                f"The mail server does not answer ({down}). Nothing is lost: run this again later."
            ) from down
        self.stdout.write(f"{sent} sent")
