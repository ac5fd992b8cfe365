"""What the pages of signing in look like, all of them: our own, valid, without inline script, in our own words."""

from pathlib import Path

import allauth
import html5lib
import pytest
from django.template.loader import get_template
from django.test import Client
from django.urls import reverse

from safehold.access.roles import Role
from safehold.access.signin import messages, second_factor
from safehold.access.tests.browsing import sign_in, signed_in, title_of, with_second_factor
from safehold.access.tests.factories import account

pytestmark = [pytest.mark.slow, pytest.mark.django_db, pytest.mark.one_database]

TEMPLATES = Path(allauth.__file__).parent / "templates"
# of features that are switched off: codes by mail and telephone, sign-up, several addresses, trusted browsers
OFF = (
    "code.html",
    "phone",
    "signup_by_passkey",
    "mfa/webauthn/signup_form",
    "mfa/trust",
    "account/email.html",
    "snippets/",
    "/base",
)
OFF_MAIL = ("code", "account_already_exists", "email/base")


def names(pattern: str) -> list[str]:
    found = sorted(str(path.relative_to(TEMPLATES)) for path in TEMPLATES.rglob(pattern))
    return [name for name in found if name.split("/")[0] in ("account", "mfa", "usersessions", "socialaccount")]


PAGES = [name for name in names("*.html") if not any(each in name for each in OFF)]
MAIL = [name.removesuffix("_message.txt") for name in names("*_message.txt")]


def test_there_are_pages_and_messages():
    assert len(PAGES) >= 25
    assert len(MAIL) >= 15


@pytest.mark.parametrize("name", [name for name in PAGES if name != "socialaccount/login_redirect.html"])
def test_every_page_of_the_library_is_drawn_by_our_own_template(name):
    assert "/safehold/access/jinja2/" in get_template(name).template.filename


@pytest.mark.parametrize("name", [name for name in MAIL if not any(each in name for each in OFF_MAIL)])
def test_every_message_of_the_library_is_written_in_our_own_words(name):
    assert name in messages.WITH_LINKS or name in messages.WHAT_HAPPENED


STRANGERS = [
    "account_login",
    "account_signup",
    "account_reset_password",
    "account_reset_password_done",
    "account_reset_password_from_key_done",
    "account_inactive",
    "account_email_verification_sent",
    "socialaccount_login_cancelled",
    "access:device",
    "access:no_account",
]
OWN = [
    "account_logout",
    "account_change_password",
    "account_email",
    "account_reauthenticate",
    "mfa_reauthenticate",
    "mfa_index",
    "mfa_add_webauthn",
    "mfa_list_webauthn",
    "mfa_deactivate_totp",
    "mfa_view_recovery_codes",
    "mfa_generate_recovery_codes",
    "usersessions_list",
    "socialaccount_connections",
    "access:account",
]


def looked_at(response) -> None:
    """One h1 that begins the title, valid HTML, labelled controls, and no script that runs inline without a nonce."""
    page = response.content.decode()
    parser = html5lib.HTMLParser(namespaceHTMLElements=False)
    tree = parser.parse(page)
    headings = tree.findall(".//h1")
    assert parser.errors == []
    assert len(headings) == 1
    assert title_of(response).removeprefix("Error: ").startswith("".join(headings[0].itertext()).strip())
    labelled = {label.get("for") for label in tree.findall(".//label")}
    controls = [each for each in tree.findall(".//main//input") if each.get("type") not in ("hidden", "submit")]
    assert all(each.get("id") in labelled for each in controls)
    for script in tree.findall(".//script"):
        runs_inline = not script.get("src") and script.get("type") != "application/json"
        assert not runs_inline or script.get("nonce")
    policy = response["Content-Security-Policy"]
    assert "unsafe" not in policy
    assert not any(name.startswith("on") for each in tree.iter() for name in each.attrib)


@pytest.mark.parametrize("name", STRANGERS)
def test_every_page_for_strangers(name):
    looked_at(Client().get(reverse(name)))


@pytest.fixture
def browser() -> Client:
    return signed_in(with_second_factor(account(Role.LADO)))


@pytest.mark.parametrize("name", OWN)
def test_every_page_of_ones_own_account(browser, name):
    response = browser.get(reverse(name), follow=True)

    assert response.status_code == 200
    looked_at(response)


def test_the_page_that_asks_for_a_code_and_the_one_that_sets_an_app_up():
    asked = Client()
    sign_in(asked, with_second_factor(account(Role.LADO)).email)
    looked_at(asked.get(reverse("mfa_authenticate")))
    looked_at(signed_in(account(Role.LADO)).get(reverse("mfa_activate_totp")))


def test_links_that_do_not_work_say_so():
    for path in ("/account/password/reset/key/1-set-password/", "/account/confirm-email/nonsense/"):
        response = Client().get(path)
        looked_at(response)
        assert "This link does not work" in title_of(response)


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("account_login", ("Enter your email address", "Enter your password")),
        ("account_reset_password", ("Enter your email address",)),
        ("access:device", ("Enter your email address",)),
    ],
)
def test_what_is_missing_is_said_in_our_words_and_leads_to_its_field(name, said):
    response = Client().post(reverse(name), {})
    page = response.content.decode()

    looked_at(response)
    assert title_of(response).startswith("Error: ")
    assert "required" not in page.split("<main")[1].split("</main")[0]
    tree = html5lib.parse(page, namespaceHTMLElements=False)
    summary = tree.find(".//*[@class='govuk-error-summary']")
    ids = {each.get("id") for each in tree.iter()}
    assert all(words in page for words in said)
    assert all(link.get("href")[1:] in ids for link in summary.findall(".//a"))


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("account_change_password", ("Enter your current password", "Enter a new password")),
        ("account_reauthenticate", ("Enter your password",)),
        ("mfa_reauthenticate", ("Enter the code",)),
    ],
)
def test_what_is_missing_on_ones_own_pages_is_said_in_our_words(browser, name, said):
    response = browser.post(reverse(name), {})

    looked_at(response)
    assert all(words in response.content.decode() for words in said)


def test_passkeys_are_served_by_ourselves_and_say_what_they_need(browser):
    page = browser.get(reverse("mfa_add_webauthn")).content.decode()

    assert "mfa/js/webauthn.js" in page
    assert "Passkeys need JavaScript" in page
    assert second_factor.has_one(account(Role.LADO)) is False
