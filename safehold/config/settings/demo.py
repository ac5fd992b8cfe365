"""For ``make demo``: the embedded database, bound to this machine, everything invented, one fixed day.

``SAFEHOLD_DEMO`` names the partnership: each has a database, files and mail of its own under ``.demo/``.
"""

import os
from datetime import date

from safehold.config.settings.base import *  # noqa: F403
from safehold.config.settings.base import ROOT, SQLITE_OPTIONS

PARTNERSHIP = os.environ.get("SAFEHOLD_DEMO", "westmere")
HOME = ROOT / ".demo" / PARTNERSHIP
HOME.mkdir(parents=True, exist_ok=True)

DEMO = True
INVENTED = PARTNERSHIP == "westmere"
BUSINESS_DATE = date(2021, 4, 30)
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = True  # passkeys on localhost, without a certificate
SECRET_KEY = "demonstration-only-never-for-real-records-0123456789abcdef"
AUDIT_KEY = "demonstration-only-audit"
AUDIT_HEADS = str(HOME / "audit-heads.txt")
FIELD_KEYS = {"demo": "demonstration-only-fields"}
ALLOWED_HOSTS = ["localhost", "127.0.0.1"]  # a passkey belongs to a name, and never to a number
DEBUG = False
SCANNER = "none"
SCANNER_MAY_BE_NONE = True

DATABASES = {
    "default": {"ENGINE": "django.db.backends.sqlite3", "NAME": HOME / "safehold.sqlite3", "OPTIONS": SQLITE_OPTIONS}
}
MEDIA_ROOT = HOME / "files"
EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
EMAIL_HOST = "127.0.0.1"
EMAIL_PORT = int(os.environ.get("SAFEHOLD_DEMO_SMTP_PORT", "8025"))
SITE_URL = f"http://localhost:{os.environ.get('SAFEHOLD_DEMO_PORT', '8000')}"
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "handlers": {"file": {"class": "logging.FileHandler", "filename": HOME / "safehold.log"}},
    "root": {"handlers": ["file"], "level": "INFO"},
}

INSTALLED_APPS = [*INSTALLED_APPS, "safehold.demo"]  # noqa: F405
