"""The messages, for changing the key of what is encrypted: one place among those that the setting ``ENCRYPTED`` names."""

from collections.abc import Iterator

from safehold.access import vault
from safehold.records.models import Message
from safehold.records.outbox import CALENDAR, CODE, calendar_of, words_of


class Messages:
    """Every message that was ever written: what was sent stays readable to those who look after the outbox."""

    label = "messages"

    def older(self) -> Iterator[int]:
        """The numbers of the messages that are not under the newest key."""
        found = Message.objects.values_list("pk", "body")
        return (number for number, body in found.iterator() if not vault.is_newest(body))

    def renew(self, number: int) -> None:
        """Encrypt one again under the newest key, inside the act that is under way. Raises ``vault.Unreadable``."""
        for message in Message.objects.select_for_update().filter(pk=number):
            again = {"body": vault.encrypt(words_of(message), code=CODE, uid=message.uid)}
            if message.calendar:
                again["calendar"] = vault.encrypt(calendar_of(message), code=CALENDAR, uid=message.uid)
            Message.objects.filter(pk=number).update(**again)


MESSAGES = Messages()
