"""A form sent after its owner signed out and in again in another window is not saved, and not lost."""

from datetime import date

import pytest
from django.core.cache import cache
from django.test import Client
from django.urls import reverse

from safehold.access import drafts
from safehold.access.models import KeptDraft
from safehold.access.roles import Role
from safehold.access.signin import second_factor
from safehold.access.tests.browsing import with_second_factor
from safehold.access.tests.factories import PASSWORD, account
from safehold.records.tests import promises
from tests.invented.models import Notebook

pytestmark = pytest.mark.django_db

OPEN = "/invented/notebooks/open/"
OURS = {"Sec-Fetch-Site": "same-origin"}


def token_in(page) -> str:
    return page.text.split('name="csrfmiddlewaretoken" value="')[1].split('"')[0]


def sign_in(browser: Client, user) -> Client:
    """As a browser does, tokens and all."""
    cache.clear()  # half a minute later: the app shows another code
    for name, typed in (
        ("account_login", {"login": user.email, "password": PASSWORD}),
        ("mfa_authenticate", {"code": second_factor.current_code(user)}),
    ):
        page = browser.get(reverse(name))
        browser.post(reverse(name), {**typed, "csrfmiddlewaretoken": token_in(page)})
    return browser


@pytest.fixture
def user():
    return with_second_factor(account(Role.REVIEW_OFFICER))


@pytest.fixture
def browser(user):
    return sign_in(Client(enforce_csrf_checks=True), user)


@pytest.fixture
def form(browser):
    """What an open window holds: half an hour of typing, and the token of the time."""
    page = browser.get(OPEN)
    typed = promises.typed({"title": "What she said", "opened_on": date(2021, 4, 1)})
    return {**promises.hidden_of(page.text), **typed, "csrfmiddlewaretoken": token_in(page)}


def signs_out(browser: Client) -> None:
    page = browser.get(reverse("account_logout"))
    browser.post(reverse("account_logout"), {"csrfmiddlewaretoken": token_in(page)})


def test_what_was_typed_is_kept_for_its_owner_and_not_saved(browser, user, form):
    signs_out(browser)
    sign_in(browser, user)

    sent = browser.post(OPEN, form, headers=OURS)

    assert sent.url.startswith(reverse("access:kept"))
    assert "What she said" in browser.get(sent.url).text
    assert not Notebook.objects.exists()
    assert drafts.fields_of(KeptDraft.objects.get())["title"] == ["What she said"]


def test_whoever_did_not_sign_out_saves_it(browser, form):
    """The control: the same form, its token still good."""
    assert browser.post(OPEN, form, headers=OURS).status_code == 302
    assert Notebook.objects.get().title == "What she said"


@pytest.mark.parametrize("headers", [{}, {"Sec-Fetch-Site": "cross-site"}, {"Origin": "https://elsewhere.example"}])
def test_what_another_site_sends_is_kept_for_nobody(browser, user, form, headers):
    signs_out(browser)
    sign_in(browser, user)

    assert browser.post(OPEN, form, headers=headers).status_code == 403
    assert not KeptDraft.objects.exists()


def test_somebody_else_who_signed_in_there_meanwhile_is_not_given_it(browser, form):
    signs_out(browser)
    sign_in(browser, with_second_factor(account(Role.REVIEW_OFFICER)))

    answer = browser.post(OPEN, form, headers=OURS)

    assert answer.status_code == 403
    assert "This page was open for too long" in answer.text
    assert not KeptDraft.objects.exists()
