"""What is the same wherever Safehold runs. Nothing here is secret and nothing here is unsafe."""

from datetime import date, timedelta
from pathlib import Path
from typing import Any

from csp.constants import NONCE, NONE, SELF

ROOT = Path(__file__).resolve().parents[3]

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.humanize",
    "django.contrib.messages",
    "django.contrib.sessions",
    "django.contrib.staticfiles",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.openid_connect",
    "allauth.usersessions",
    "csp",
    "django_tasks",
    "django_tasks_db",
    "safehold.govuk",
    "safehold.access",
    "safehold.records",
    "safehold.partnership",
    "safehold.letters",
    "safehold.asks",
    "safehold.plans",
    "safehold.meetings",
    "safehold.assurance",
    "safehold.policies",
    "safehold.voice",
    "safehold.measures",
    "safehold.imports",
    "safehold.publications",
    "safehold.website",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "csp.middleware.CSPMiddleware",
    "django_permissions_policy.PermissionsPolicyMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",  # after those that send headers: a static file has them too
    "safehold.website.sizes.SizeMiddleware",  # before anything reads what was sent
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "allauth.usersessions.middleware.UserSessionsMiddleware",
    "safehold.access.timeouts.TimeoutMiddleware",  # before anything looks at who is signed in
    "django.contrib.auth.middleware.LoginRequiredMiddleware",
    "safehold.access.middleware.ActorMiddleware",
]

ROOT_URLCONF = "safehold.config.urls"
SITE_CONTEXT = "safehold.website.context.site"
WSGI_APPLICATION = "safehold.config.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.jinja2.Jinja2",
        "APP_DIRS": True,
        "OPTIONS": {
            "environment": "safehold.config.jinja.environment",
            "context_processors": ["safehold.govuk.context.page"],
        },
    },
    {  # only for what libraries bring that we do not draw ourselves
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ]
        },
    },
]

# Every form of the site, a library's too, is drawn by the one renderer.
FORM_RENDERER = "safehold.govuk.forms.Renderer"

# --- the database: SQLite for one box, PostgreSQL for shared service --------------------------------------------------

SQLITE_OPTIONS = {
    "transaction_mode": "IMMEDIATE",
    "timeout": 20,
    "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON;",
}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "cache",
        # limits on guessing are counted here: a flood of other keys must not push them out
        "OPTIONS": {"MAX_ENTRIES": 100_000},
    }
}
TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend", "QUEUES": []}}

# --- people and sessions -----------------------------------------------------------------------------------------------

AUTH_USER_MODEL = "access.User"
AUTHENTICATION_BACKENDS = ["safehold.access.signin.backend.Backend"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.ScryptPasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/"
SESSION_ENGINE = "safehold.access.sessions"
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_HTTPONLY = True
CSRF_FAILURE_VIEW = "safehold.access.views.stale.stale"
IDLE_TIMEOUT = timedelta(minutes=30)
ABSOLUTE_TIMEOUT = timedelta(hours=12)

# --- signing in: by invitation, with allauth (safehold.access.signin says how) ------------------------------------------

ACCOUNT_ADAPTER = "safehold.access.signin.adapter.AccountAdapter"
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]  # nobody signs up; allauth reads here that we use passwords
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_EMAIL_VERIFICATION = "mandatory"
ACCOUNT_CHANGE_EMAIL = True
ACCOUNT_EMAIL_NOTIFICATIONS = True
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
ACCOUNT_SESSION_REMEMBER = False  # a session ends with the browser, or with the limits above
ACCOUNT_LOGOUT_REDIRECT_URL = "/account/login/"
ACCOUNT_REAUTHENTICATION_REQUIRED = True
ACCOUNT_REAUTHENTICATION_TIMEOUT = 15 * 60
ACCOUNT_FORMS = {
    "login": "safehold.access.signin.forms.SignIn",
    "reset_password": "safehold.access.signin.forms.ResetPassword",
    "reset_password_from_key": "safehold.access.signin.forms.NewPassword",
    "change_password": "safehold.access.signin.forms.ChangePassword",
    "set_password": "safehold.access.signin.forms.SetPassword",
    "add_email": "safehold.access.signin.forms.NewEmail",
    "reauthenticate": "safehold.access.signin.forms.ShowPassword",
}
ACCOUNT_RATE_LIMITS = {
    "login": None,  # per address: safehold.access.limits, which never shuts out a known device
    "login_failed": "10/5m/key",
    "change_password": "10/m/user",
    "reauthenticate": "10/5m/user",
    "reset_password": "60/m/ip,5/10m/key",
    "reset_password_from_key": "60/m/ip",
}
USERSESSIONS_ADAPTER = "safehold.access.signin.adapter.SessionsAdapter"
MFA_ADAPTER = "safehold.access.signin.second_factor.MFAAdapter"
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_WEBAUTHN_USER_VERIFICATION = "required"
MFA_TOTP_ISSUER = "Safehold"
MFA_TOTP_TOLERANCE = 1  # a telephone's clock may be half a minute out
MFA_RECOVERY_CODES_SHOW_ONCE = True
MFA_RATE_LIMITS = {"webauthn_login": "300/m/ip"}  # there is nothing to guess, and a council has one address
MFA_FORMS = {
    "authenticate": "safehold.access.signin.forms.ShowCode",
    "reauthenticate": "safehold.access.signin.forms.ShowCodeAgain",
    "activate_totp": "safehold.access.signin.forms.SetUpApp",
    "add_webauthn": "safehold.access.signin.forms.AddPasskey",
    "edit_webauthn": "safehold.access.signin.forms.RenamePasskey",
}
SOCIALACCOUNT_ADAPTER = "safehold.access.signin.provider.ProviderAdapter"
SOCIALACCOUNT_EMAIL_AUTHENTICATION = True  # only addresses that the service has verified: see production.py
SOCIALACCOUNT_EMAIL_AUTHENTICATION_AUTO_CONNECT = True
SOCIALACCOUNT_ONLY = False
SOCIALACCOUNT_LOGIN_ON_GET = False
# a file to which each head of the sealed audit trail is added, out of the database's reach; none where empty (tests)
AUDIT_HEADS = ""
# whether web processes and workers ask the database, before they start, if it is safe to serve
CHECKED_AT_START = False
# how many proxies of ours stand in front, each adding to X-Forwarded-For
TRUSTED_PROXIES = 0
# how much costly work, such as drawing a report, one person may have running at once
COSTLY_AT_ONCE = 2
# the caseloads that a leaver's work is handed over from: dotted paths of safehold.access.handover.Caseload
CASELOADS = [
    "safehold.partnership.caseload.PLACES",
    "safehold.asks.caseload.HANDLED",
    "safehold.asks.caseload.KEPT",
    "safehold.plans.caseload.LED",
    "safehold.assurance.caseload.OWNED",
    "safehold.policies.caseload.KEPT",
    "safehold.voice.caseload.HEARD",
    "safehold.publications.caseload.SECTIONS",
]

# where the vault's values stand, for changing its key: dotted paths of safehold.access.rotation.Place
ENCRYPTED = [
    "safehold.access.rotation.AUTHENTICATORS",
    "safehold.access.rotation.DRAFTS",
    "safehold.access.rotation.WAITING_MAIL",
    "safehold.records.rotation.MESSAGES",
]

# --- headers -----------------------------------------------------------------------------------------------------------

CONTENT_SECURITY_POLICY: dict[str, dict[str, list[Any]]] = {
    "DIRECTIVES": {
        "default-src": [SELF],
        "script-src": [SELF, NONCE],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "object-src": [NONE],
        "base-uri": [SELF],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
    }
}
PERMISSIONS_POLICY: dict[str, list[str]] = {
    name: [] for name in ("camera", "geolocation", "microphone", "payment", "usb", "display-capture", "browsing-topics")
}
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"

# --- words, days and files ---------------------------------------------------------------------------------------------

LANGUAGE_CODE = "en-gb"
TIME_ZONE = "Europe/London"
USE_TZ = True
USE_I18N = True
FORM_RENDERER = "safehold.govuk.forms.Renderer"
STATIC_URL = "static/"
STATICFILES_DIRS = [("frontend", ROOT / "frontend" / "dist")]
STATIC_ROOT = ROOT / "static_root"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
# Nothing larger is read into memory; a form with an upload streams to a temporary file.
DATA_UPLOAD_MAX_MEMORY_SIZE = 2 * 1024 * 1024
FILE_UPLOAD_MAX_MEMORY_SIZE = 1024 * 1024
UPLOAD_MAX_SIZE = 10 * 1024 * 1024
# The largest request that is looked at: a file that is too large is refused beside what was typed with it.
BODY_MAX_SIZE = 32 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 2000
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"

# the kinds of record that letters are made from, each with what may be filled in from it
LETTER_KINDS = [
    "safehold.asks.letters.ASK",
    "safehold.meetings.letters.MEETING",
    "safehold.meetings.letters.ITEM",
    "safehold.plans.letters.RECOMMENDATION",
    "safehold.plans.letters.ACTION",
    "safehold.policies.letters.POLICY",
]
# the kinds of record that meetings are held about: each a case, which is nobody's business but its members'
CASE_KINDS = ["assurance.disagreement"]
# Where the sections of a pack are said, in the order in which they load.
PACK_SECTIONS = ["safehold.partnership.pack.sections.SECTIONS"]

# --- documents: every file is scanned before it is kept ------------------------------------------------------------------

# tcp://host:port or unix:///path of a ClamAV daemon; “none” only where SCANNER_MAY_BE_NONE (the demonstration, tests)
SCANNER = ""
SCANNER_MAY_BE_NONE = False
SCANNER_SECONDS = 30

# --- the outbox: messages leave by the worker, and lead back here ------------------------------------------------------

EMAIL_TIMEOUT = 10
DEFAULT_FROM_EMAIL = "no-reply@localhost"
SITE_URL = "http://localhost:8000"  # where links in messages lead

# --- deadlines: the partnership's own working days and rules, which records, being below it, cannot ask for ------------

CALENDAR = "safehold.partnership.queries.calendar"
RULE_BOOK = "safehold.partnership.limits.rule_book"

# --- documents that packages below publications need written: a PDF or a Word document of questions and answers ----------

PAPERS = "safehold.publications.papers.paper"
# What a quote in a report stands for, and which reports quote a voice: neither package knows of the other.
QUOTATIONS = "safehold.voice.quoting.said"
QUOTED_IN = "safehold.publications.quoting.quoted_in"

# --- the worker: what it runs by itself, how many seconds apart -----------------------------------------------------------

SCHEDULE: dict[str, tuple[int, str]] = {
    "send the outbox": (10, "safehold.records.delivery.send_waiting"),
    "seal the audit trail": (60, "safehold.access.seal.seal"),
    "take over from dead workers": (60, "safehold.records.housekeeping.take_over"),
    "forget spent tokens": (3600, "safehold.records.housekeeping.forget_tokens"),
    "forget finished tasks": (3600, "safehold.records.housekeeping.forget_tasks"),
    "sweep loose files": (86400, "safehold.records.housekeeping.sweep_files"),
    "keep what search finds": (86400, "safehold.records.search.keep_names"),
    "remind of what is owed": (3600, "safehold.asks.reminding.remind_due"),
    "discard what nobody accepted": (86400, "safehold.imports.keeping.discard_unaccepted"),
    "destroy held files": (86400, "safehold.imports.keeping.destroy_held_files"),
    "remind of actions": (86400, "safehold.plans.reminders.remind"),
    "keep readers to what is agreed": (3600, "safehold.voice.housekeeping.keep_readers"),
    "tell who has words to take out": (86400, "safehold.voice.housekeeping.tell_to_take_out"),
    "remind of reviews of policies": (86400, "safehold.policies.reminders.remind"),
    "call policies what is in force": (3600, "safehold.policies.reminders.follow"),
    "send the weekly digest": (86400, "safehold.website.digest.send"),
    "show the names of the day": (3600, "safehold.partnership.housekeeping.keep_names"),
    "forget what was kept after a time-out": (300, "safehold.access.drafts.destroy_expired"),
}

# The day that pages and commands work with; None is the real one. Only the demonstration and tests fix it.
BUSINESS_DATE: date | None = None
# A demonstration, and one whose records are invented: said on every page and document.
DEMO = False
INVENTED = False

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "%(asctime)s %(levelname)s %(name)s %(message)s"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["console"], "level": "INFO"},
}
