"""What changing the key of single values promises: nothing is lost, and the older key is needed no more."""

from io import StringIO

import pytest
from django.core import mail as outbox
from django.core.management import CommandError, call_command
from django_tasks_db.models import DBTaskResult

from safehold.access import drafts, mail, rotation, vault
from safehold.access.actions.keys import encrypt_again
from safehold.access.models import AuditLine, KeptDraft
from safehold.access.policy import Refused
from safehold.access.roles import Role
from safehold.access.signin import second_factor
from safehold.access.tests.factories import account, actor
from safehold.access.tests.inviting import send_waiting_mail

pytestmark = pytest.mark.django_db

OLD, BOTH, NEW = {"2024": "an older secret"}, {"2026": "the newest", "2024": "an older secret"}, {"2026": "the newest"}


@pytest.fixture
def user(rf, settings):
    """Someone with an app, recovery codes of both makes, a kept form and a waiting message, all under the older key."""
    settings.FIELD_KEYS = OLD
    user = account(Role.LADO)
    second_factor.set_up_code(user)
    drafts.keep(rf.post("/x/", {"note": "Ms Q was not fed"}), user)
    mail.send_later(user.email, "Invented", "Open this link")
    settings.FIELD_KEYS = BOTH
    return user


def rotate(**options) -> str:
    said = StringIO()
    call_command("rotate_field_keys", stdout=said, **options)
    return said.getvalue()


def test_after_it_every_value_opens_without_the_older_key(user, settings):
    before = second_factor.current_code(user)
    codes = user.authenticator_set.get(type="recovery_codes").wrap().get_unused_codes()

    said = rotate()
    settings.FIELD_KEYS = NEW

    assert "Authenticators: 2 encrypted again" in said
    assert said.endswith("Every value is under the key 2026.\n")
    assert second_factor.current_code(user) == before
    assert user.authenticator_set.get(type="recovery_codes").wrap().get_unused_codes() == codes
    assert drafts.fields_of(KeptDraft.objects.get()) == {"note": ["Ms Q was not fed"]}
    send_waiting_mail()
    assert outbox.outbox[-1].subject == "Invented"


def test_without_it_they_would_not(user, settings):
    """The control."""
    settings.FIELD_KEYS = NEW

    with pytest.raises(vault.Unreadable):
        second_factor.current_code(user)
    with pytest.raises(vault.Unreadable):
        drafts.fields_of(KeptDraft.objects.get())


def test_every_place_where_a_value_stands_is_one_that_is_rotated(user, settings):
    """A value written by a way that no place knows of would be lost with its key."""
    rotate()

    kept = [
        *(str(each.data) for each in user.authenticator_set.all()),
        *KeptDraft.objects.values_list("body", flat=True),
        *(str(each.args_kwargs) for each in DBTaskResult.objects.all()),
    ]
    assert len(kept) == 4
    assert not any("2024:" in each for each in kept)


def test_running_it_twice_changes_nothing(user):
    rotate()
    kept = KeptDraft.objects.get().body

    assert "Forms kept after a time-out: 0 encrypted again" in rotate()
    assert KeptDraft.objects.get().body == kept


def test_looking_first_changes_nothing(user):
    kept = KeptDraft.objects.get().body

    assert "Authenticators: 2 under an older key" in rotate(dry_run=True)
    assert KeptDraft.objects.get().body == kept
    assert not AuditLine.objects.filter(event="access.encrypted_again").exists()


def test_a_used_recovery_code_stays_used(user):
    codes = user.authenticator_set.get(type="recovery_codes").wrap()
    spent = codes.get_unused_codes()[0]
    assert codes.validate_code(spent)

    rotate()

    assert not user.authenticator_set.get(type="recovery_codes").wrap().validate_code(spent)


def test_a_value_whose_key_is_gone_is_left_as_it_is_and_said(user, settings):
    settings.FIELD_KEYS = NEW
    kept = KeptDraft.objects.get().body

    with pytest.raises(CommandError, match="4 values cannot be read"):
        rotate()

    assert KeptDraft.objects.get().body == kept


def test_each_run_is_in_the_trail_without_a_word_of_what_was_encrypted(user):
    rotate()

    line = AuditLine.objects.get(event="access.encrypted_again", facts__what="authenticators")
    assert (line.count, line.facts["key"], line.by_name) == (2, "2026", "Safehold (rotate field keys)")


def test_nobody_does_it_from_a_page():
    with pytest.raises(Refused, match="from the command line"):
        encrypt_again(rotation.DRAFTS, by=actor(Role.SYSTEM_ADMINISTRATOR), numbers=[1])
