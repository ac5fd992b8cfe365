"""No page about the partnership prints a field's own name: every kind of row and every fact of it has words."""

import pytest
from django.urls import reverse

from safehold.partnership import labels, queries
from safehold.partnership.actions import rows
from safehold.partnership.forms.rows import KINDS
from safehold.partnership.models import Group, Seat, SeatHolder
from safehold.partnership.tests.factories import manager
from safehold.records.tests.promises import browser

FACTS = [(kind.model, field.name) for kind in KINDS.values() for field in labels.facts(kind.model)]
# the words of people that a field happens to be called by
SAME = {"name", "purpose", "kind", "group", "agency", "seat", "office", "note", "edition", "code", "reason", "value"}
SAME |= {"vision", "membership", "attendance", "chairing", "resources", "support", "decisions", "information_sharing"}
SAME |= {"escalation", "short_name", "quorum", "approved_on"}


def test_there_are_facts():
    assert len(FACTS) > 80


@pytest.mark.parametrize(("model", "name"), FACTS, ids=[f"{model._meta.model_name}.{name}" for model, name in FACTS])
def test_every_fact_of_every_kind_of_row_has_words_of_its_own(model, name):
    said = labels.label(model, name)

    assert said[:1].isupper()
    assert "_" not in said
    assert name in SAME or said != name.replace("_", " ").capitalize()


def test_words_that_no_field_has_are_not_kept():
    known = {name for _, name in FACTS} | {f"{model._meta.model_name}.{name}" for model, name in FACTS}

    assert set(labels.LABELS) <= known
    assert set(labels.CALLED) == set(KINDS)


@pytest.mark.django_db
def test_ending_somebodys_place_in_a_seat_says_who_and_in_what_capacity(board: Group):
    holder = SeatHolder.objects.get()
    page = browser(manager())

    end = page.get(reverse("partnership:end", args=["seatholder", holder.pk])).text
    out = page.get(reverse("partnership:take_out", args=["seatholder", holder.pk])).text

    assert "End this person’s place in a seat" in end
    for shown in (end, out):
        assert ">Person</dt>" in shown
        assert ">In what capacity</dt>" in shown
        assert ">User</dt>" not in shown
        assert ">Capacity</dt>" not in shown


@pytest.mark.django_db
def test_what_was_put_right_names_the_kind_of_row_as_people_do(board: Group):
    by = manager()

    made = rows.correct(SeatHolder.objects.get(), by=by, capacity="deputy", why="Misread")

    assert made.about == "Person’s place in a seat: Alex Fenwick"
    assert made.was == "In what capacity: Member"


@pytest.mark.django_db
def test_who_keeps_a_row_is_no_fact_of_it(board: Group):
    said = queries.said(Seat.objects.get())

    assert "Changed by" not in said
    assert "Made by" not in said
