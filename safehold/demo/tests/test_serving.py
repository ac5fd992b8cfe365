"""Serving the demonstration: what it sends is caught, and leads back to where it is served."""

import importlib.util
import os
import smtplib
import subprocess
import sys
from email.message import EmailMessage
from pathlib import Path

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.handlers import Mailbox

from safehold.records.tests.mailing import free_port

ROOT = Path(__file__).resolve().parents[3]
ADDRESS = "from django.conf import settings; print(settings.SITE_URL, *settings.ALLOWED_HOSTS)"


def mailbox_in(home: Path) -> Path:
    found = importlib.util.spec_from_file_location("demo_script", ROOT / "scripts" / "demo.py")
    assert found
    assert found.loader
    script = importlib.util.module_from_spec(found)
    found.loader.exec_module(script)
    return script.mailbox_in(home)


def catch(folder: Path) -> None:
    """Send a message to the catcher, which keeps it in ``folder``."""
    told = EmailMessage()
    told["Subject"] = "You are invited"
    catcher = Controller(Mailbox(folder), hostname="127.0.0.1", port=free_port())
    catcher.start()
    try:
        with smtplib.SMTP(catcher.hostname, catcher.port) as site:
            site.send_message(told, "a@westmere.example", ["b@westmere.example"])
    finally:
        catcher.stop()


def test_a_message_is_caught_in_the_folder_that_is_named(tmp_path):
    folder = mailbox_in(tmp_path)

    catch(folder)

    assert [b"You are invited" in kept.read_bytes() for kept in (folder / "new").iterdir()] == [True]
    assert mailbox_in(tmp_path) == folder


def test_a_folder_made_by_anybody_else_catches_nothing(tmp_path):
    """The control: what the catcher does with an empty folder."""
    with pytest.raises(smtplib.SMTPDataError, match="FileNotFoundError"):
        catch(tmp_path)


def test_links_lead_to_the_name_and_port_that_it_is_served_on():
    """To a name: a browser keeps no passkey for an IP address, and a link in a message leads where one signs in."""
    env = {**os.environ, "DJANGO_SETTINGS_MODULE": "safehold.config.settings.demo", "SAFEHOLD_DEMO_PORT": "8111"}

    said = subprocess.run(
        [sys.executable, "-c", ADDRESS], cwd=ROOT, env=env, capture_output=True, text=True, check=True
    )

    address, *hosts = said.stdout.split()
    assert address == "http://localhost:8111"
    assert "localhost" in hosts
    assert "http://localhost:{web}/" in (ROOT / "scripts" / "demo.py").read_text(encoding="utf-8"), "as it is said"


def test_heads_of_the_audit_trail_are_kept_beside_the_demonstrations_database():
    env = {**os.environ, "DJANGO_SETTINGS_MODULE": "safehold.config.settings.demo", "SAFEHOLD_DEMO": "bnes"}
    ask = "from django.conf import settings; print(settings.AUDIT_HEADS)"
    told = subprocess.run([sys.executable, "-c", ask], env=env, cwd=ROOT, capture_output=True, text=True, check=True)

    assert Path(told.stdout.strip()).parent == ROOT / ".demo" / "bnes"
