"""What the production guide says to run, run: from an empty database, with the production settings, in its order."""

import os
import runpy
import shlex
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured

pytestmark = pytest.mark.slow

ROOT = Path(settings.ROOT)
GUIDE = (ROOT / "docs/how-to/production.md").read_text(encoding="utf-8")
SECRET = "invented-for-this-test-alone-Zq7!" * 3
# the guide's commands that need a server of the outside world, or that last until they are killed
NOT_RUN = ("manage.py work\n", "manage.py send_outbox\n", "manage.py collectstatic")


@pytest.fixture
def installation(tmp_path):
    """The environment of an installation that has nothing in it yet."""
    (tmp_path / "static").mkdir()
    return {
        **{name: os.environ[name] for name in ("PATH", "HOME", "LANG") if name in os.environ},
        "DJANGO_SETTINGS_MODULE": "safehold.config.settings.production",
        "SECRET_KEY": SECRET,
        "AUDIT_KEY": SECRET,
        "FIELD_KEYS": f"2026={SECRET}",
        "AUDIT_HEADS": str(tmp_path / "audit-heads.txt"),
        "ALLOWED_HOSTS": "safehold.example.org",
        "DATABASE_URL": f"sqlite:///{tmp_path / 'safehold.sqlite3'}",
        "MEDIA_ROOT": str(tmp_path / "files"),
        "SCANNER": "tcp://127.0.0.1:3310",
        "EMAIL_HOST": "localhost",
        "DEFAULT_FROM_EMAIL": "no-reply@example.org",
    }


def run(command: str, environment: dict[str, str]) -> subprocess.CompletedProcess:
    words = [sys.executable, *shlex.split(command)]
    return subprocess.run(words, cwd=ROOT, env=environment, capture_output=True, text=True, timeout=120)


def commands() -> list[str]:
    """Every ``manage.py`` command that stands in a block of the guide, in order, without what stands around it."""
    found = []
    for line in GUIDE.splitlines():
        if "manage.py " not in line or line.startswith(("ExecStart", "|")) or "`" in line:
            continue
        command = line[line.index("manage.py ") :].split(" > ")[0]
        if not f"{command}\n".startswith(NOT_RUN) and command not in found:
            found.append(command)
    return found


def test_an_empty_database_is_brought_to_life_by_the_commands_of_the_guide(installation):
    told = commands()
    assert [command.split()[1] for command in told] == [
        "migrate",
        "createcachetable",
        "check",
        "clear_kept_drafts",
        "seal_audit",
        "first_administrator",
        "seal_audit",
        "rotate_field_keys",
        "rotate_field_keys",
    ]

    said = {}
    for command in told:
        done = run(command, installation)
        assert done.returncode == 0, f"{command}\n{done.stdout}{done.stderr}"
        said[command] = done.stdout.strip()

    head = said["manage.py seal_audit"]
    assert head.startswith("1:")
    assert said["manage.py rotate_field_keys"].endswith("Every value is under the key 2026.")
    assert head in Path(installation["AUDIT_HEADS"]).read_text()
    assert run(f"manage.py verify_audit --head {head}", installation).returncode == 0
    assert "kept elsewhere" in run("manage.py verify_audit", installation).stdout


def test_the_check_at_every_start_finds_a_trail_without_its_guards(installation):
    assert run("manage.py migrate", installation).returncode == 0
    with_database(installation, "DROP TRIGGER access_auditline_no_update")
    check = "manage.py check --database default"

    assert "access_auditline_no_update" in run(check, installation).stderr
    assert run("manage.py migrate --skip-checks", installation).returncode == 0
    assert run(check, installation).returncode == 0


DEMONSTRATION = """
import django; django.setup()
from django.utils import timezone
from safehold.access.models import User
User.objects.create(email="you@example.org", is_demonstration=True, made_at=timezone.now())
"""
WEB, WORKER = "-c 'import safehold.config.wsgi'", "manage.py work --once"


def with_database(installation: dict[str, str], statement: str) -> None:
    with closing(sqlite3.connect(installation["DATABASE_URL"].removeprefix("sqlite:///"))) as database, database:
        database.execute(statement)


def test_web_process_and_worker_start_from_a_safe_database_and_refuse_any_other(installation):
    """The first start is the control."""
    for command in ("manage.py migrate", "manage.py createcachetable", WEB, WORKER):
        done = run(command, installation)
        assert done.returncode == 0, f"{command}\n{done.stderr}"

    with_database(installation, "DROP TRIGGER access_auditline_no_update")
    refuses_to_start(
        installation, "What is kept for ever is not guarded: access_auditline_no_update. Run manage.py migrate"
    )

    assert run("manage.py migrate --skip-checks", installation).returncode == 0
    assert run(f"-c {shlex.quote(DEMONSTRATION)}", installation).returncode == 0
    refuses_to_start(installation, "This database holds demonstration accounts. Start from an empty database.")


def test_web_process_and_worker_refuse_a_database_that_was_not_migrated(installation):
    refuses_to_start(installation, "The database has not been migrated. Run manage.py migrate as its owner.")


def refuses_to_start(installation: dict[str, str], why: str) -> None:
    web, worker = run(WEB, installation), run(WORKER, installation)

    assert web.returncode != 0
    assert web.stderr.splitlines()[-1].startswith(f"django.core.exceptions.ImproperlyConfigured: {why}")
    assert worker.returncode != 0
    assert worker.stderr.startswith(f"Cannot start. {why}")
    assert worker.stderr.count("\n") == 1, worker.stderr


def test_a_database_that_does_not_answer_is_waited_for_and_then_refused(installation, tmp_path):
    installation["DATABASE_URL"] = f"sqlite:///{tmp_path}/nowhere/safehold.sqlite3"
    ask = (
        "import django; django.setup(); from safehold.access import starting; starting.refuse_unless_safe(patience={})"
    )

    at_once = run(f"-c {shlex.quote(ask.format(0))}", installation)
    assert at_once.returncode != 0
    assert "does not answer, and nothing is served unchecked. Start it, or mend DATABASE_URL." in at_once.stderr

    waiting = [sys.executable, "-c", ask.format(60)]
    with subprocess.Popen(waiting, cwd=ROOT, env=installation, stderr=subprocess.PIPE, text=True) as start:
        with pytest.raises(subprocess.TimeoutExpired):
            start.wait(5)
        (tmp_path / "nowhere").mkdir()
        assert "has not been migrated" in start.communicate(timeout=60)[1], "it answered, and was asked"


@pytest.mark.parametrize(
    "name",
    [
        "SECRET_KEY",
        "AUDIT_KEY",
        "AUDIT_HEADS",
        "FIELD_KEYS",
        "ALLOWED_HOSTS",
        "DATABASE_URL",
        "MEDIA_ROOT",
        "SCANNER",
        "EMAIL_HOST",
        "DEFAULT_FROM_EMAIL",
    ],
)
def test_a_missing_setting_stops_the_start_and_is_named_in_one_sentence(installation, name):
    del installation[name]

    done = run("manage.py check", installation)

    assert done.returncode != 0
    assert done.stderr.startswith(f"Cannot start. Set {name}: ")
    assert done.stderr.count("\n") == 1, done.stderr


UNSAFE = [
    ("SECRET_KEY", "short"),
    ("SECRET_KEY", "a" * 60),
    ("SECRET_KEY", "demonstration-only-never-for-real-records-0123456789abcdef"),
    ("AUDIT_KEY", "short"),
    ("FIELD_KEYS", "abc"),
    ("FIELD_KEYS", "a=b"),
    ("FIELD_KEYS", f"2026={SECRET},2024=short"),
    ("FIELD_KEYS", f"2026={SECRET},"),
    ("FIELD_KEYS", f"20:26={SECRET}"),
    ("FIELD_KEYS", f"2026={SECRET},2026={SECRET}x"),
    ("ALLOWED_HOSTS", "*"),
    ("ALLOWED_HOSTS", ".example.org"),
    ("ALLOWED_HOSTS", "safehold.example.org,*"),
    ("ALLOWED_HOSTS", "https://safehold.example.org"),
    ("SITE_URL", "http://safehold.example.org"),
    ("SITE_URL", "https://elsewhere.example.org"),
    ("SITE_URL", "https://safehold.example.org/path?query"),
    ("SITE_URL", "https://["),
    ("DATABASE_URL", "nonsense"),
    ("DATABASE_URL", "postgres://user:hidden@host:port/safehold"),
    ("DATABASE_URL", "postgres://user:hidden@host/"),
    ("DATABASE_URL", "mysql://user:hidden@host/safehold"),
    ("DATABASE_URL", "sqlite:///:memory:"),
    ("SCANNER", "none"),
    ("SCANNER", "127.0.0.1:3310"),
    ("EMAIL_PORT", "smtp"),
    ("EMAIL_USE_TLS", "no"),
    ("EMAIL_USE_TLS", "true"),
    ("BEHIND_PROXY", "true"),
    ("PROXIES", "0"),
    ("OIDC_SERVER", "http://login.example.org/tenant/v2.0"),
]


def settings_of(installation: dict[str, str], monkeypatch) -> dict:
    """What production's settings make of an environment. Raises ``ImproperlyConfigured``."""
    for name in [*os.environ]:
        monkeypatch.delenv(name)
    for name, value in installation.items():
        monkeypatch.setenv(name, value)
    return runpy.run_path(str(ROOT / "safehold/config/settings/production.py"))


@pytest.mark.parametrize(("name", "value"), UNSAFE)
def test_an_unsafe_setting_stops_the_start_and_is_named(installation, monkeypatch, name, value):
    with_service = {"OIDC_CLIENT_ID": "client", "OIDC_CLIENT_SECRET": "hidden"} if name == "OIDC_SERVER" else {}
    installation |= {"EMAIL_HOST": "mail.example.org", **with_service, name: value}

    with pytest.raises(ImproperlyConfigured, match=rf"^Set {name}: .+\.$") as refusal:
        settings_of(installation, monkeypatch)

    said = str(refusal.value)
    assert "\n" not in said
    assert SECRET not in said
    assert "hidden" not in said
    assert refusal.value.__suppress_context__ or refusal.value.__context__ is None, "no library's trace"


@pytest.mark.parametrize(
    "given",
    [
        {},
        {"EMAIL_USE_TLS": "no"},
        {"EMAIL_HOST": "mail.example.org", "EMAIL_PORT": "25"},
        {"DATABASE_URL": "postgres://user:hidden@host/safehold"},
        {"ALLOWED_HOSTS": "safehold.example.org, 10.0.0.7", "SITE_URL": "https://safehold.example.org/"},
        {"FIELD_KEYS": f"2027={SECRET}=, 2026={SECRET}"},
        {"BEHIND_PROXY": "yes", "PROXIES": "2"},
    ],
)
def test_the_control_what_is_safe_starts(installation, monkeypatch, given):
    found = settings_of(installation | given, monkeypatch)

    assert found["SECRET_KEY"] == SECRET
    assert found["SITE_URL"].rstrip("/") == "https://safehold.example.org"
    assert found["TRUSTED_PROXIES"] == int(given.get("PROXIES", 0))
    assert list(found["FIELD_KEYS"])[-1] == "2026"
