"""A database of our own on disk or on PostgreSQL, and real processes over it, which can be killed.

``home(folder)`` gives one with an agency and somebody to send for it. A ``copy`` of it is made before each trial, so
that every trial begins alike.
"""

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

ROOT = Path(__file__).parents[3]
SENDER = "sender@example.org"
SET_UP = f"""
from safehold.access.roles import Role
from safehold.access.tests.factories import UserFactory, membership
membership(Role.DATA_ANALYST, user=UserFactory(email="{SENDER}", name="Asha Rahman"))
"""


@dataclass(frozen=True)
class Home:
    """Where a trial's database and files are."""

    folder: Path
    url: str

    def environment(self) -> dict[str, str]:
        return os.environ | {
            "DJANGO_SETTINGS_MODULE": "safehold.imports.tests.real_settings",
            "REAL_DATABASE_URL": self.url,
            "REAL_MEDIA_ROOT": str(self.folder / "files"),
        }

    def start(self, *arguments: str) -> subprocess.Popen[str]:
        """Begin a command and do not wait for it."""
        return subprocess.Popen(
            [sys.executable, *arguments],
            cwd=ROOT,
            env=self.environment(),
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )

    def run(self, *arguments: str) -> tuple[int, str]:
        """Run a command to its end: its exit code and what it said."""
        process = self.start(*arguments)
        said, _ = process.communicate(timeout=1800)
        return process.returncode, said

    def ask(self, code: str) -> Any:
        """Run Python code over the database, and return what it leaves in ``answer``."""
        script = f"import django, json\ndjango.setup()\nanswer = None\n{code}\nprint(json.dumps(answer))"
        code_, said = self.run("-c", script)
        assert code_ == 0, said
        return json.loads(said.splitlines()[-1])

    @contextmanager
    def copy(self, name: str) -> Iterator["Home"]:
        """The same home again, for one trial."""
        folder = self.folder / name
        folder.mkdir()
        if self.url.startswith("sqlite"):
            self.ask("from django.db import connection; connection.cursor().execute('PRAGMA wal_checkpoint(TRUNCATE)')")
            shutil.copy(self.folder / "real.sqlite3", folder / "real.sqlite3")
            yield Home(folder, f"sqlite:///{folder / 'real.sqlite3'}")
        else:
            with database_like(self.url, f"trial_{os.getpid()}_{name}") as url:
                yield Home(folder, url)
        shutil.rmtree(folder)


@contextmanager
def database_like(url: str, name: str, *, empty: bool = False) -> Iterator[str]:
    """A database on the same PostgreSQL server: an empty one, or a copy of the one at ``url``."""
    import psycopg

    parts = urlsplit(url)
    template = "template0" if empty else parts.path.strip("/")
    with psycopg.connect(parts._replace(path="/postgres").geturl(), autocommit=True) as server:
        server.execute(f'CREATE DATABASE "{name}" TEMPLATE "{template}"')
        try:
            yield parts._replace(path=f"/{name}").geturl()
        finally:
            server.execute(f'DROP DATABASE "{name}" WITH (FORCE)')


@contextmanager
def home(folder: Path) -> Iterator[Home]:
    """A migrated database with someone who may send: PostgreSQL where ``TEST_DATABASE_URL`` names it, else SQLite."""
    given = os.environ.get("TEST_DATABASE_URL", "")
    if not given:
        yield prepared(Home(folder, f"sqlite:///{folder / 'real.sqlite3'}"))
        return
    with database_like(given, f"trial_{os.getpid()}", empty=True) as url:
        yield prepared(Home(folder, url))


def prepared(made: Home) -> Home:
    code, said = made.run("manage.py", "migrate", "--run-syncdb", "--verbosity=0")
    assert code == 0, said
    made.ask(SET_UP)
    return made
