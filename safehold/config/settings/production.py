"""For real records. Every secret comes from the environment, and an unsafe setting stops the start."""

import os

from safehold.config import environment
from safehold.config.environment import needed
from safehold.config.settings.base import *  # noqa: F403
from safehold.config.settings.base import CONTENT_SECURITY_POLICY, SQLITE_OPTIONS

DEBUG = False
CHECKED_AT_START = True
SECRET_KEY = environment.secret("SECRET_KEY", "it signs sessions and links", at_least=50)
AUDIT_KEY = environment.secret("AUDIT_KEY", "it seals the audit trail, and must be kept outside the database")
AUDIT_HEADS = needed("AUDIT_HEADS", "a file out of the database's reach that heads of the audit trail are added to")
# Newest first: "2026=…,2024=…". The first encrypts, the rest still decrypt.
FIELD_KEYS = environment.keys("FIELD_KEYS", "they encrypt names and addresses, like 2026=a-long-secret")
ALLOWED_HOSTS = environment.hosts("ALLOWED_HOSTS", "the names this site answers to, separated by commas")
SITE_URL = environment.address("SITE_URL", ALLOWED_HOSTS)
CSRF_TRUSTED_ORIGINS = [f"https://{host}" for host in ALLOWED_HOSTS]

DATABASES = {"default": environment.database("DATABASE_URL", "like postgres://user:password@host/safehold")}
if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    DATABASES["default"]["OPTIONS"] = SQLITE_OPTIONS
    DATABASES["default"]["CONN_MAX_AGE"] = 0

MEDIA_ROOT = needed("MEDIA_ROOT", "the folder for documents, outside the web server's reach")
SCANNER = environment.scanner(
    "SCANNER", "the virus scanner's socket, like tcp://127.0.0.1:3310 or unix:///run/clamd.sock"
)
EMAIL_HOST = needed("EMAIL_HOST", "the mail server that messages leave by")
EMAIL_PORT = environment.number("EMAIL_PORT", 587, at_least=1, at_most=65_535, why="the mail server's port")
EMAIL_HOST_USER = os.environ.get("EMAIL_HOST_USER", "")
EMAIL_HOST_PASSWORD = os.environ.get("EMAIL_HOST_PASSWORD", "")
EMAIL_USE_TLS = environment.mail_over_tls("EMAIL_USE_TLS", host=EMAIL_HOST)
DEFAULT_FROM_EMAIL = needed("DEFAULT_FROM_EMAIL", "the address messages come from")

SESSION_COOKIE_SECURE = True
CSRF_COOKIE_SECURE = True
SESSION_COOKIE_NAME = "__Host-session"
CSRF_COOKIE_NAME = "__Host-csrf"
SECURE_SSL_REDIRECT = True
_behind = environment.yes_or_no("BEHIND_PROXY", otherwise=False, why="yes where a proxy of yours ends TLS")
_proxies = environment.number("PROXIES", 1, at_least=1, at_most=9, why="how many proxies of yours stand in a row")
TRUSTED_PROXIES = _proxies if _behind else 0
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if _behind else None
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
                        "server_url": environment.issuer("OIDC_SERVER", "the sign-in service's issuer address"),
                        # whose addresses the service vouches for; others only where it says email_verified
                        "verified_email": [each for each in os.environ.get("OIDC_DOMAINS", "").split(",") if each],
                    },
                }
            ],
        }
    }
    # browsers hold a form's redirect to this as well: the button leads from us to the service
    _service = "/".join(os.environ["OIDC_SERVER"].split("/")[:3])
    CONTENT_SECURITY_POLICY["DIRECTIVES"]["form-action"].append(_service)
