"""A server of the application (or of the floor) and of PostgreSQL, on the loopback address, gone afterwards."""

import os
import subprocess
import time
import urllib.error
import urllib.request
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass

import psycopg

from bench.timing import PYTHON, ROOT, SCRATCH, Failed, run
from scripts import postgres

WORKERS = 2


@contextmanager
def database_server() -> Iterator[str]:
    """A PostgreSQL server of our own that keeps what it is told (fsync on), whatever ``TEST_DATABASE_URL`` says."""
    os.environ.pop("TEST_DATABASE_URL", None)
    with postgres.server(durable=True) as url:
        yield url


def fresh_database(url: str, name: str) -> str:
    """An empty database called ``name`` on that server, in place of any that was there."""
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')
        connection.execute(f'CREATE DATABASE "{name}"')
    return url.rsplit("/", 1)[0] + f"/{name}"


def manage(*words: str, env: Mapping[str, str]) -> None:
    run([PYTHON, "manage.py", *words, "--verbosity", "0"], env=env)


def static_files(env: Mapping[str, str]) -> None:
    """What the build of an installation does once, before any database: collect and compress styles and scripts."""
    if not (SCRATCH / "static" / "staticfiles.json").exists():
        manage("collectstatic", "--noinput", env=env)


@dataclass(frozen=True)
class Site:
    """A running server: where it answers, and the process that its workers are children of."""

    address: str
    pid: int


@contextmanager
def served(application: str, *, env: Mapping[str, str], workers: int = WORKERS, threads: int = 2) -> Iterator[Site]:
    """``application`` behind gunicorn, every contender in the same way, answering before this yields."""
    port = postgres.free_port()
    command = [PYTHON, "-m", "gunicorn", application, "--bind", f"127.0.0.1:{port}", "--workers", str(workers)]
    process = subprocess.Popen(
        [*command, "--threads", str(threads), "--worker-class", "gthread", "--log-level", "warning"],
        cwd=ROOT,
        env={**os.environ, **env},
    )
    try:
        yield Site(f"http://127.0.0.1:{port}", process.pid)
    finally:
        process.terminate()
        process.wait(30)


def wait_for_page(address: str, *, seconds: float = 60) -> bytes:
    """Ask until the page answers 200. Raises ``Failed`` where it never does."""
    until, said = time.perf_counter() + seconds, ""
    while time.perf_counter() < until:
        try:
            with urllib.request.urlopen(address, timeout=10) as answer:
                if answer.status == 200:
                    return answer.read()
        except urllib.error.HTTPError as refused:
            said = f"{refused.code}"
        except OSError as nothing:
            said = str(nothing)
        time.sleep(0.02)
    raise Failed(f"{address} did not answer: {said}")
