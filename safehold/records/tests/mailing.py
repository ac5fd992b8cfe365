"""A real mail server for tests, that can be down, refuse, or hang up."""

import socket
import time
from collections.abc import Iterator
from contextlib import contextmanager
from email.message import EmailMessage
from typing import Any

from aiosmtpd.controller import Controller
from aiosmtpd.handlers import Message as Handler


class Kept(Handler):
    """Keeps what it is sent; ``refuses`` maps an address to the answer that it gets; it ``waits`` so
    many seconds over each message."""

    def __init__(self, refuses: dict[str, str] | None = None, *, waits: float = 0) -> None:
        super().__init__(message_class=EmailMessage)
        self.refuses, self.waits = refuses or {}, waits
        self.received: list[Any] = []

    async def handle_RCPT(self, server, session, envelope, address, options):  # noqa: N802  aiosmtpd's name
        if address in self.refuses:
            return self.refuses[address]
        envelope.rcpt_tos.append(address)
        return "250 OK"

    def handle_message(self, message: Any) -> None:
        self.received.append(message)
        time.sleep(self.waits)


@contextmanager
def a_mail_server(settings: Any, handler: Kept | None = None, *, port: int = 0) -> Iterator[Kept]:
    """A mail server that messages leave by, on a port of its own."""
    handler = handler or Kept()
    controller = Controller(handler, hostname="127.0.0.1", port=port or free_port())
    controller.start()
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", controller.port
    try:
        yield handler
    finally:
        controller.stop()


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
