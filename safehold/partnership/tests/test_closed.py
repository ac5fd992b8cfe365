"""A group that has closed is only corrected: its pages offer nothing else, and every action refuses in a sentence."""

from datetime import date

import pytest
from django.urls import reverse

from safehold.access.policy import Refused
from safehold.govuk.tests.pages import faults
from safehold.partnership.actions import groups, rows, seats
from safehold.partnership.models import AnswersTo, Chair, Group, GroupName, SeatHolder
from safehold.partnership.tests.factories import DAY, SINCE, agency, group, manager, person, seat
from safehold.records.tests.promises import browser

pytestmark = pytest.mark.django_db

LAST = date(2020, 10, 30)
GONE = "Panel closed on 30 October 2020, so nothing can be added to it now. What was recorded about it can still be corrected"
ADDING = ("rename_group", "answer_to", "carry_out", "adopt_terms", "appoint_chair", "set_quorum", "give_seat")


@pytest.fixture
def panel() -> Group:
    """A group with a seat, which closed in October 2020."""
    by = manager()
    made = group("panel", by=by)
    seat(made, agency("fire", by=by), by=by)
    groups.close_group(made, by=by, closed_on=LAST)
    return made


def additions(panel: Group):
    """Everything that says something new of a group, each as an act; all of them on a day when it was there."""
    by = manager()
    board, held = group("board", by=by), panel.seats.get()
    fire, user = held.agency, person(held.agency)
    on = {"by": by, "from_on": SINCE}
    return by, [
        lambda: groups.rename_group(panel, name="Another", **on),
        lambda: groups.answer_to(panel, to_group=board, **on),
        lambda: groups.carry_out(panel, body="CSP", **on),
        lambda: groups.adopt_terms(panel, edition="1", purpose="Why", **on),
        lambda: groups.appoint_chair(panel, user=user, agency=fire, to_on=LAST, **on),
        lambda: groups.set_quorum(panel, least_agencies=1, **on),
        lambda: seats.give_seat(panel, agency=fire, office="Second", **on),
        lambda: seats.fill_seat(held, user=user, to_on=LAST, **on),
    ]


def test_nothing_is_added_to_a_closed_group_and_the_refusal_says_when_it_closed(panel):
    _, acts = additions(panel)

    for act in acts:
        with pytest.raises(Refused, match=GONE):
            act()

    assert not any(model.objects.filter(group=panel).exists() for model in (AnswersTo, Chair))
    assert not SeatHolder.objects.exists()
    assert GroupName.objects.filter(group=panel).count() == 1


def test_all_of_it_is_added_to_the_same_group_while_it_is_there(panel):
    """The control."""
    by, acts = additions(panel)
    rows.correct(panel, by=by, closed_on=None, why="Another group closed")
    for row in (*panel.names.all(), *panel.seats.all()):
        rows.correct(row, by=by, to_on=None, why="Another group closed")
    panel.refresh_from_db()

    for act in acts[1:]:
        act()

    assert panel.chairs.exists()
    assert SeatHolder.objects.exists()


def test_the_page_of_a_closed_group_offers_what_can_be_corrected_and_nothing_else(panel):
    page = browser(manager())

    shown = page.get(panel.get_absolute_url()).text
    terms = page.get(reverse("partnership:terms", args=["panel"])).text

    for name in ADDING:
        assert reverse(f"partnership:{name}", args=["panel"]) not in shown + terms
    assert reverse("partnership:close_group", args=["panel"]) not in shown
    assert "Correct its days" in shown
    assert "This group has closed" in shown
    assert reverse("partnership:group_history", args=["panel"]) in shown
    assert faults(shown) == []
    # the control: a group that is there offers all of them
    board = group("board", by=manager())
    both = page.get(board.get_absolute_url()).text + page.get(reverse("partnership:terms", args=["board"])).text
    assert all(reverse(f"partnership:{name}", args=["board"]) in both for name in ADDING)


def test_a_page_that_would_add_to_a_closed_group_says_why_it_cannot(panel):
    page, held = browser(manager()), panel.seats.get()
    fill = reverse("partnership:fill", args=[held.pk])

    for where in (*(reverse(f"partnership:{name}", args=["panel"]) for name in ADDING), fill):
        answer = page.get(where)
        assert answer.status_code == 403
        assert "so nothing can be added to it now" in answer.text
        assert "manages your agency’s access" not in answer.text
    people = page.get(reverse("partnership:holders", args=[held.pk]))
    assert people.status_code == 200
    assert fill not in people.text


def test_a_group_that_is_to_close_is_still_there_until_then():
    by = manager()
    closing, fire = group("closing", by=by), agency("fire", by=by)
    held = seat(closing, fire, by=by)
    groups.close_group(closing, by=by, closed_on=DAY)

    made = seats.fill_seat(held, by=by, user=person(fire), from_on=DAY, to_on=DAY)

    assert made.pk
    assert "Record a chair" in browser(by).get(closing.get_absolute_url()).text


def test_history_of_a_closed_group_is_still_put_right(panel):
    by = manager()

    rows.correct(panel.seats.get(), by=by, from_on=date(2020, 1, 1), why="Read in the minutes")

    assert panel.seats.get().from_on == date(2020, 1, 1)
