"""For real records. Every secret comes from the environment, and an unsafe setting stops the start."""

import os

import dj_database_url
from django.core.exceptions import ImproperlyConfigured

from safehold.config.settings.base import *  # noqa: F403
from safehold.config.settings.base import CONTENT_SECURITY_POLICY, SQLITE_OPTIONS


def needed(name: str, why: str, *, at_least: int = 1) -> str:
    """The environment variable ``name``; a sentence saying what to set when it is missing or too short."""
    value = os.environ.get(name, "")
    if len(value) < at_least:
        raise ImproperlyConfigured(
            f"Set {name}: {why}" + (f" (at least {at_least} characters)." if at_least > 1 else ".")
        )
    return value


DEBUG = False
SECRET_KEY = needed("SECRET_KEY", "it signs sessions and links", at_least=50)
AUDIT_KEY = needed("AUDIT_KEY", "it seals the audit trail, and must be kept outside the database", at_least=32)
AUDIT_HEADS = os.environ.get("AUDIT_HEADS", "")
# Newest first: "2026=…,2024=…". The first encrypts, the rest still decrypt.
FIELD_KEYS = dict(
    pair.split("=", 1)
    for pair in needed("FIELD_KEYS", "they encrypt names and addresses, like 2026=a-long-secret").split(",")
)
ALLOWED_HOSTS = needed("ALLOWED_HOSTS", "the names this site answers to, separated by commas").split(",")
SITE_URL = os.environ.get("SITE_URL", f"https://{ALLOWED_HOSTS[0]}")
CSRF_TRUSTED_ORIGINS = [f"https://{host}" for host in ALLOWED_HOSTS]

DATABASES = {
    "default": dj_database_url.parse(
        needed("DATABASE_URL", "like postgres://user:password@host/safehold"), conn_max_age=600
    )
}
if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    DATABASES["default"]["OPTIONS"] = SQLITE_OPTIONS
    DATABASES["default"]["CONN_MAX_AGE"] = 0

MEDIA_ROOT = needed("MEDIA_ROOT", "the folder for documents, outside the web server's reach")
SCANNER = needed("SCANNER", "the virus scanner's socket, like tcp://127.0.0.1:3310 or unix:///run/clamd.sock")
EMAIL_HOST = needed("EMAIL_HOST", "the mail server that messages leave by")
EMAIL_PORT = int(os.environ.get("EMAIL_PORT", "587"))
EMAIL_HOST_USER = os.environ.get("EMAIL_HOST_USER", "")
EMAIL_HOST_PASSWORD = os.environ.get("EMAIL_HOST_PASSWORD", "")
EMAIL_USE_TLS = os.environ.get("EMAIL_USE_TLS", "yes") == "yes"
DEFAULT_FROM_EMAIL = needed("DEFAULT_FROM_EMAIL", "the address messages come from")

SESSION_COOKIE_SECURE = True
CSRF_COOKIE_SECURE = True
SESSION_COOKIE_NAME = "__Host-session"
CSRF_COOKIE_NAME = "__Host-csrf"
SECURE_SSL_REDIRECT = True
TRUSTED_PROXIES = int(os.environ.get("PROXIES", "1")) if os.environ.get("BEHIND_PROXY") == "yes" else 0
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if os.environ.get("BEHIND_PROXY") == "yes" else None
SECURE_HSTS_SECONDS = 31_536_000
SECURE_HSTS_INCLUDE_SUBDOMAINS = True
SECURE_HSTS_PRELOAD = True

# --- signing in through the organisation's own service (Entra ID and the like), where it is configured -----------------

if os.environ.get("OIDC_CLIENT_ID"):
    SOCIALACCOUNT_PROVIDERS = {
        "openid_connect": {
            "OAUTH_PKCE_ENABLED": True,
            "APPS": [
                {
                    "provider_id": "organisation",
                    "name": os.environ.get("OIDC_NAME", "your organisation’s account"),
                    "client_id": os.environ["OIDC_CLIENT_ID"],
                    "secret": needed("OIDC_CLIENT_SECRET", "the sign-in service gave it with OIDC_CLIENT_ID"),
                    "settings": {
                        # of one tenant: https://login.microsoftonline.com/TENANT/v2.0, never "common"
                        "server_url": needed("OIDC_SERVER", "the sign-in service's issuer address"),
                        # whose addresses the service vouches for; others only where it says email_verified
                        "verified_email": [each for each in os.environ.get("OIDC_DOMAINS", "").split(",") if each],
                    },
                }
            ],
        }
    }
    if {"common", "organizations", "consumers"} & set(os.environ["OIDC_SERVER"].split("/")):
        raise ImproperlyConfigured("Set OIDC_SERVER to one tenant's address: anybody can be in a shared one.")
    # browsers hold a form's redirect to this as well: the button leads from us to the service
    _service = "/".join(os.environ["OIDC_SERVER"].split("/")[:3])
    CONTENT_SECURITY_POLICY["DIRECTIVES"]["form-action"].append(_service)
