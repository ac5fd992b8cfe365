"""The virus scanner's socket: ClamAV's INSTREAM, over TCP or a unix socket. It fails closed.

``SCANNER`` is ``tcp://host:port``, ``unix:///path`` or, in the demonstration and in tests alone, ``none``. Whatever goes
wrong (nobody there, no answer in time, an answer that is not understood) the file is refused, and may be sent again.
"""

import io
import socket
import struct
import time
from collections.abc import Iterator
from typing import BinaryIO
from urllib.parse import urlsplit

from django.conf import settings

from safehold.access.policy import Refused

PIECE = 64 * 1024
NOT_SCANNED = "not scanned"
AGAIN = "The virus scanner did not answer, so the file was not kept. Try again in a few minutes"


class Infected(Refused):
    """The scanner found something. The sentence does not say what: its name is in the trail."""

    def __init__(self, found: str) -> None:
        super().__init__("The selected file contains a virus. It was not kept. Tell your IT team")
        self.found = found


class NotScanned(Refused):
    """The file could not be scanned, so it is refused."""


def scan(content: bytes | BinaryIO) -> str:
    """What the scanner says of a file it finds clean, kept with the document. Raises ``Infected`` or ``NotScanned``.

    A stream is read piece by piece, to its end.
    """
    if settings.SCANNER == "none":
        if not settings.SCANNER_MAY_BE_NONE:
            raise NotScanned("There is no virus scanner, so no file can be kept. Tell your administrator")
        return NOT_SCANNED
    try:
        answer = ask(content)
    except (OSError, ValueError) as error:
        raise NotScanned(AGAIN) from error
    verdict = answer.removeprefix("stream: ")
    if verdict.endswith(" FOUND"):
        raise Infected(verdict.removesuffix(" FOUND"))
    if verdict != "OK":
        raise NotScanned(AGAIN)
    return "clean"


def ask(content: bytes | BinaryIO) -> str:
    """Send ``content`` to the scanner and return its answer. Raises ``OSError``, also when the whole takes too long."""
    until = time.monotonic() + settings.SCANNER_SECONDS
    with connect(until) as connection:
        connection.sendall(b"zINSTREAM\x00")
        for piece in pieces(content):
            connection.settimeout(left(until))
            connection.sendall(struct.pack("!L", len(piece)) + piece)
        connection.sendall(struct.pack("!L", 0))
        answer = b""
        while not answer.endswith(b"\x00"):
            connection.settimeout(left(until))
            more = connection.recv(4096)
            if not more or len(answer) > 4096:
                break
            answer += more
    return answer.rstrip(b"\x00\n").decode("ascii", "replace").strip()


def connect(until: float) -> socket.socket:
    """A connection to the scanner that ``SCANNER`` names. Raises ``ValueError`` where it names none."""
    where = urlsplit(settings.SCANNER)
    if where.scheme == "tcp" and where.hostname and where.port:
        return socket.create_connection((where.hostname, where.port), timeout=left(until))
    if where.scheme == "unix" and where.path:
        connection = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        connection.settimeout(left(until))
        connection.connect(where.path)
        return connection
    raise ValueError("SCANNER is tcp://host:port or unix:///path")


def left(until: float) -> float:
    """The seconds that are left; ``TimeoutError`` where none are."""
    seconds = until - time.monotonic()
    if seconds <= 0:
        raise TimeoutError("The virus scanner took too long")
    return seconds


def pieces(content: bytes | BinaryIO) -> Iterator[bytes]:
    stream = io.BytesIO(content) if isinstance(content, bytes) else content
    while piece := stream.read(PIECE):
        yield piece
