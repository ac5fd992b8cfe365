"""R16: every address answers with the headers that keep a browser safe, static files and errors included.

Small: sixty addresses for each of four roles, always the same. Full: all of them.
"""

import importlib
import random
import re
from pathlib import Path

import pytest
from django.test import Client, override_settings

from safehold.access.roles import Role
from tests.proofs import PROVING
from tests.proofs.addresses import places
from tests.world import World

pytestmark = [pytest.mark.slow, pytest.mark.one_database]

UNSAFE = ("unsafe-inline", "unsafe-eval", "unsafe-hashes", "*", "http:", "https:")
ROLES = (None, Role.BUSINESS_MANAGER, Role.SYSTEM_ADMINISTRATOR, Role.TRAIL_AUDITOR)
# what production.py needs from the environment, invented
ENVIRONMENT = {
    "SECRET_KEY": "invented-for-this-check-" * 3,
    "AUDIT_KEY": "invented-for-this-check-" * 3,
    "FIELD_KEYS": "check=invented-for-this-check-invented",
    "AUDIT_HEADS": "audit-heads.txt",
    "ALLOWED_HOSTS": "safehold.example.org",
    "DATABASE_URL": "sqlite:///check.sqlite3",
    "MEDIA_ROOT": "media",
    "SCANNER": "tcp://127.0.0.1:3310",
    "EMAIL_HOST": "localhost",
    "DEFAULT_FROM_EMAIL": "no-reply@example.org",
}
OF_PRODUCTION = (
    "SECURE_HSTS_SECONDS", "SECURE_HSTS_INCLUDE_SUBDOMAINS", "SECURE_SSL_REDIRECT", "SESSION_COOKIE_SECURE",
    "CSRF_COOKIE_SECURE", "SESSION_COOKIE_NAME", "CSRF_COOKIE_NAME", "ALLOWED_HOSTS",
)  # fmt: skip


def policy(header: str) -> dict[str, list[str]]:
    parts = [part.split() for part in header.split(";") if part.strip()]
    return {part[0]: part[1:] for part in parts}


def faults(answer) -> list[str]:
    """What is wrong with the headers of one answer."""
    found, said = [], answer.headers
    csp = policy(said.get("Content-Security-Policy", ""))
    # a file that somebody sent is let nothing at all
    if csp.get("default-src") not in (["'self'"], ["'none'"]) or csp.get("object-src") != ["'none'"]:
        found.append("no strict content security policy")
    found += [f"{name} allows {word}" for name, words in csp.items() for word in words if word.strip("'") in UNSAFE]
    if csp.get("frame-ancestors") != ["'none'"] or said.get("X-Frame-Options") != "DENY":
        found.append("it can be framed")
    if said.get("X-Content-Type-Options") != "nosniff":
        found.append("its type may be guessed")
    if said.get("Referrer-Policy") != "same-origin" or said.get("Cross-Origin-Opener-Policy") != "same-origin":
        found.append("it tells other sites where one came from")
    if "camera=()" not in said.get("Permissions-Policy", ""):
        found.append("it may ask for the camera")
    return found


def inline(answer) -> list[str]:
    """Styles, scripts and handlers inside a page, which the policy would block."""
    if not answer.headers.get("Content-Type", "").startswith("text/html") or answer.streaming:
        return []
    page = re.sub(r"<svg\b.*?</svg>", "", answer.content.decode(), flags=re.DOTALL)
    bare = re.findall(
        r"<script(?![^>]*\b(?:src=|nonce=|type=\"application/json\"))[^>]*>|<style(?![^>]*\bnonce=)[^>]*>", page
    )
    return bare + re.findall(r"<[^>]+\son\w+=", page) + re.findall(r"<[^>]+\sstyle=", page)


@pytest.mark.parametrize("role", ROLES, ids=str)
@pytest.mark.django_db
def test_every_address_answers_with_every_header(role, world: World):
    client = world.client(role)
    client.raise_request_exception = False
    seen, wrong, every = 0, {}, places(world)
    for place in every if PROVING else random.Random(f"headers, {role}").sample(every, 60):
        answer = client.get(place.path)
        seen += 1
        problems = faults(answer) + [f"inside the page: {each[:60]}" for each in inline(answer)]
        if client.session.get("_auth_user_id") and "no-store" not in answer.headers.get("Cache-Control", ""):
            problems.append("a browser may keep it")
        if answer.status_code >= 500:
            problems.append(f"it answered {answer.status_code}")
        if problems:
            wrong[str(place)] = problems
        if role and not client.session.get("_auth_user_id"):
            client = world.client(role)  # the page signed us out, as it should
            client.raise_request_exception = False

    assert len(every) > 100
    assert seen >= 60
    assert wrong == {}


@pytest.mark.parametrize("path", ["/no-such-page/", "/annual-reports/no-such-page/"])
@pytest.mark.django_db
def test_what_is_not_there_is_answered_as_safely(path):
    answer = Client().get(path)

    assert answer.status_code in (302, 404)
    assert faults(answer) == []


@pytest.mark.django_db
def test_a_fault_of_our_own_is_answered_as_safely(monkeypatch):
    monkeypatch.setattr("safehold.website.views.connection", None)
    client = Client(raise_request_exception=False)

    answer = client.get("/health/")

    assert answer.status_code == 500
    assert faults(answer) == []


@pytest.mark.django_db
def test_a_refused_form_is_answered_as_safely():
    answer = Client(enforce_csrf_checks=True).post("/account/login/", {"login": "a@example.org"})

    assert answer.status_code == 403
    assert faults(answer) == []


@pytest.mark.django_db
def test_static_files_are_answered_as_safely(tmp_path: Path):
    (tmp_path / "drawing.svg").write_text("<svg xmlns='http://www.w3.org/2000/svg'/>")
    with override_settings(STATIC_ROOT=tmp_path):
        answer = Client().get("/static/drawing.svg")

    assert answer.status_code == 200
    assert faults(answer) == []


def test_each_page_has_a_nonce_of_its_own(db):
    client = Client()
    nonces = [
        re.findall(r"'nonce-([^']+)'", client.get("/account/login/").headers["Content-Security-Policy"])
        for _ in range(2)
    ]

    assert all(len(each) == 1 for each in nonces)
    assert nonces[0] != nonces[1]


@pytest.fixture
def production(monkeypatch):
    """The settings of production that reach a browser."""
    for name, value in ENVIRONMENT.items():
        monkeypatch.setenv(name, value)
    settings = importlib.reload(importlib.import_module("safehold.config.settings.production"))
    return {name: getattr(settings, name) for name in OF_PRODUCTION}


@pytest.mark.django_db
def test_production_is_reached_over_https_alone_and_its_cookies_stay_there(production):
    with override_settings(**production):
        client = Client(headers={"host": "safehold.example.org"})
        plain = client.get("/account/login/")
        secure = client.get("/account/login/", secure=True)

    assert plain.status_code == 301
    assert plain.headers["Location"] == "https://safehold.example.org/account/login/"
    assert secure.status_code == 200
    assert int(re.findall(r"max-age=(\d+)", secure.headers["Strict-Transport-Security"])[0]) >= 31_536_000
    assert "includeSubDomains" in secure.headers["Strict-Transport-Security"]
    assert secure.cookies
    for name, cookie in secure.cookies.items():
        assert name.startswith("__Host-"), name
        assert cookie["secure"], name
        assert cookie["httponly"], name
        assert cookie["samesite"] in ("Lax", "Strict"), name
        assert cookie["path"] == "/", name
        assert not cookie["domain"], name


# --- the controls ------------------------------------------------------------------------------------------------------


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("without", "found"),
    [
        ("csp.middleware.CSPMiddleware", "no strict content security policy"),
        ("django.middleware.clickjacking.XFrameOptionsMiddleware", "it can be framed"),
        ("django.middleware.security.SecurityMiddleware", "its type may be guessed"),
        ("django_permissions_policy.PermissionsPolicyMiddleware", "it may ask for the camera"),
    ],
)
def test_without_what_sends_a_header_this_fails(settings, without, found):
    settings.MIDDLEWARE = [each for each in settings.MIDDLEWARE if each != without]

    assert found in faults(Client().get("/account/login/"))


@pytest.mark.django_db
def test_a_loosened_policy_fails(settings):
    directives = settings.CONTENT_SECURITY_POLICY["DIRECTIVES"]
    loosened = {**directives, "script-src": ["'self'", "'unsafe-inline'"]}
    settings.CONTENT_SECURITY_POLICY = {"DIRECTIVES": loosened}

    assert "script-src allows 'unsafe-inline'" in faults(Client().get("/account/login/"))
