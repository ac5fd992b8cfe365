"""What the book of figures promises: both versions kept, one printed by a person's decision, differences shown."""

import pytest

from safehold.access.models import AuditLine
from safehold.access.policy import Refused
from safehold.access.roles import Role
from safehold.access.tests.factories import actor
from safehold.measures import actions, queries
from safehold.measures.models import PrintDecision, Prints
from safehold.measures.tests.factories import DAY, FIVE_YEARS, PLACE, book, events, figures, shown

pytestmark = pytest.mark.django_db
TWO_YEARS = ("lado.contacts,2019-20,264", "lado.contacts,2020-21,200")


def test_the_reported_figure_prints_until_a_person_decides_and_both_are_kept():
    events("sar_referral,2020-05-04", "sar_referral,2020-06-04")
    figures("sar.referrals,2020-21,4")
    by = actor(Role.DATA_ANALYST)
    assert shown("sar.referrals") == "4"

    actions.decide_print(by=by, code="sar.referrals", prints=Prints.COMPUTED, why="The rows are complete")

    beside = book().beside("sar.referrals", "2020-21", PLACE)
    assert (beside.prints.shown, beside.reported.shown, beside.counted.shown, beside.differs) == ("2", "4", "2", True)
    assert AuditLine.objects.filter(event="measures.print_decided").count() == 1


def test_a_decision_for_the_computed_figure_leaves_the_reported_one_where_nothing_can_be_computed():
    figures("sar.referrals,2020-21,4")
    actions.decide_print(by=actor(Role.DATA_ANALYST), code="sar.referrals", prints=Prints.COMPUTED, why="Because")

    assert shown("sar.referrals") == "4"


def test_decisions_are_ended_never_changed_also_on_the_same_day():
    by = actor(Role.DATA_ANALYST)
    actions.decide_print(by=by, code="sar.referrals", prints=Prints.COMPUTED, why="One")
    actions.decide_print(by=by, code="sar.referrals", prints=Prints.REPORTED, why="Two")

    told = [
        (decision.prints, decision.decided_why, decision.to_on is None)
        for decision in queries.decisions_on("sar.referrals")
    ]
    assert told == [(Prints.REPORTED, "Two", True), (Prints.COMPUTED, "One", False)]
    assert PrintDecision.objects.on(DAY).get().decided_why == "Two"


@pytest.mark.parametrize(
    ("role", "prints", "code", "reason"),
    [
        (Role.AGENCY_LEAD, Prints.COMPUTED, "sar.referrals", "Only the business manager or a data analyst"),
        (Role.DATA_ANALYST, Prints.COMPUTED, "sar.referral", "There is no measure with this code"),
    ],
)
def test_deciding_refused(role, prints, code, reason):
    with pytest.raises(Refused, match=reason):
        actions.decide_print(by=actor(role), code=code, prints=prints, why="Because")

    assert not PrintDecision.objects.exists()


@pytest.mark.parametrize("prints", Prints)
def test_what_was_decided_is_not_decided_again_and_that_the_reported_one_stands_is_a_decision(prints):
    by = actor(Role.DATA_ANALYST)
    actions.decide_print(by=by, code="sar.referrals", prints=prints, why="Looked at")

    with pytest.raises(Refused, match=r"This was decided already: the (reported figure|figure computed here)"):
        actions.decide_print(by=by, code="sar.referrals", prints=prints, why="Looked at")

    assert PrintDecision.objects.get().decided_why == "Looked at"


def test_a_change_is_worked_out_from_what_prints_and_names_its_parts():
    figures(*TWO_YEARS, covers=FIVE_YEARS)

    figure = book().find("lado.contacts.change_pct", "2020-21", PLACE)

    assert (figure.shown, [part.shown for part in figure.made_of]) == ("-24.2", ["200", "264"])
    assert figure.calculation == "(200 less 264) divided by 264, times 100, rounded half up to one decimal place"


def test_a_share_of_nothing_is_not_supplied_and_says_why():
    figures("section_175.sent,2020-21,0", "section_175.returned,2020-21,0")

    figure = book().find("section_175.return_pct", "2020-21", PLACE)

    assert (figure.shown, figure.calculation) == (
        "[x]", "0 divided by 0, times 100: there is nothing to divide by",
    )  # fmt: skip


def test_differences_hold_each_pair_that_does_not_say_the_same_and_no_other():
    figures(*TWO_YEARS, "lado.contacts.change_pct,2020-21,-25", "lado.contacts.change,2020-21,-64", covers=FIVE_YEARS)

    found = [(reported.code, reported.shown, computed.shown) for reported, computed in book().differences()]

    assert found == [("lado.contacts.change_pct", "-25.0", "-24.2")]


def test_every_figure_of_a_code_stands_latest_first_the_worked_out_ones_among_them():
    figures(*TWO_YEARS, "lado.contacts,2018-19,141", covers=FIVE_YEARS)

    assert [row.prints.period for row in book().every("lado.contacts")] == ["2020-21", "2019-20", "2018-19"]
    assert [row.prints.shown for row in book().every("lado.contacts.change")] == ["-64", "123"]
    assert book().latest("lado.contacts.change_pct").shown == "-24.2"


def test_a_book_of_some_codes_holds_what_these_are_worked_out_from():
    figures(*TWO_YEARS, "sar.referrals,2020-21,4", covers=FIVE_YEARS)

    some = book(codes=["lado.contacts.change_pct"])

    assert some.find("lado.contacts.change_pct", "2020-21", PLACE).shown == "-24.2"
    assert some.find("sar.referrals", "2020-21", PLACE) is None


def test_a_book_is_read_with_as_many_questions_however_much_is_in_it(django_assert_max_num_queries):
    figures(*TWO_YEARS, covers=FIVE_YEARS)
    events("lado_contact,2020-05-04")

    with django_assert_max_num_queries(5):
        made = book()
        for code in ("lado.contacts", "lado.contacts.change", "sar.referrals", "kpi.self_neglect.outcome_average"):
            made.beside(code, "2020-21", PLACE)
        list(made.differences())
