"""Signing in where it needs a real browser: passkeys, and the warning before a time-out. The policy on scripts stands."""

from datetime import timedelta

import pytest
from playwright.sync_api import Page, expect

from safehold.access.models import AuditLine
from safehold.access.roles import Role
from safehold.access.signin import second_factor
from safehold.access.tests.factories import PASSWORD, account

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]

AUTHENTICATOR = {
    "protocol": "ctap2",
    "transport": "internal",
    "hasResidentKey": True,
    "hasUserVerification": True,
    "isUserVerified": True,
    "automaticPresenceSimulation": True,
}


@pytest.fixture
def page(chromium, monkeypatch, live_server, settings):
    """A browser on the site, with a passkey of its own; whatever it complains of fails the test."""
    monkeypatch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "yes")
    settings.MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = True
    complaints: list[str] = []
    context = chromium.new_context(base_url=live_server.url)
    page = context.new_page()
    page.on("console", lambda said: complaints.append(said.text) if "Content Security" in said.text else None)
    page.on("pageerror", lambda fault: complaints.append(str(fault)))
    cdp = context.new_cdp_session(page)
    cdp.send("WebAuthn.enable")
    cdp.send("WebAuthn.addVirtualAuthenticator", {"options": AUTHENTICATOR})
    yield page
    context.close()
    assert complaints == []


def sign_in(page: Page, email: str) -> None:
    page.goto("/account/login/")
    page.get_by_label("Email address").fill(email)
    page.get_by_label("Password", exact=True).fill(PASSWORD)
    page.get_by_role("button", name="Sign in", exact=True).click()


def test_a_passkey_is_added_in_place_of_an_app_and_lets_its_owner_in_alone(page: Page):
    user = account(Role.LADO)
    sign_in(page, user.email)
    page.goto("/your-account/")
    expect(page.get_by_role("heading", level=1)).to_have_text("Set up an authenticator app")

    page.get_by_role("link", name="use a passkey").click()
    page.get_by_label("Name of this passkey").fill("Work laptop")
    page.get_by_role("button", name="Add the passkey").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Your recovery codes")
    page.goto("/your-account/")
    expect(page.get_by_role("heading", level=1)).to_have_text("Your account")
    page.get_by_role("button", name="Sign out").click()

    page.goto("/account/login/")
    page.get_by_role("button", name="Use a passkey").click()
    page.wait_for_url(lambda address: "/account/login" not in address)
    page.goto("/your-account/")

    expect(page.get_by_role("heading", level=1)).to_have_text("Your account")
    assert AuditLine.objects.filter(event="access.signed_in", by_id=user.pk).last().facts["shown"] == ["mfa"]


def test_who_signs_in_with_a_password_can_show_a_passkey_as_the_second_step(page: Page):
    user = account(Role.LADO)
    sign_in(page, user.email)
    page.goto("/account/2fa/webauthn/add/")
    page.get_by_role("button", name="Add the passkey").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Your recovery codes")
    page.goto("/your-account/")
    page.get_by_role("button", name="Sign out").click()

    sign_in(page, user.email)
    expect(page.get_by_role("heading", level=1)).to_have_text("Enter your code")
    page.get_by_role("button", name="Use a passkey").click()
    page.wait_for_url(lambda address: "/2fa/" not in address)
    page.goto("/your-account/")

    expect(page.get_by_role("heading", level=1)).to_have_text("Your account")


def test_what_was_typed_before_a_time_out_comes_back_after_signing_in(page: Page, settings):
    settings.IDLE_TIMEOUT = timedelta(seconds=8)
    user = account(Role.SYSTEM_ADMINISTRATOR, agency="partnership-team")
    second_factor.set_up_code(user)
    sign_in(page, user.email)
    page.get_by_label("Code").fill(second_factor.current_code(user) or "")
    page.get_by_role("button", name="Continue").click()
    page.goto("/people/invitations/new/")
    page.get_by_label("Name", exact=True).fill("Nia Owen")

    expect(page.get_by_role("heading", name="You will be signed out soon")).to_be_visible(timeout=10_000)
    page.get_by_role("button", name="Stay signed in").click()
    expect(page.get_by_role("heading", name="You will be signed out soon")).to_be_hidden()
    expect(page.get_by_label("Name", exact=True)).to_have_value("Nia Owen")

    expect(page.get_by_role("heading", name="You have been signed out")).to_be_visible(timeout=15_000)
    page.wait_for_timeout(1000)  # the browser counts whole seconds; the server has its own clock
    page.get_by_role("button", name="Keep what I typed and sign in").click()
    expect(page.get_by_text("What you sent was kept and has not been saved")).to_be_visible()
    settings.IDLE_TIMEOUT = timedelta(minutes=30)
    page.get_by_label("Email address").fill(user.email)
    page.get_by_label("Password", exact=True).fill(PASSWORD)
    page.get_by_role("button", name="Sign in", exact=True).click()
    code = user.authenticator_set.get(type="recovery_codes").wrap().get_unused_codes()[0]
    page.get_by_label("Code").fill(code)
    page.get_by_role("button", name="Continue").click()

    expect(page.get_by_role("heading", level=1)).to_have_text("What you typed was kept")
    page.get_by_role("link", name="Put it back in the form").click()
    expect(page.get_by_label("Name", exact=True)).to_have_value("Nia Owen")
