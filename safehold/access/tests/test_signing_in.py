"""What signing in promises."""

import re

import pytest
from allauth.account.models import EmailAddress
from django.core import mail as outbox
from django.core.cache import cache
from django.test import Client
from django.urls import reverse
from django_tasks_db.models import DBTaskResult

from safehold.access.models import AuditLine, Membership
from safehold.access.roles import Role
from safehold.access.signin import second_factor
from safehold.access.tests.browsing import sign_in, signed_in, title_of, with_second_factor
from safehold.access.tests.factories import PASSWORD, account, membership
from safehold.access.tests.inviting import send_waiting_mail

pytestmark = pytest.mark.django_db


def events() -> list[str]:
    return list(AuditLine.objects.order_by("pk").values_list("event", flat=True))


def test_a_password_opens_an_account_whose_role_sees_nobody():
    user = account(Role.DELEGATE)

    response = sign_in(Client(), user.email)

    assert (response.status_code, response.url) == (302, "/")
    assert events() == ["access.signed_in"]


@pytest.mark.parametrize("typed", [{"password": "wrong"}, {"email": "nobody@example.org"}])
def test_known_and_unknown_accounts_are_refused_in_the_same_words(typed):
    user = account(Role.DELEGATE)

    response = sign_in(Client(), typed.get("email", user.email), typed.get("password", PASSWORD))

    assert "The email address or the password is not right" in response.content.decode()
    assert title_of(response).startswith("Error: Sign in")
    assert events() == ["access.sign_in_failed"]
    assert user.email not in str(AuditLine.objects.get().__dict__)


def test_a_leaver_is_told_what_a_stranger_is_told():
    user = account(Role.DELEGATE)
    user.is_active = False
    user.save()

    response = sign_in(client := Client(), user.email)

    page = response.content.decode() if response.status_code == 200 else client.get(response.url).content.decode()
    assert "The email address or the password is not right" in page


def test_email_addresses_are_the_same_in_any_case():
    user = account(Role.DELEGATE)

    assert sign_in(Client(), user.email.upper()).status_code == 302


def test_nobody_can_register():
    response = Client().post(
        reverse("account_signup"), {"email": "new@example.org", "password1": PASSWORD, "password2": PASSWORD}
    )

    assert "Accounts are by invitation" in response.content.decode()
    assert not EmailAddress.objects.exists()


# --- the second step ------------------------------------------------------------------------------------------------


def test_a_role_that_sees_people_must_set_up_a_second_step_before_anything_else():
    client = signed_in(account(Role.LADO))

    response = client.get(reverse("access:account"))

    assert response.url == "/account/2fa/totp/activate/?next=%2Fyour-account%2F"


def test_a_role_that_sees_nobody_need_not():
    """The control: the same page opens for someone whose role sees no person."""
    assert signed_in(account(Role.DELEGATE)).get(reverse("access:account")).status_code == 200


@pytest.mark.django_db(transaction=True)  # allauth tells of it once it is kept
def test_setting_up_an_app_takes_a_code_from_it_and_gives_recovery_codes_once():
    client = signed_in(account(Role.LADO))
    page = client.get(reverse("mfa_activate_totp")).content.decode()
    before, secret = page.split("</code>")[0].rsplit(">", 1)
    assert before.endswith('<code class="govuk-!-text-break-word"'), "32 letters are wider than 320 px"
    code = second_factor.auth.format_hotp_value(
        second_factor.auth.hotp_value(secret, next(second_factor.auth.yield_hotp_counters_from_time()))
    )

    response = client.post(reverse("mfa_activate_totp"), {"code": code}, follow=True)

    assert "Your recovery codes" in title_of(response)
    assert response.content.decode().count("<li><code>") == 10
    assert client.get(reverse("access:account")).status_code == 200
    assert "<li><code>" not in client.get(reverse("mfa_view_recovery_codes")).content.decode()
    assert events()[-1] == "access.second_factor_added"


def key_on(response) -> str:
    return re.search(r"<code[^>]*>([A-Z2-7]{32})</code>", response.content.decode())[1]


def code_for(secret: str) -> str:
    counter = next(second_factor.auth.yield_hotp_counters_from_time())
    return second_factor.auth.format_hotp_value(second_factor.auth.hotp_value(secret, counter))


def test_the_key_already_in_the_app_still_works_after_the_page_is_opened_again():
    """A second tab, a reload, or a page that leads back here: the app holds the first key by then."""
    client = signed_in(account(Role.LADO))
    first = key_on(client.get(reverse("mfa_activate_totp")))
    client.post(reverse("mfa_activate_totp"), {"code": "not a code"})

    assert key_on(client.get(reverse("mfa_activate_totp"))) == first
    assert client.post(reverse("mfa_activate_totp"), {"code": code_for(first)}).status_code == 302


def test_the_next_app_gets_a_key_of_its_own():
    """The control: a key is kept until it is used, and for one session only."""
    user = account(Role.LADO)
    client = signed_in(user)
    first = key_on(client.get(reverse("mfa_activate_totp")))
    client.post(reverse("mfa_activate_totp"), {"code": code_for(first)})
    user.authenticator_set.all().delete()

    assert key_on(client.get(reverse("mfa_activate_totp"))) != first
    assert key_on(signed_in(account(Role.LADO)).get(reverse("mfa_activate_totp"))) != first


@pytest.mark.django_db(transaction=True)  # allauth tells of it once it is kept
def test_the_first_recovery_codes_are_not_said_to_replace_others():
    client = signed_in(account(Role.LADO))
    secret = key_on(client.get(reverse("mfa_activate_totp")))

    page = client.post(reverse("mfa_activate_totp"), {"code": code_for(secret)}, follow=True).content.decode()

    assert "Your recovery codes" in page
    assert "The old ones" not in page


def test_who_has_an_app_is_asked_for_its_code_and_each_code_counts_once():
    user = with_second_factor(account(Role.LADO))
    code = second_factor.current_code(user)
    first, second = Client(), Client()
    sign_in(first, user.email)
    sign_in(second, user.email)

    assert first.post(reverse("mfa_authenticate"), {"code": code}).status_code == 302
    again = second.post(reverse("mfa_authenticate"), {"code": code})

    assert "The code is not right" in again.content.decode()
    assert first.get(reverse("access:account")).status_code == 200
    assert second.get(reverse("access:account")).status_code == 302


@pytest.mark.parametrize("typed", ["{} {}", "{}-{}", " {}{} "])
def test_a_code_written_otherwise_is_the_same_code(typed):
    user = with_second_factor(account(Role.LADO))
    code = second_factor.current_code(user)
    first, second = Client(), Client()
    sign_in(first, user.email)
    sign_in(second, user.email)
    first.post(reverse("mfa_authenticate"), {"code": code})
    cache.delete(f"allauth.mfa.totp.used?user={user.pk}&code={code}")  # allauth forgets after half a minute

    again = second.post(reverse("mfa_authenticate"), {"code": typed.format(code[:3], code[3:])})

    assert "The code is not right" in again.content.decode()
    assert second.get(reverse("access:account")).status_code == 302


def test_the_secrets_of_apps_are_not_readable_in_the_database():
    user = account(Role.LADO)
    secret = second_factor.set_up_code(user)

    assert secret not in str([row.data for row in user.authenticator_set.all()])


def test_wrong_codes_stop_being_taken():
    user = with_second_factor(account(Role.LADO))
    client = Client()
    sign_in(client, user.email)
    for _ in range(10):
        client.post(reverse("mfa_authenticate"), {"code": "000000"})

    response = client.post(reverse("mfa_authenticate"), {"code": second_factor.current_code(user)})

    assert "too many mistakes" in response.content.decode()
    assert events().count("access.second_factor_failed") == 10


# --- for whom one acts ----------------------------------------------------------------------------------------------


@pytest.fixture
def in_two_agencies():
    user = account(Role.DELEGATE, agency="council")
    membership(Role.SCHOOL_LEAD, agency="school", user=user)
    return user


def test_someone_in_two_agencies_chooses_before_anything_else_and_can_switch(in_two_agencies):
    client = signed_in(in_two_agencies)
    mine = {each.agency.code: each for each in Membership.objects.filter(user=in_two_agencies)}

    asked = client.get(reverse("access:account"))
    assert asked.url == "/choose-agency/?next=%2Fyour-account%2F"
    client.post(reverse("access:choose"), {"membership": mine["school"].pk, "next": "/your-account/"})
    assert "Westmere school" in client.get(reverse("access:account")).content.decode()
    client.post(reverse("access:choose"), {"membership": mine["council"].pk})

    lines = AuditLine.objects.filter(event="access.agency_chosen").order_by("pk")
    assert [line.agency_id for line in lines] == [mine["school"].agency_id, mine["council"].agency_id]


@pytest.mark.parametrize("onward", ["https://elsewhere.example/", "//elsewhere.example/", "javascript:alert(1)", ""])
def test_choosing_never_leads_off_the_site(in_two_agencies, onward):
    client = signed_in(in_two_agencies)
    chosen = Membership.objects.filter(user=in_two_agencies).first()

    response = client.post(reverse("access:choose"), {"membership": chosen.pk, "next": onward})

    assert response.url == "/"


def test_choosing_an_agency_of_somebody_elses_is_refused(in_two_agencies):
    client = signed_in(in_two_agencies)
    other = membership(Role.LADO, agency="police")

    response = client.post(reverse("access:choose"), {"membership": other.pk})

    assert "Select the agency you are acting for" in response.content.decode()
    assert client.get(reverse("access:account")).url.startswith("/choose-agency/")


# --- passwords and addresses ----------------------------------------------------------------------------------------


def test_a_forgotten_password_is_reset_by_a_link(settings):
    user = account(Role.DELEGATE)
    client = Client()
    done = client.post(reverse("account_reset_password"), {"email": user.email}, follow=True)
    send_waiting_mail()
    link = next(line for line in outbox.outbox[0].body.splitlines() if "/password/reset/key/" in line)

    form = client.get(link, follow=True)
    weak = client.post(form.request["PATH_INFO"], {"password1": "short"})
    saved = client.post(form.request["PATH_INFO"], {"password1": "seven otters juggle"}, follow=True)

    assert "If there is an account" in done.content.decode()
    assert "Password must be 12 characters or more" in weak.content.decode()
    assert "Your password is changed" in title_of(saved)
    assert sign_in(Client(), user.email, "seven otters juggle").status_code == 302
    assert "access.password_reset" in events()


def test_asking_to_reset_says_and_does_the_same_for_an_unknown_address():
    known = account(Role.DELEGATE).email
    answers = [
        Client().post(reverse("account_reset_password"), {"email": email}, follow=True).content
        for email in (known, "nobody@example.org")
    ]

    assert strip_tokens(answers[0]) == strip_tokens(answers[1])
    assert DBTaskResult.objects.count() == 2


def strip_tokens(page: bytes) -> str:
    return re.sub(r'(nonce|value)="[^"]*"', "", page.decode())


def test_a_waiting_message_cannot_be_read_in_the_database():
    user = account(Role.DELEGATE)
    Client().post(reverse("account_reset_password"), {"email": user.email})

    kept = str(DBTaskResult.objects.get().args_kwargs)

    assert "password" not in kept
    assert user.email not in kept


def test_changing_the_password_needs_the_old_one_and_is_told_by_mail():
    user = account(Role.DELEGATE)
    client = signed_in(user)

    refused = client.post(
        reverse("account_change_password"), {"oldpassword": "wrong", "password1": "seven otters juggle"}
    )
    client.post(reverse("account_change_password"), {"oldpassword": PASSWORD, "password1": "seven otters juggle"})
    send_waiting_mail()

    assert "The current password is not right" in refused.content.decode()
    assert [message.subject for message in outbox.outbox] == ["Your password was changed"]
    assert "access.password_changed" in events()


def test_a_new_email_address_counts_once_it_is_confirmed_by_a_button():
    user = account(Role.DELEGATE)
    client = signed_in(user)
    client.post(reverse("account_email"), {"email": "new@example.org", "action_add": "yes"})
    send_waiting_mail()
    link = next(line for line in outbox.outbox[-1].body.splitlines() if "/confirm-email/" in line)

    client.get(link)
    user.refresh_from_db()
    before = user.email
    client.post(link)
    user.refresh_from_db()

    assert before != "new@example.org"
    assert user.email == "new@example.org"
    assert "access.email_changed" in events()


# --- sessions -------------------------------------------------------------------------------------------------------


def test_signing_out_everywhere_else_ends_the_other_browsers():
    user = account(Role.DELEGATE)
    here, there = signed_in(user), signed_in(user)

    shown = here.get(reverse("usersessions_list")).content.decode()
    here.post(reverse("usersessions_list"))

    assert "Sign out everywhere else" in shown
    assert here.get(reverse("access:account")).status_code == 200
    assert there.get(reverse("access:account")).status_code == 302
    assert "access.sessions_ended" in events()


def test_signing_out_needs_a_button_and_is_in_the_trail():
    client = signed_in(account(Role.DELEGATE))

    assert "Sign out" in title_of(client.get(reverse("account_logout")))
    client.post(reverse("account_logout"))

    assert client.get(reverse("access:account")).status_code == 302
    assert events()[-1] == "access.signed_out"


def test_a_message_that_the_mail_server_will_not_take_is_tried_again_later(settings):
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 9  # nobody listens there
    Client().post(reverse("account_reset_password"), {"email": account(Role.DELEGATE).email})

    send_waiting_mail()

    first, again = DBTaskResult.objects.order_by("enqueued_at")
    assert again.args_kwargs["args"][:2] == first.args_kwargs["args"][:2]
    assert again.args_kwargs["args"][2] == 1
    assert again.run_after > first.enqueued_at
