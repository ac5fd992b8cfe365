"""What signing in through the organisation's own service promises. The service is played; the tokens are ours."""

import os
import subprocess
import sys
import time

import jwt
import pytest
from allauth.socialaccount.models import SocialAccount
from cryptography.hazmat.primitives.asymmetric import rsa
from django.conf import settings
from django.test import Client
from django.urls import reverse

from safehold.access.models import AuditLine, User
from safehold.access.roles import Role
from safehold.access.signin import provider
from safehold.access.tests.browsing import title_of, with_second_factor
from safehold.access.tests.factories import account

pytestmark = pytest.mark.django_db

ISSUER = "https://sign-in.example/tenant/v2.0"
KEY = rsa.generate_private_key(public_exponent=65537, key_size=2048)
CONFIG = {
    "issuer": ISSUER,
    "authorization_endpoint": f"{ISSUER}/authorize",
    "token_endpoint": f"{ISSUER}/token",
    "userinfo_endpoint": f"{ISSUER}/userinfo",
    "jwks_uri": f"{ISSUER}/keys",
    "token_endpoint_auth_methods_supported": ["client_secret_post"],
}


@pytest.fixture(autouse=True)
def _configured(settings):
    settings.SOCIALACCOUNT_PROVIDERS = {
        "openid_connect": {
            "OAUTH_PKCE_ENABLED": True,
            "APPS": [
                {
                    "provider_id": "organisation",
                    "name": "your council account",
                    "client_id": "client",
                    "secret": "secret",
                    "settings": {"server_url": ISSUER, "verified_email": ["example.org"]},
                }
            ],
        }
    }


class Service:
    """What the sign-in service answers to our server."""

    def __init__(self, **claims) -> None:
        self.claims = claims

    def get(self, url, **_):
        return Answer(CONFIG if "well-known" in url else {key: self.claims[key] for key in ("sub", "email")})

    def request(self, method, url, **_):
        token = {
            "iss": ISSUER,
            "aud": "client",
            "iat": int(time.time()),
            "exp": int(time.time()) + 300,
            **self.claims,
        }
        return Answer({"access_token": "x", "token_type": "bearer", "id_token": jwt.encode(token, KEY, "RS256")})

    def __enter__(self):
        return self

    def __exit__(self, *_):
        return None


class Answer:
    status_code = 200
    headers = {"content-type": "application/json"}

    def __init__(self, body) -> None:
        self.body = body

    def raise_for_status(self) -> None:
        return None

    def json(self):
        return self.body


def come_back(monkeypatch, client: Client | None = None, **claims):
    """Go to the service and come back with ``claims``; the browser and the last answer."""
    client = client or Client()
    service = Service(**{"sub": "number-1", **claims})
    monkeypatch.setattr(provider.ProviderAdapter, "get_requests_session", lambda self: service)
    away = client.post(reverse("openid_connect_login", args=["organisation"]))
    state = dict(part.split("=", 1) for part in away.url.split("?")[1].split("&"))["state"]
    back = client.get(reverse("openid_connect_callback", args=["organisation"]), {"code": "x", "state": state})
    return client, back


def test_the_sign_in_page_offers_the_service_where_one_is_configured(settings):
    offered = Client().get(reverse("account_login")).content.decode()
    settings.SOCIALACCOUNT_PROVIDERS = {}

    assert "Sign in with your council account" in offered
    assert "your council account" not in Client().get(reverse("account_login")).content.decode()


def test_someone_who_was_invited_is_signed_in(monkeypatch):
    user = account(Role.DELEGATE, email="asha@example.org")

    client, _ = come_back(monkeypatch, email="asha@example.org")

    assert client.get(reverse("access:account")).status_code == 200
    line = AuditLine.objects.get(event="access.signed_in")
    assert (line.by_id, line.facts["shown"]) == (user.pk, ["socialaccount"])


@pytest.mark.parametrize("email", ["stranger@example.org", "asha@elsewhere.example"])
def test_someone_who_was_not_invited_is_not_and_gets_no_account(monkeypatch, email):
    account(Role.DELEGATE, email="asha@example.org")

    client, back = come_back(monkeypatch, email=email)

    assert back.url == reverse("access:no_account")
    assert "You have no account here" in title_of(client.get(back.url))
    assert User.objects.count() == 1
    assert AuditLine.objects.get().facts == {"through": "provider"}


def test_an_address_that_the_service_does_not_vouch_for_opens_nothing(monkeypatch):
    account(Role.DELEGATE, email="asha@elsewhere.example")

    _, back = come_back(monkeypatch, email="asha@elsewhere.example")

    assert back.url == reverse("access:no_account")


def test_a_leaver_is_told_that_they_have_no_account(monkeypatch):
    user = account(Role.DELEGATE, email="asha@example.org")
    come_back(monkeypatch, email="asha@example.org")
    User.objects.filter(pk=user.pk).update(is_active=False)

    _, back = come_back(monkeypatch, email="asha@example.org")

    assert back.url == reverse("access:no_account")


@pytest.mark.parametrize(
    ("methods", "counts"), [(["pwd", "mfa"], True), (["pwd"], False), ("mfa", False), (None, False), ([], False)]
)
def test_it_counts_as_a_second_step_only_where_its_own_token_says_so(monkeypatch, methods, counts):
    account(Role.LADO, email="asha@example.org")

    client, _ = come_back(monkeypatch, email="asha@example.org", amr=methods)
    answer = client.get(reverse("access:account"))

    assert answer.status_code == (200 if counts else 302)
    assert counts or answer.url.startswith(reverse("mfa_activate_totp"))


@pytest.mark.parametrize(("methods", "asked"), [(["mfa"], False), (["pwd"], True)])
def test_who_has_an_app_is_asked_for_its_code_unless_the_service_has_seen_to_it(monkeypatch, methods, asked):
    with_second_factor(account(Role.LADO, email="asha@example.org"))

    client, back = come_back(monkeypatch, email="asha@example.org", amr=methods)

    assert back.url.startswith(reverse("mfa_authenticate")) is asked
    assert (client.get(reverse("access:account")).status_code == 200) is not asked


def test_its_word_for_one_person_does_not_count_for_the_next_at_the_same_browser(monkeypatch):
    account(Role.LADO, email="asha@example.org")
    account(Role.LADO, email="other@example.org")
    client, _ = come_back(monkeypatch, email="asha@example.org", amr=["mfa"])

    come_back(monkeypatch, client, email="other@example.org", amr=["pwd"], sub="number-2")

    assert client.get(reverse("access:account")).url.startswith(reverse("mfa_activate_totp"))


def test_nothing_that_it_tells_about_a_person_is_kept(monkeypatch):
    account(Role.DELEGATE, email="asha@example.org")

    come_back(monkeypatch, email="asha@example.org", name="Marked Name", given_name="Marked")

    assert SocialAccount.objects.get().extra_data == {"id_token": {"sub": "number-1"}}


PRODUCTION = {
    "SECRET_KEY": "only-for-this-test-0123456789-abcdefghijklmnopqrstuvwxyz-0123456789",
    "AUDIT_KEY": "only-for-this-test-0123456789-abcdefghi",
    "FIELD_KEYS": "test=only-for-this-test-0123456789-abcdefghi",
    "AUDIT_HEADS": "audit-heads.txt",
    "ALLOWED_HOSTS": "safehold.example",
    "DATABASE_URL": "sqlite:///only-for-this-test.sqlite3",
    "MEDIA_ROOT": "files",
    "SCANNER": "tcp://127.0.0.1:3310",
    "EMAIL_HOST": "mail.example",
    "DEFAULT_FROM_EMAIL": "no-reply@safehold.example",
    "OIDC_CLIENT_ID": "client",
    "OIDC_CLIENT_SECRET": "secret",
    "OIDC_SERVER": "https://login.example/tenant/v2.0",
}
ASK = "from safehold.config.settings import production as p; print(p.CONTENT_SECURITY_POLICY['DIRECTIVES']['form-action'])"


def settings_say(**environment: str) -> subprocess.CompletedProcess[str]:
    """What production's settings make of ``environment``, in a process of their own."""
    given = {name: value for name, value in {**os.environ, **PRODUCTION, **environment}.items() if value}
    return subprocess.run([sys.executable, "-c", ASK], env=given, cwd=settings.ROOT, capture_output=True, text=True)


def test_a_form_may_lead_to_the_service_only_where_it_is_configured():
    with_service, without = settings_say(), settings_say(OIDC_CLIENT_ID="")

    assert "https://login.example" in with_service.stdout
    assert "self" in without.stdout
    assert "login.example" not in without.stdout


@pytest.mark.parametrize("tenant", ["common", "organizations", "consumers"])
def test_a_service_that_anybody_can_be_in_stops_the_start(tenant):
    said = settings_say(OIDC_SERVER=f"https://login.example/{tenant}/v2.0")

    assert said.returncode != 0
    assert "Set OIDC_SERVER: the sign-in service's issuer address, of one tenant" in said.stderr
