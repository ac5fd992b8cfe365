"""What running an installation promises: its commands, and what must be true before it serves."""

from datetime import timedelta

import pytest
from django.core.management import call_command
from django.utils import timezone

from safehold.access import audit, drafts, seal
from safehold.access.actor import Actor
from safehold.access.checks import no_demonstration_people
from safehold.access.models import AuditLine, AuditLink, KeptDraft, User
from safehold.access.roles import Role
from safehold.access.tests.factories import DAY, account

pytestmark = pytest.mark.django_db

SYSTEM = Actor.system("tests", on=DAY)


def test_sealing_prints_the_head_and_looks_back_only_as_far_as_it_need(capsys, monkeypatch):
    for _ in range(3):
        audit.record(SYSTEM, "invented.done")
    late, *_others = AuditLine.objects.order_by("pk")
    call_command("seal_audit")
    assert capsys.readouterr().out.strip() == str(seal.head())

    # as if a long transaction had committed a line with an old number only now
    AuditLine.objects.bulk_create([AuditLine(pk=late.pk - 100, at=timezone.now(), event="invented.late", by_name="x")])
    monkeypatch.setattr(seal, "BEHIND", 10)
    call_command("seal_audit")
    looked_back = AuditLink.objects.count()
    call_command("seal_audit", "--all")

    assert (looked_back, AuditLink.objects.count()) == (3, 4)
    assert list(seal.verify()) == []


def test_what_was_kept_and_never_asked_for_is_destroyed(rf, capsys):
    user = account(Role.DELEGATE)
    drafts.keep(rf.post("/x/", {"note": "old"}), user)
    KeptDraft.objects.update(expires_at=timezone.now() - timedelta(seconds=1))
    drafts.keep(rf.post("/x/", {"note": "new"}), user)

    call_command("clear_kept_drafts")

    assert capsys.readouterr().out == "1 destroyed\n"
    assert [drafts.fields_of(each) for each in KeptDraft.objects.all()] == [{"note": ["new"]}]


def test_a_draft_whose_key_is_gone_shows_nothing_and_breaks_nothing(rf, settings):
    user = account(Role.DELEGATE)
    kept = drafts.keep(rf.post("/x/", {"note": "old"}), user)
    settings.FIELD_KEYS = {"another": "key"}
    asked = rf.get("/x/", {"_kept": str(kept.uid)})
    asked.user = user

    assert drafts.offered(asked) is None
    assert drafts.shown_fields(kept) == []


@pytest.mark.parametrize(("there", "demo", "faults"), [(True, False, 1), (True, True, 0), (False, False, 0)])
def test_demonstration_people_stop_any_installation_but_the_demonstration(settings, there, demo, faults):
    settings.DEMO = demo
    user = account(Role.LADO)
    User.objects.filter(pk=user.pk).update(is_demonstration=there)

    assert len(no_demonstration_people(None, databases=["default"])) == faults
