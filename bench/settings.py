"""Production's way of running, without its certificates: for the loopback address and invented records alone."""

import os

import dj_database_url

from safehold.config.settings.base import *  # noqa: F403
from safehold.config.settings.base import ROOT, SQLITE_OPTIONS

SECRET_KEY = "only-for-benchmarks-and-therefore-not-secret-0123456789abcdef"
AUDIT_KEY = "only-for-benchmarks-audit"
FIELD_KEYS = {"bench": "only-for-benchmarks-fields"}
ALLOWED_HOSTS = ["127.0.0.1", "testserver"]
DEBUG = False
SCANNER = "none"
SCANNER_MAY_BE_NONE = True
INVENTED = True

DATABASES = {"default": dj_database_url.parse(os.environ["BENCH_DATABASE_URL"], conn_max_age=600)}
if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    DATABASES["default"]["OPTIONS"] = SQLITE_OPTIONS
    DATABASES["default"]["CONN_MAX_AGE"] = 0
MEDIA_ROOT = ROOT / ".bench" / "files"
STATIC_ROOT = ROOT / ".bench" / "static"
EMAIL_BACKEND = "django.core.mail.backends.dummy.EmailBackend"
LOGGING = {"version": 1, "disable_existing_loggers": False, "root": {"handlers": [], "level": "CRITICAL"}}
