"""What conditions mean, by example: these are the manual."""

from datetime import date, datetime

import pytest
from hypothesis import given

from safehold.tally import Day, DeclarationError, Number, Table, Text, columns_of, frames, rows
from safehold.tally.tests.factories import YEAR, Referrals, Visits, conditions, count, referral, rows_of_referrals

pytestmark = pytest.mark.slow

DUE = date(2020, 6, 1)
EXAMPLES = [
    # the condition, the rows it is asked of, those that meet it
    (Referrals.age == 18, [{"age": 17}, {"age": 18}, {"age": None}], [1]),
    (Referrals.age != 18, [{"age": 17}, {"age": 18}, {"age": None}], [0]),
    (~(Referrals.age == 18), [{"age": 17}, {"age": 18}, {"age": None}], [0, 2]),
    (Referrals.age < 18, [{"age": 17}, {"age": 18}, {"age": None}], [0]),
    (Referrals.age <= 18, [{"age": 17}, {"age": 18}, {"age": 19}], [0, 1]),
    (Referrals.age > 18, [{"age": 17}, {"age": 18}, {"age": 19}], [2]),
    (Referrals.age >= 18, [{"age": 17}, {"age": 18}, {"age": 19}], [1, 2]),
    (Referrals.age >= 18, [{"age": 17}, {"age": 18}, {"age": None}], [1]),
    (
        Referrals.decided_on <= Referrals.due_on,
        [
            {"decided_on": DUE, "due_on": DUE},
            {"decided_on": date(2020, 6, 2), "due_on": DUE},
            {"decided_on": None, "due_on": DUE},
            {"decided_on": None, "due_on": None},
        ],
        [0],
    ),
    (Referrals.decided_on == Referrals.due_on, [{"decided_on": None, "due_on": None}], []),
    (Referrals.agency.is_in(["Police", "Fire"]), [{"agency": "Police"}, {"agency": "NHS"}, {"agency": None}], [0]),
    (~Referrals.agency.is_in(["Police", "Fire"]), [{"agency": "Police"}, {"agency": "NHS"}, {"agency": None}], [1, 2]),
    (Referrals.outcome.is_known(), [{"outcome": "review"}, {"outcome": None}], [0]),
    (Referrals.urgent.is_yes(), [{"urgent": True}, {"urgent": False}, {"urgent": None}], [0]),
    (Referrals.urgent.is_no(), [{"urgent": True}, {"urgent": False}, {"urgent": None}], [1]),
    (
        (Referrals.age >= 18) & (Referrals.age < 65) | Referrals.urgent.is_yes(),
        [{"age": 18}, {"age": 65}, {"age": 65, "urgent": True}, {"age": None}],
        [0, 2],
    ),
]


@pytest.mark.parametrize(("condition", "given_rows", "met"), EXAMPLES, ids=lambda value: str(value)[:40])
def test_a_condition_is_met_by_these_rows(condition, given_rows, met):
    found = [n for n, row in enumerate(given_rows) if rows.is_met(condition, referral(**row))]

    assert found == met
    assert answered_by_both(condition, [referral(**row) for row in given_rows]) == len(met)


def answered_by_both(condition, given_rows):
    measure = count(of=condition)
    fast = frames.answer(measure, frames.frame_of(Referrals, given_rows), YEAR).total.numerator
    assert fast == rows.answer(measure, given_rows, YEAR).total.numerator
    return fast


@given(conditions, rows_of_referrals)
def test_every_row_meets_a_condition_or_its_opposite(condition, given_rows):
    dated = [{**row, "received_on": date(2020, 5, 1)} for row in given_rows]

    assert answered_by_both(condition, dated) + answered_by_both(~condition, dated) == len(dated)


@given(conditions, conditions, rows_of_referrals)
def test_not_either_is_neither(one, other, given_rows):
    assert answered_by_both(~(one | other), given_rows) == answered_by_both(~one & ~other, given_rows)


@pytest.mark.parametrize(
    ("write", "sentence"),
    [
        (lambda: Referrals.age == None, r"Nothing compares with None\. Write age\.is_known\(\)"),  # noqa: E711
        (lambda: Referrals.age == "18", "age is Number: compare it with 18"),
        (lambda: Referrals.age > True, "age is Number"),
        (lambda: Referrals.due_on <= datetime(2020, 6, 1), r"due_on is Day: compare it with date\(2021, 3, 31\)"),
        (lambda: Referrals.agency == 3, "agency is Text"),
        (lambda: Referrals.outcome == "reveiw", "outcome is never 'reveiw': its values are review, learning review"),
        (lambda: Referrals.outcome.is_in(["reveiw"]), "outcome is never 'reveiw'"),
        (lambda: Referrals.agency.is_in("Police"), "takes a list of one value or more"),
        (lambda: Referrals.agency.is_in([]), "takes a list of one value or more"),
        (lambda: Referrals.age == Referrals.agency, "are not of one kind"),
        (lambda: Referrals.agency == Visits.agency, "stand in different tables"),
        (lambda: (Referrals.agency == "Police") & (Visits.agency == "Police"), "counts the rows of one table"),
        (lambda: Referrals.urgent.is_yes() & True, "joins two conditions"),
        (lambda: Referrals.urgent.is_yes() and Referrals.age == 18, "Write &, | and ~ for and, or and not"),
        (lambda: 18 <= Referrals.age < 65, "two comparisons for a chained one"),
        (lambda: Referrals.age in (Referrals.trained, Referrals.relevant), "not yet true or false"),
        (lambda: (Number("age", "Age") == 18).table, "The column age stands in no table"),
    ],
)
def test_a_condition_that_means_nothing_is_refused_where_it_is_written(write, sentence):
    with pytest.raises(DeclarationError, match=sentence):
        write()


def test_a_condition_reads_as_a_definition():
    condition = (Referrals.outcome == "review") & ~(Referrals.urgent.is_yes() | Referrals.age.is_in([18, 19]))

    assert str(condition) == "(outcome == “review” and not (urgent == yes or age is one of 18, 19))"
    assert str(~Referrals.agency.is_known()) == "not (agency is known)"
    assert str(count().where) == "every row of Referrals"
    assert {column.name for column in condition.columns} == {"outcome", "urgent", "age"}
    assert (Referrals.decided_on <= Referrals.due_on).columns == {Referrals.decided_on, Referrals.due_on}


def test_a_table_is_a_documented_class_of_documented_columns():
    assert list(columns_of(Visits)) == ["made_on", "agency"]
    assert repr(Visits.made_on) == "<Day Visits.made_on>"

    with pytest.raises(DeclarationError, match="Give Undocumented a docstring: what is one row of it"):
        type("Undocumented", (Table,), {"made_on": Day("made_on", "The day")})
    with pytest.raises(DeclarationError, match="Empty has no columns"):
        type("Empty", (Table,), {"__doc__": "One row for nothing."})
    with pytest.raises(DeclarationError, match=r"Vague\.made_on: say where its values come from and what they mean"):
        type("Vague", (Table,), {"__doc__": "One row each.", "made_on": Day("made_on", " ")})
    with pytest.raises(DeclarationError, match="a column's name begins with a letter"):
        type("Hidden", (Table,), {"__doc__": "One row each.", "_agency": Text("agency", "The agency")})


def test_a_table_may_say_where_its_rows_come_from():
    table = type("Sourced", (Table,), {"__doc__": "One row each.", "rows": list, "made_on": Day("made_on", "The day")})

    assert list(columns_of(table)) == ["made_on"]
