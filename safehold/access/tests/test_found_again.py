"""Who is signed in is found again for each request: only by a session that still runs, and only while they may sign in."""

from datetime import timedelta

import pytest
from django.contrib.sessions.models import Session
from django.utils import timezone

from safehold.access.sessions import SessionStore
from safehold.access.signin.backend import Backend
from safehold.access.tests.factories import UserFactory

pytestmark = pytest.mark.django_db


def kept(**facts):
    session = SessionStore()
    session.update(facts)
    session.save()
    return session.session_key


def test_a_session_holds_what_was_put_into_it():
    assert SessionStore(kept(said="this"))["said"] == "this"


def test_a_session_that_has_run_out_is_empty_and_its_key_is_given_up():
    key = kept(said="this")
    Session.objects.update(expire_date=timezone.now() - timedelta(seconds=1))

    late = SessionStore(key)

    assert late.get("said") is None
    assert late.session_key is None


def test_a_session_that_was_never_begun_is_empty_and_its_key_is_not_taken_up():
    unknown = SessionStore("x" * 32)

    assert (unknown.get("said"), unknown.session_key) == (None, None)


def test_a_user_is_found_with_every_fact_as_django_reads_it():
    user = UserFactory()

    found = Backend().get_user(user.pk)

    assert found is not None
    user.refresh_from_db()
    assert {field.attname: getattr(found, field.attname) for field in user._meta.concrete_fields} == {
        field.attname: getattr(user, field.attname) for field in user._meta.concrete_fields
    }


def test_a_closed_account_is_not_found_again_nor_one_that_never_was():
    user = UserFactory()
    assert Backend().get_user(user.pk) == user
    type(user).objects.filter(pk=user.pk).update(is_active=False)

    assert Backend().get_user(user.pk) is None
    assert Backend().get_user(user.pk + 1000) is None
