"""For ``make test``: SQLite in memory, or the PostgreSQL named by ``TEST_DATABASE_URL``."""

import os

import dj_database_url

from safehold.config.settings.base import *  # noqa: F403
from safehold.config.settings.base import ROOT, SQLITE_OPTIONS

SECRET_KEY = "only-for-tests-and-therefore-not-secret-at-all-0123456789"
AUDIT_KEY = "only-for-tests-audit"
FIELD_KEYS = {"test": "only-for-tests-fields"}
ROOT_URLCONF = "tests.invented.site"
ALLOWED_HOSTS = ["testserver", "localhost", "127.0.0.1"]
DEBUG = False

(ROOT / ".cache").mkdir(exist_ok=True)
_url = os.environ.get("TEST_DATABASE_URL")
if _url:
    DATABASES = {"default": dj_database_url.parse(_url)}
else:
    DATABASES = {
        "default": {
            "ENGINE": "django.db.backends.sqlite3",
            "NAME": str(ROOT / ".cache" / "test.sqlite3"),
            "OPTIONS": SQLITE_OPTIONS,
        }
    }

EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
# One round: the tests check what we do with passwords, not scrypt.
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.InMemoryStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
SCANNER = "none"
SCANNER_MAY_BE_NONE = True
LOGGING = {"version": 1, "disable_existing_loggers": False, "root": {"handlers": [], "level": "CRITICAL"}}

INSTALLED_APPS = [*INSTALLED_APPS, "safehold.demo", "tests.invented"]  # noqa: F405
