"""What running out of time promises: signed out by the real clock, and nothing typed lost."""

import time
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from safehold.access import drafts
from safehold.access.models import AuditLine, KeptDraft
from safehold.access.roles import Role
from safehold.access.tests.browsing import sign_in, signed_in
from safehold.access.tests.factories import account

pytestmark = pytest.mark.django_db

FORM = "/choose-agency/"  # any page that takes a form


@pytest.fixture
def user():
    return account(Role.DELEGATE)


def set_back(client: Client, name: str, **passed: float) -> None:
    session = client.session
    session[name] = session.get(name, time.time()) - timedelta(**passed).total_seconds()
    session.save()


def test_who_is_idle_too_long_is_signed_out(user):
    client = signed_in(user)
    client.get(reverse("access:account"))
    set_back(client, "last_heard_at", minutes=31)

    response = client.get(reverse("access:account"))

    assert response.url == "/account/login/?next=%2Fyour-account%2F"
    assert "nothing was done for a while" in client.get(response.url).content.decode()
    assert AuditLine.objects.get(event="access.timed_out").facts == {"limit": "idle", "kept": False}


def test_who_is_busy_is_not(user):
    """The control: the same client, a little less idle."""
    client = signed_in(user)
    client.get(reverse("access:account"))
    set_back(client, "last_heard_at", minutes=29)

    assert client.get(reverse("access:account")).status_code == 200


def test_nobody_stays_signed_in_for_ever(user):
    client = signed_in(user)
    client.get(reverse("access:account"))
    set_back(client, "signed_in_at", hours=12, minutes=1)

    assert client.get(reverse("access:account")).status_code == 302
    assert AuditLine.objects.get(event="access.timed_out").facts["limit"] == "absolute"


def test_saying_that_one_is_still_here_keeps_the_session(user):
    client = signed_in(user)
    client.get(reverse("access:account"))
    set_back(client, "last_heard_at", minutes=29)

    assert client.post(reverse("access:stay")).status_code == 204
    set_back(client, "last_heard_at", minutes=29)

    assert client.get(reverse("access:account")).status_code == 200


def test_saying_it_too_late_does_not(user):
    client = signed_in(user)
    client.get(reverse("access:account"))
    set_back(client, "last_heard_at", minutes=31)

    assert client.post(reverse("access:stay")).status_code == 302
    assert not KeptDraft.objects.exists()


def typed_too_late(user, **fields) -> Client:
    client = signed_in(user)
    client.get(reverse("access:account"))
    set_back(client, "last_heard_at", minutes=31)
    client.post(FORM, {"csrfmiddlewaretoken": "x", "_once": "y", "_version": "3", **fields})
    return client


def test_what_was_typed_is_kept_unread_and_offered_back_after_signing_in(user):
    client = typed_too_late(user, what_happened="Ms Q was not fed", notes=["one", "two"])
    kept = KeptDraft.objects.get()

    page = client.get(reverse("account_login"))
    response = sign_in(client, user.email)
    offered = client.get(response.url)

    assert "What you sent was kept" in page.content.decode()
    assert "not fed" not in str(list(KeptDraft.objects.values()))
    assert response.url.startswith(reverse("access:kept"))
    assert "Ms Q was not fed" in offered.content.decode()
    assert f"{FORM}?_kept={kept.uid}" in offered.content.decode()
    assert drafts.fields_of(kept) == {"_version": ["3"], "what_happened": ["Ms Q was not fed"], "notes": ["one", "two"]}
    assert "not fed" not in str(list(AuditLine.objects.values()))


def test_the_form_can_be_filled_again_by_the_same_person_only(user, rf):
    typed_too_late(user, what_happened="Ms Q was not fed")
    asked = rf.get(FORM, {"_kept": str(KeptDraft.objects.get().uid)})

    asked.user = user
    mine = drafts.offered(asked)
    asked.user = account(Role.DELEGATE)

    assert mine["what_happened"] == "Ms Q was not fed"
    assert drafts.offered(asked) is None


@pytest.mark.parametrize("asked", ["", "not-a-uid", "00000000-0000-4000-8000-000000000000"])
def test_a_draft_that_is_not_there_fills_nothing(user, rf, asked):
    request = rf.get(FORM, {"_kept": asked})
    request.user = user

    assert drafts.offered(request) is None


def test_somebody_else_at_the_same_browser_is_not_offered_it(user):
    client = typed_too_late(user, what_happened="Ms Q was not fed")
    other = account(Role.DELEGATE)

    assert sign_in(client, other.email).url == "/"
    assert client.get(reverse("access:kept")).status_code == 302


def test_a_second_window_that_sends_after_the_first_was_signed_out_loses_nothing(user):
    client = signed_in(user)
    client.get(reverse("access:account"))
    set_back(client, "last_heard_at", minutes=31)
    client.get(reverse("access:account"))

    client.post(FORM, {"what_happened": "from the second window"})

    assert drafts.fields_of(KeptDraft.objects.get(user=user)) == {"what_happened": ["from the second window"]}


def test_a_stranger_cannot_have_anything_kept():
    Client().post(FORM, {"what_happened": "x"})

    assert not KeptDraft.objects.exists()


def test_a_form_without_its_token_is_not_kept(user):
    client = signed_in(user, client=Client())
    client.get(reverse("access:account"))
    set_back(client, "last_heard_at", minutes=31)
    client.handler.enforce_csrf_checks = True

    assert client.post(FORM, {"what_happened": "x"}).status_code == 403
    assert not KeptDraft.objects.exists()


@pytest.mark.parametrize("name", ["password1", "oldpassword", "new_password"])
def test_passwords_are_never_kept(user, name):
    typed_too_late(user, **{name: "secret", "note": "x"})

    assert drafts.fields_of(KeptDraft.objects.get()) == {"_version": ["3"], "note": ["x"]}


def test_what_is_kept_is_gone_after_half_an_hour(user):
    client = typed_too_late(user, note="x")
    KeptDraft.objects.update(expires_at=timezone.now() - timedelta(seconds=1))

    assert sign_in(client, user.email).url == "/"
    assert drafts.destroy_expired() == 1
    assert not KeptDraft.objects.exists()


def test_it_can_be_destroyed_at_once(user):
    client = typed_too_late(user, note="x")
    sign_in(client, user.email)

    client.post(reverse("access:kept"))

    assert not KeptDraft.objects.exists()
    assert AuditLine.objects.filter(event="access.drafts_destroyed", count=1).exists()


def test_reading_pages_seldom_writes_the_session(user, django_assert_max_num_queries):
    client = signed_in(user)
    client.get(reverse("access:stay"))
    client.get(reverse("access:account"))

    with django_assert_max_num_queries(8):
        client.get(reverse("access:account"))


def test_pages_of_people_who_are_signed_in_are_kept_by_no_cache(user):
    assert "no-store" in signed_in(user).get(reverse("access:account"))["Cache-Control"]
