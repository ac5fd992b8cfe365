"""A little virus scanner that speaks ClamAV's INSTREAM, on a real socket."""

import socket
import struct
import threading
from collections.abc import Iterator
from contextlib import contextmanager

# the industry's harmless test file, in halves so that no scanner takes this source for one
EICAR = (r"X5O!P%@AP[4\PZX54(P^)7CC)7}" + "$EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*").encode()


class Scanner:
    """Answers each stream: FOUND where it holds EICAR, OK otherwise, or whatever ``says`` is; nothing if ``silent``."""

    def __init__(self, *, says: str = "", silent: bool = False, hangs_up: bool = False) -> None:
        self.says, self.silent, self.hangs_up = says, silent, hangs_up
        self.received: list[bytes] = []

    def serve(self, listener: socket.socket) -> None:
        while True:
            try:
                connection, _ = listener.accept()
            except OSError:
                return
            with connection:
                try:
                    self.answer(connection)
                except OSError:
                    continue

    def answer(self, connection: socket.socket) -> None:
        reader = connection.makefile("rb")
        assert reader.read(10) == b"zINSTREAM\x00"
        if self.hangs_up:
            return
        content = b""
        while size := struct.unpack("!L", reader.read(4))[0]:
            content += reader.read(size)
        self.received.append(content)
        if self.silent:
            reader.read()  # until whoever asked hangs up
            return
        verdict = self.says or ("stream: Eicar-Test-Signature FOUND" if EICAR in content else "stream: OK")
        connection.sendall(verdict.encode() + b"\x00")


@contextmanager
def a_scanner(scanner: Scanner, *, at: str = "") -> Iterator[str]:
    """``scanner`` on a socket of its own, as the address that ``SCANNER`` takes; ``at`` is a path for a unix socket."""
    listener = socket.socket(socket.AF_UNIX if at else socket.AF_INET)
    listener.bind(at or ("127.0.0.1", 0))
    listener.listen()
    thread = threading.Thread(target=scanner.serve, args=(listener,), daemon=True)
    thread.start()
    try:
        yield f"unix://{at}" if at else f"tcp://127.0.0.1:{listener.getsockname()[1]}"
    finally:
        listener.shutdown(socket.SHUT_RDWR)
        listener.close()
        thread.join(5)
