from datetime import date
from decimal import Decimal
from fractions import Fraction

import pytest

from safehold.tally import Better, Cell, DeclarationError, ShownAs, Since, frames, rows
from safehold.tally.tests.factories import (
    YEAR,
    Referrals,
    Span,
    Visits,
    change,
    count,
    mean_of_agencies,
    referral,
    share,
    sum_of,
)

LAST_YEAR = date(2019, 5, 1)


def answered(measure, given_rows, period=YEAR):
    """The answer of the engine, eager and lazy, having held it to the oracle's."""
    frame = frames.frame_of(measure.table, given_rows)
    answer = frames.answer(measure, frame, period)
    assert (
        answer.cells
        == frames.answer(measure, frame.lazy(), period).cells
        == rows.answer(measure, given_rows, period).cells
    )
    return answer


def test_a_count_is_of_rows_whose_day_is_in_the_period():
    edges = [date(2020, 3, 31), date(2020, 4, 1), date(2021, 3, 31), date(2021, 4, 1), None]

    answer = answered(count(), [referral(received_on=day) for day in edges])

    assert answer.cells == (Cell(group=(), numerator=2, denominator=None, value=Decimal(2)),)


def test_a_leap_day_is_a_day():
    assert answered(count(), [referral(received_on=date(2020, 2, 29))], Span(2019)).total.numerator == 1


def test_a_count_of_no_rows_is_nought():
    assert answered(count(), []).total == Cell((), 0, None, Decimal(0))


def test_a_breakdown_shows_the_whole_code_list_then_others_then_unknown():
    outcomes = ["review", None, "review", "superseded"]

    answer = answered(count(by=(Referrals.outcome,)), [referral(outcome=outcome) for outcome in outcomes])

    assert [(cell.group, cell.numerator) for cell in answer] == [
        ((), 4),
        (("review",), 2),
        (("learning review",), 0),
        (("no further action",), 0),
        (("superseded",), 1),
        ((None,), 1),
    ]


def test_a_breakdown_by_two_columns_has_a_cell_for_every_pair():
    given_rows = [referral(agency="Police", urgent=True), referral(agency="Fire", urgent=None)]

    answer = answered(count(by=(Referrals.agency, Referrals.urgent)), given_rows)

    assert [cell.group for cell in answer][1:] == [
        ("Fire", True),
        ("Fire", False),
        ("Fire", None),
        ("Police", True),
        ("Police", False),
        ("Police", None),
    ]
    assert answer.cell("Fire", None).numerator == 1
    assert answer.cell("Police", None).numerator == 0
    assert len(answer) == 7


def test_an_answer_says_which_cell_it_lacks():
    with pytest.raises(LookupError, match=r"sar\.measure has no cell for Ambulance in 2020-21"):
        answered(count(by=(Referrals.agency,)), []).cell("Ambulance")


def test_a_sum_adds_up_a_number_over_rows_and_counts_them():
    staff = [
        referral(agency="Police", trained=3),
        referral(agency="Fire", trained=0),
        referral(agency="Fire", trained=4),
    ]

    answer = answered(sum_of(by=(Referrals.agency,)), [*staff, referral(received_on=LAST_YEAR, trained=99)])

    assert answer.total == Cell((), 7, 3, Decimal(7))
    assert [cell.value for cell in answer][1:] == [4, 3]


def test_a_sum_of_which_a_part_is_unknown_is_unknown_and_the_sum_of_nothing_is_nought():
    assert answered(sum_of(), [referral(trained=3), referral(trained=None)]).total == Cell((), 3, 2, None)
    assert answered(sum_of(), [referral(trained=None)]).total == Cell((), 0, 1, None)
    assert answered(sum_of(), []).total == Cell((), 0, 0, Decimal(0))


def test_a_share_carries_what_it_is_made_of():
    given_rows = [referral(outcome=outcome) for outcome in ["review"] * 7 + ["learning review"] * 4 + [None]]

    assert answered(share(), given_rows).total == Cell((), 7, 11, Decimal(64))
    assert answered(share(places=1), given_rows).total.value == Decimal("63.6")


def test_a_share_of_no_rows_is_unknown_and_never_nought():
    answer = answered(share(by=(Referrals.outcome,)), [])

    assert [cell.value for cell in answer] == [None] * 4
    assert answer.total == Cell((), 0, 0, None)


def test_the_mean_of_agencies_weighs_each_agency_alike():
    given_rows = [
        referral(agency="Council", trained=900, relevant=1000),
        referral(agency="Charity", trained=1, relevant=2),
        referral(agency="School", trained=0, relevant=0),  # nothing below the line
        referral(agency="Police", trained=None, relevant=50),  # not returned
        referral(agency=None, trained=5, relevant=5),
    ]

    assert answered(mean_of_agencies(), given_rows).total == Cell((), Fraction(140), 2, Decimal(70))
    assert answered(mean_of_agencies(), given_rows[2:]).total == Cell((), Fraction(0), 0, None)


def test_an_agencys_rows_are_added_up_before_its_percentage_is_taken():
    two_teams = [
        referral(agency="Council", trained=1, relevant=10, urgent=True),
        referral(agency="Council", trained=9, relevant=10, urgent=False),
        referral(agency="Police", trained=1, relevant=1, urgent=True),
    ]

    answer = answered(mean_of_agencies(by=(Referrals.urgent,)), two_teams)

    assert [(cell.group, cell.numerator, cell.denominator) for cell in answer] == [
        ((), 150, 2),
        ((True,), 110, 2),
        ((False,), 90, 1),
    ]


def test_the_mean_of_agencies_rounds_once_at_the_end():
    thirds = [referral(agency=agency, trained=1, relevant=3) for agency in "ABC"]
    half = [referral(agency="A", trained=1, relevant=3), referral(agency="B", trained=2, relevant=300)]

    assert answered(mean_of_agencies(places=1), thirds).total.value == Decimal("33.3")
    assert answered(mean_of_agencies(), half).total == Cell((), Fraction(34), 2, Decimal(17))


def test_a_change_is_from_the_period_before_as_a_number_or_per_cent():
    given_rows = [referral() for _ in range(200)] + [referral(received_on=LAST_YEAR) for _ in range(264)]

    assert answered(change(places=1), given_rows).total == Cell((), -64, 264, Decimal("-24.2"))
    assert answered(change(shown_as=ShownAs.NUMBER), given_rows).total == Cell((), -64, 264, Decimal(-64))


def test_a_change_from_nothing_has_a_number_but_no_per_cent():
    given_rows = [referral(agency="Police"), referral(agency="Fire", received_on=LAST_YEAR)]

    answer = answered(change(of=count(by=(Referrals.agency,))), given_rows)

    assert answer.cell("Police") == Cell(("Police",), 1, 0, None)
    assert answer.cell("Fire") == Cell(("Fire",), -1, 1, Decimal(-100))


def test_a_change_is_measured_from_the_period_it_names():
    class Quarter:
        first, last = date(2020, 4, 1), date(2020, 6, 30)
        previous = type("Quarter", (), {"first": date(2020, 1, 1), "last": date(2020, 3, 31)})
        year_before = type("Quarter", (), {"first": date(2019, 4, 1), "last": date(2019, 6, 30)})

    given_rows = [
        referral(),
        referral(),
        referral(received_on=date(2020, 2, 29)),
        *[referral(received_on=LAST_YEAR)] * 4,
    ]

    assert answered(change(), given_rows, Quarter).total.numerator == 1
    assert answered(change(since=Since.YEAR_BEFORE), given_rows, Quarter).total.numerator == -2


def test_a_measure_says_its_unit_and_what_it_reads():
    assert (count().unit, share().unit, mean_of_agencies().unit, change().unit) == ("referrals", *["percent"] * 3)
    assert change(shown_as=ShownAs.NUMBER).unit == "referrals"
    assert (sum_of().unit, sum_of().amount in sum_of().columns) == ("staff", True)
    assert str(share()) == "sar.measure: A measure"
    assert share().better is Better.NEITHER
    assert {column.name for column in share(by=(Referrals.agency,)).columns} == {"outcome", "received_on", "agency"}
    assert {column.name for column in mean_of_agencies().columns} == {"received_on", "agency", "trained", "relevant"}
    assert change(of=count(by=(Referrals.age,))).columns == {Referrals.received_on, Referrals.age}


@pytest.mark.parametrize(
    ("write", "sentence"),
    [
        (lambda: count(code="SAR-1"), "'SAR-1' is not a code: write lower-case words with dots"),
        (lambda: count(title=""), "sar.measure: give its title"),
        (lambda: count(means=" "), "sar.measure: give its means"),
        (lambda: count(source=""), "sar.measure: give its source"),
        (lambda: count(unit=""), "sar.measure: give its unit"),
        (lambda: count(of="everything"), "of= is a condition or a table, not 'everything'"),
        (lambda: count(of=Referrals.age), "of= is a condition or a table"),
        (lambda: count(dated=Referrals.age), "dated= is the Day that puts a row in a period"),
        (lambda: count(dated=Visits.made_on), "is about Referrals and cannot read <Day Visits.made_on>"),
        (lambda: count(by=Referrals.agency), "by= is a tuple of columns"),
        (lambda: count(by=("agency",)), "by= is a tuple of columns"),
        (lambda: count(by=(Referrals.due_on,)), "break down by a code, a number or yes and no"),
        (lambda: count(by=(Referrals.agency, Referrals.agency)), "by= names a column twice"),
        (lambda: share(share="review"), "share= is a condition, not 'review'"),
        (lambda: share(share=Visits.agency == "Police"), "is about Referrals and cannot read"),
        (lambda: mean_of_agencies(top=Referrals.agency), "top= is a Number column"),
        (lambda: mean_of_agencies(agency=Referrals.age), "agency= is a Text column"),
        (lambda: mean_of_agencies(by=(Referrals.agency,)), "the mean of agencies is each agency's own"),
        (lambda: change(of=share()), "of= is a Count"),
        (lambda: sum_of(amount=Referrals.agency), "amount= is a Number column"),
        (lambda: sum_of(unit=" "), "sar.measure: give its unit, like places"),
    ],
)
def test_a_measure_that_means_nothing_is_refused_where_it_is_written(write, sentence):
    with pytest.raises(DeclarationError, match=sentence):
        write()
