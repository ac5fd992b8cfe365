"""What create, change, move and correct promise."""

from datetime import date

import pytest

from safehold.access.models import AuditLine
from safehold.access.policy import Refused
from safehold.access.reach import Tier
from safehold.access.roles import Role
from safehold.access.tests.factories import CircleFactory, actor, join
from safehold.records import writing
from safehold.records.models import Correction, Entry
from tests.invented.models import Notebook, Status

pytestmark = pytest.mark.django_db

OPENED = {"title": "First", "opened_on": date(2021, 4, 1)}


def notebook(by, **facts):
    circle = CircleFactory()
    join(circle, by)
    return writing.create(Notebook, by=by, circle=circle, **(OPENED | facts))


def test_creating_a_record_makes_its_entry_owned_by_the_actors_agency():
    by = actor(Role.REVIEW_OFFICER)

    made = notebook(by)

    assert (made.entry.kind, made.entry.owner, made.entry.tier) == ("invented.notebook", by.agency, Tier.C4)
    assert (made.version, made.made_by) == (1, by.user)


@pytest.mark.parametrize(
    ("facts", "reason"),
    [
        ({"closed_on": date(2021, 3, 1)}, "A notebook cannot close before it was opened"),
        ({}, "There is already a notebook with this title"),
    ],
)
def test_a_broken_constraint_is_a_refusal_in_its_own_words_and_leaves_nothing(facts, reason):
    by = actor(Role.REVIEW_OFFICER)
    notebook(by)
    before = Entry.objects.count()

    with pytest.raises(Refused, match=reason):
        notebook(by, **facts)

    assert Entry.objects.count() == before


def test_a_case_without_a_circle_is_refused():
    with pytest.raises(Refused, match="who is in the circle"):
        writing.create(Notebook, by=actor(Role.REVIEW_OFFICER), **OPENED)


def test_of_two_people_who_change_the_same_version_the_second_is_told():
    by = actor(Role.REVIEW_OFFICER)
    made = notebook(by)
    also_shown = Notebook.objects.get(pk=made.pk)

    writing.change(made, by=by, title="Mine")
    with pytest.raises(writing.Changed) as told:
        writing.change(also_shown, by=by, title="Yours")

    assert told.value.record.title == "Mine"
    assert (told.value.shown, made.version) == (1, 2)


def test_a_move_from_the_wrong_state_is_refused_in_words_people_use():
    by = actor(Role.REVIEW_OFFICER)
    made = notebook(by)
    writing.move(made, "close", by=by, closed_on=date(2021, 4, 2))

    with pytest.raises(Refused, match=r"marked ‘Closed’\. It must be marked ‘Open’ first"):
        writing.move(made, "check", by=by)

    assert made.status == Status.CLOSED


def test_two_people_cannot_both_make_the_same_move():
    by = actor(Role.REVIEW_OFFICER)
    made = notebook(by)
    also_shown = Notebook.objects.get(pk=made.pk)
    writing.move(made, "check", by=by)

    with pytest.raises(Refused, match="marked ‘Checked’"):
        writing.move(also_shown, "check", by=by)

    assert made.version == 2


def test_a_move_made_on_a_stale_version_that_could_still_happen_says_someone_changed_it():
    by = actor(Role.REVIEW_OFFICER)
    made = notebook(by)
    also_shown = Notebook.objects.get(pk=made.pk)
    writing.move(made, "check", by=by)

    with pytest.raises(writing.Changed):
        writing.move(also_shown, "close", by=by)


def test_a_correction_keeps_the_old_words_and_the_reason():
    by = actor(Role.REVIEW_OFFICER)
    made = notebook(by)

    writing.correct(made, by=by, field="opened_on", value=date(2021, 4, 3), why="Typed from the wrong letter")

    made.refresh_from_db()
    kept = Correction.objects.get()
    assert (made.opened_on, kept.was, kept.now) == (date(2021, 4, 3), "2021-04-01", "2021-04-03")
    assert kept.corrected_by == by.user


@pytest.mark.parametrize(
    ("value", "why", "reason"), [(date(2021, 4, 1), "x", "already recorded"), (date(2021, 4, 3), " ", "Say why")]
)
def test_a_correction_refused(value, why, reason):
    made = notebook(actor(Role.REVIEW_OFFICER))

    with pytest.raises(Refused, match=reason):
        writing.correct(made, by=actor(Role.REVIEW_OFFICER), field="opened_on", value=value, why=why)

    assert not Correction.objects.exists()


def test_a_token_counts_once():
    assert writing.once("a-token")
    assert not writing.once("a-token")
    assert not AuditLine.objects.exists()
