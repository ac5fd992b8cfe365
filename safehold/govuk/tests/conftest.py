"""Pages drawn with nothing of ours above them: no users, no records, no database."""

import pytest
from django.test import Client


@pytest.fixture
def visitor(settings):
    settings.ROOT_URLCONF = "safehold.govuk.tests.urls"
    settings.SITE_CONTEXT = "safehold.govuk.tests.sites.full"
    settings.SESSION_ENGINE = "django.contrib.sessions.backends.signed_cookies"
    settings.MIDDLEWARE = [
        "csp.middleware.CSPMiddleware",
        "django.contrib.sessions.middleware.SessionMiddleware",
        "django.middleware.csrf.CsrfViewMiddleware",
        "django.contrib.messages.middleware.MessageMiddleware",
    ]
    return Client()
