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
    page.passkeys = context.new_cdp_session(page)  # type: ignore[attr-defined]  # kept with the page that it belongs to
    page.passkeys.send("WebAuthn.enable")
    page.key = page.passkeys.send("WebAuthn.addVirtualAuthenticator", {"options": AUTHENTICATOR})
    yield page
    context.close()
    assert complaints == []


@pytest.fixture
def key(page):
    """Changes what the browser's passkey does when it is asked."""
    return lambda method, **facts: page.passkeys.send(method, page.key | facts)


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


# --- a passkey that is refused --------------------------------------------------------------------------------------


def refusal(page: Page) -> str:
    """The sentence in the summary, which has the focus and leads to the button that was pressed."""
    expect(page.locator(".govuk-error-summary")).to_be_focused()
    assert page.title().startswith("Error: ")
    link = page.locator(".govuk-error-summary a")
    expect(page.locator(".govuk-error-message")).to_have_text(f"Error: {link.text_content()}")
    expect(page.locator(".govuk-error-summary")).to_have_count(1)
    said = link.text_content() or ""
    link.click()
    expect(page.get_by_role("button", name="passkey")).to_be_focused()
    return said


def test_a_passkey_that_its_owner_does_not_open_is_told_of(page: Page, key):
    user = account(Role.LADO)
    sign_in(page, user.email)
    page.goto("/account/2fa/webauthn/add/")
    key("WebAuthn.setUserVerified", isUserVerified=False)

    page.get_by_role("button", name="Add the passkey").click()
    assert "was cancelled, took too long" in refusal(page)
    assert not user.authenticator_set.exists()
    page.get_by_role("button", name="Add the passkey").click()
    assert "or use another way" in refusal(page), "said once however often it happens"

    key("WebAuthn.setUserVerified", isUserVerified=True)
    page.get_by_role("button", name="Add the passkey").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Your recovery codes")


def test_signing_in_without_a_passkey_for_this_site_is_told_of(page: Page):
    page.goto("/account/login/")
    page.get_by_role("button", name="Use a passkey").click()

    assert "found no passkey for this site" in refusal(page)


def test_at_an_ip_address_the_page_says_where_passkeys_work(page: Page, live_server):
    port = live_server.url.rpartition(":")[2]
    page.goto(f"http://127.0.0.1:{port}/account/login/")
    page.get_by_role("button", name="Use a passkey").click()

    assert f"Passkeys do not work at the address 127.0.0.1:{port}. Open http://localhost:{port} instead" in refusal(
        page
    )


def test_a_device_that_has_a_passkey_already_is_told_so(page: Page):
    user = account(Role.LADO)
    sign_in(page, user.email)
    page.goto("/account/2fa/webauthn/add/")
    expect(page.get_by_label("Name of this passkey")).to_have_value("")
    page.get_by_role("button", name="Add the passkey").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Your recovery codes")

    page.goto("/account/2fa/webauthn/add/")
    page.get_by_role("button", name="Add the passkey").click()

    assert "This device has a passkey for your account already" in refusal(page)


def test_a_site_that_does_not_answer_is_told_of(page: Page):
    page.goto("/account/login/")
    page.route("**/webauthn/login/**", lambda route: route.abort())
    page.get_by_role("button", name="Use a passkey").click()

    assert "The site did not answer" in refusal(page)


def test_recovery_codes_are_downloaded_as_they_are_shown(page: Page):
    user = account(Role.LADO)
    sign_in(page, user.email)
    page.goto("/account/2fa/webauthn/add/")
    page.get_by_role("button", name="Add the passkey").click()
    expect(page.locator("main code")).to_have_count(10)
    shown = page.locator("main code").all_text_contents()
    expect(page.get_by_text("no longer work")).to_have_count(0)

    with page.expect_download() as download:
        page.get_by_role("link", name="Download them as a text file").click()

    assert download.value.suggested_filename == "safehold-recovery-codes.txt"
    assert download.value.path().read_text().split()[-10:] == shown
