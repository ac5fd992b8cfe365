"""What we said and what we did: rows made from what was planned, on evidence that somebody was assured of, across years."""

from datetime import date

import pytest
from django.urls import reverse

from safehold.access.policy import Refused
from safehold.access.roles import Role
from safehold.access.tests.factories import AgencyFactory, actor
from safehold.plans import actions
from safehold.plans.models import Method, SaidAndDid
from safehold.plans.queries import reckoning as queries
from safehold.plans.tests.factories import doer, member
from safehold.plans.tests.planning import DAY, FROM, delivery, line, manager, objective
from safehold.records.models import Entry
from safehold.records.tests.promises import ask_and_answer, browser, queries_of, sees_as_its_entry_does

pytestmark = [pytest.mark.django_db]


def assured(made):
    """Evidence for its action, of which somebody was assured."""
    given = actions.give_evidence(made.action, by=doer(), words="The form is in use in every team")
    actions.assure(made.action, by=member(), why="Seen in three", method=Method.AUDIT, test_on=date(2021, 9, 1))
    return given


def row(made, by=None, **facts):
    told = {"from_on": FROM, "said": made.objective.words, "did": "The form asks it now."}
    return actions.say_and_did(made.objective, by=by or manager(), **told | facts)


def test_a_row_rests_on_evidence_that_somebody_was_assured_of():
    made = line()
    given = assured(made)

    row(made, evidence=[given])

    (said,) = queries.said_and_did(FROM, manager())
    assert (said.number, said.said, said.assured) == (1, made.objective.words, 1)


def test_evidence_that_nobody_was_assured_of_shows_nothing():
    made = line()
    given = actions.give_evidence(made.action, by=doer(), words="Believe us")

    with pytest.raises(Refused, match="Choose evidence of which somebody was assured"):
        row(made, evidence=[given])

    assert not SaidAndDid.objects.exists()


def test_what_was_carried_forward_is_marked_in_the_year_it_came_from():
    made = line()
    into = delivery(made.plan.strategy, from_on=date(2021, 4, 1), agreed_on=DAY)
    actions.carry_forward(made, by=manager(), into=into, objective=made.objective, why="Not finished")
    row(made)
    row(made, from_on=date(2021, 4, 1))

    assert [each.carried_into for each in queries.said_and_did(FROM, manager())] == [("Quality, 2021-22",)]
    assert [each.carried_into for each in queries.said_and_did(date(2021, 4, 1), manager())] == [()]


def test_a_year_that_has_not_begun_and_words_that_say_nothing_are_refused():
    made = line()

    with pytest.raises(Refused, match="The year must have begun"):
        row(made, from_on=date(2022, 4, 1))
    with pytest.raises(Refused, match="Enter what was said, and what was done"):
        row(made, did=" ")
    with pytest.raises(Refused, match="can write the strategic plan"):
        row(made, by=doer())


def test_evidence_that_its_reader_may_not_see_is_not_shown_beside_the_row():
    made = line()
    row(made, evidence=[assured(made)])
    Entry.objects.filter(pk=made.action.entry_id).update(tier="C3", circle=made.plan.group.circle)

    (hidden,) = queries.said_and_did(FROM, actor(Role.AGENCY_CONTRIBUTOR, agency="health"))

    assert hidden.assured == 0


def test_everybody_sees_of_the_rows_what_their_entries_say():
    row(line())

    everyone = [actor(role, agency=agency) for role in Role for agency in ("council", "health")]
    sees_as_its_entry_does(queries.said_and_did_visible_to, everyone)


# --- pages ---


@pytest.mark.slow
def test_a_row_is_written_with_assured_words_before_its_writer():
    made = line()
    given = assured(made)
    web = browser(manager())
    where = reverse("plans:say_and_did", args=[made.objective.uid])
    assert "The form is in use in every team" in web.get(where).text

    ask_and_answer(web, where, from_on="2020-04-01", said="Ask", did="Asked in every team.", evidence=[given.pk])

    shown = web.get(reverse("plans:said_and_dids")).text
    assert "Asked in every team." in shown
    assert "1 piece of assured evidence" in shown
    made_row = SaidAndDid.objects.get()
    assert "The form is in use in every team" in web.get(made_row.get_absolute_url()).text


@pytest.mark.slow
def test_a_row_is_corrected_marked_and_reinstated_on_pages():
    made = row(line())
    web = browser(manager())
    told = {"value": "It asks it in two of three teams.", "why": "A slip"}

    ask_and_answer(web, reverse("plans:said_and_did_correct_field", args=[made.uid, "did"]), **told)
    ask_and_answer(web, reverse("plans:said_and_did_in_error", args=[made.uid]), why="Typed twice")
    ask_and_answer(web, reverse("plans:said_and_did_reinstate", args=[made.uid]), why="It was not")

    made.refresh_from_db()
    assert made.did == "It asks it in two of three teams."
    assert not made.entry.in_error_on


@pytest.mark.slow
def test_the_file_holds_the_rows_of_the_year_that_was_asked_for():
    made = line()
    row(made)
    row(made, from_on=date(2021, 4, 1), did="Next year’s words.")

    answer = browser(manager()).get(reverse("plans:said_and_dids"), {"year": "2020-04-01", "format": "csv"})

    kept = b"".join(answer.streaming_content).decode()
    assert "The form asks it now." in kept
    assert "Next year’s words." not in kept


@pytest.mark.slow
def test_the_list_and_a_row_ask_as_often_however_much_there_is():
    by = manager()
    made = line(by=by)
    first = row(made, by, evidence=[assured(made)])
    for n in range(5):
        other = line(
            made.plan, by, objective=objective(made.objective.commitment, by), agency=AgencyFactory(code=f"a-{n}")
        )
        row(other, by)
    web = browser(by)
    for where in (reverse("plans:said_and_dids"), first.get_absolute_url()):
        web.get(where)
        assert queries_of(lambda where=where: web.get(where)) <= 12
