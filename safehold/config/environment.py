"""What the environment of an installation says, read and refused: each refusal is a sentence that names the setting.

No refusal repeats what was set, because much of it is secret.
"""

import os
import re
from typing import Any
from urllib.parse import SplitResult, urlsplit

import dj_database_url
from django.core.exceptions import ImproperlyConfigured

HERE = ("localhost", "127.0.0.1", "::1")
HOST = re.compile(r"(?!-)[a-z0-9-]+(\.[a-z0-9-]+)*", re.IGNORECASE)
SECRET = 32  # characters: 128 bits written in hexadecimal
FEW = 5  # different characters: fewer are no secret
# what stands in code that anybody can read
PUBLISHED = ("demonstration-only", "django-insecure-")
# addresses of Entra ID where any organisation's people sign in, or anybody's
SHARED = {"common", "organizations", "consumers"}
ENGINES = ("django.db.backends.postgresql", "django.db.backends.sqlite3")


def refuse(name: str, what_to_do: str) -> ImproperlyConfigured:
    """The refusal to start, to be raised: which setting, and what to do about it."""
    return ImproperlyConfigured(f"Set {name}: {what_to_do}.")


def needed(name: str, why: str) -> str:
    """The environment variable ``name``. Raises ``ImproperlyConfigured``, as all of these do, where it is missing."""
    value = os.environ.get(name, "").strip()
    if not value:
        raise refuse(name, why)
    return value


def secret(name: str, why: str, *, at_least: int = SECRET) -> str:
    """A secret that is long enough, is no single key held down, and stands in no published code."""
    value = needed(name, f"{why} (at least {at_least} characters)")
    if is_weak(value, at_least):
        raise refuse(name, f"{why} (at least {at_least} characters, made at random for this installation alone)")
    return value


def is_weak(value: str, at_least: int) -> bool:
    return len(value) < at_least or len(set(value)) < FEW or value.startswith(PUBLISHED)


def keys(name: str, why: str) -> dict[str, str]:
    """Secrets by their names, in order: ``2026=…,2024=…``. A name stands before a colon in what its key encrypts."""
    pairs = [pair.strip().partition("=") for pair in needed(name, why).split(",")]
    if not all(re.fullmatch(r"[\w.-]+", key) and value for key, _, value in pairs):
        raise refuse(name, f"{why}; each is a name, an equals sign and a secret, with a comma between two")
    if any(is_weak(value, SECRET) for _, _, value in pairs):
        raise refuse(name, f"{why}; each secret has at least {SECRET} characters, made at random")
    if len({key for key, _, _ in pairs}) < len(pairs):
        raise refuse(name, f"{why}; two have the same name, and one of them would be lost")
    return {key: value for key, _, value in pairs}


def hosts(name: str, why: str) -> list[str]:
    """Names of hosts, each said in full."""
    found = [host.strip() for host in needed(name, why).split(",")]
    if not all(HOST.fullmatch(host) for host in found):
        raise refuse(name, f"{why}; each in full, like safehold.example.org, without *, https:// or a port")
    return found


def parts(url: str) -> SplitResult:
    """What an address is made of; nothing at all where it is none."""
    try:
        return urlsplit(url)
    except ValueError:
        return urlsplit("")


def address(name: str, allowed: list[str]) -> str:
    """Where links in messages lead: over TLS, and to this site. The first of ``allowed`` where nothing is set."""
    value = os.environ.get(name, "").strip() or f"https://{allowed[0]}"
    told = parts(value)
    if told.scheme != "https" or told.path.strip("/") or told.query or told.fragment:
        raise refuse(name, "where links in messages lead, like https://safehold.example.org, with https and no path")
    if told.username is not None or told.hostname not in [host.lower() for host in allowed]:
        raise refuse(name, "where links in messages lead; its host must be one of ALLOWED_HOSTS")
    return value


def database(name: str, why: str) -> dict[str, Any]:
    """Django's settings of a database that keeps what it is given: PostgreSQL, or SQLite in a file."""
    url = needed(name, why)
    try:
        found = dict(dj_database_url.parse(url, conn_max_age=600))
    except (ValueError, KeyError):
        raise refuse(name, f"{why}; what it says now cannot be read") from None  # the URL holds a password
    if found["ENGINE"] not in ENGINES:
        raise refuse(name, f"{why}; only PostgreSQL and SQLite are supported")
    if found.get("NAME") in ("", None, ":memory:"):
        raise refuse(name, f"{why}; with the name of a database, which memory is not: it forgets")
    return found


def number(name: str, otherwise: int, *, at_least: int, at_most: int, why: str) -> int:
    """A whole number between two, or ``otherwise`` where nothing is set."""
    value = os.environ.get(name, "").strip() or str(otherwise)
    if not re.fullmatch(r"[0-9]{1,6}", value) or not at_least <= int(value) <= at_most:
        raise refuse(name, f"{why}, a whole number from {at_least} to {at_most}")
    return int(value)


def yes_or_no(name: str, *, otherwise: bool, why: str) -> bool:
    """``yes`` or ``no``; anything else may have been meant either way, and is refused."""
    value = os.environ.get(name, "").strip() or ("yes" if otherwise else "no")
    if value not in ("yes", "no"):
        raise refuse(name, f"yes or no; {why}")
    return value == "yes"


def mail_over_tls(name: str, *, host: str) -> bool:
    """Whether mail leaves under TLS: it must, but for a mail server on this machine."""
    tls = yes_or_no(name, otherwise=True, why="yes sends messages under TLS")
    if not tls and host not in HERE:
        raise refuse(
            name, "yes, because EMAIL_HOST is another machine, and messages would cross the network in the clear"
        )
    return tls


def scanner(name: str, why: str) -> str:
    """Where a virus scanner listens. None at all is for the demonstration and tests."""
    value = needed(name, why)
    if not re.fullmatch(r"tcp://[^/:@]+:[0-9]{1,5}|unix:///.+", value):
        raise refuse(name, f"{why}; no file is kept unscanned")
    return value


def issuer(name: str, why: str) -> str:
    """The address of a sign-in service, over TLS, and of one tenant."""
    value = needed(name, why)
    told = parts(value)
    if told.scheme != "https" or not told.hostname:
        raise refuse(name, f"{why}, beginning with https://")
    if SHARED & set(told.path.split("/")):
        raise refuse(name, f"{why}, of one tenant: anybody can be in a shared one")
    return value
