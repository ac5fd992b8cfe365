"""What counting promises: which rows count, when a nought is a nought, and how it says what it did."""

from datetime import date

import pytest

from safehold.access.roles import Role
from safehold.access.tests.factories import AgencyFactory, actor
from safehold.asks import actions as asks
from safehold.measures.counting import Counting
from safehold.measures.geography import years
from safehold.measures.models import Basis
from safehold.measures.tests.factories import (
    DAY,
    EVENT_HEADINGS,
    FIVE_YEARS,
    PLACE,
    RETURN_HEADINGS,
    accepted,
    book,
    event,
    events,
    nil,
    shown,
    waiting,
)

pytestmark = pytest.mark.django_db


def test_rows_count_once_their_submission_is_accepted_and_no_longer_when_it_is_withdrawn():
    by = actor(Role.DATA_ANALYST)
    text = EVENT_HEADINGS + event("sar_referral,2020-05-04,review") + event("sar_referral,2020-06-01")
    submission = waiting(text, "counted_events", by=by)
    assert shown("sar.referrals") is None

    asks.accept(submission, by=by)
    assert (shown("sar.referrals"), shown("sar.met_criteria")) == ("2", "1")

    asks.withdraw(submission, by=by, why="Sent in error")
    assert shown("sar.referrals") is None


def test_a_kind_that_nobody_sent_gives_no_figure_and_a_nil_row_gives_nought():
    events("sar_referral,2020-05-04,review")
    assert shown("rapid_reviews.submitted") is None

    accepted(EVENT_HEADINGS + nil("rapid_review", "2021-03-31"), "counted_events")

    assert shown("rapid_reviews.submitted") == "0"
    assert shown("rapid_reviews.submitted", "2019-20") is None


def test_a_column_that_nobody_filled_in_gives_no_figure_rather_than_nought():
    events("lado_contact,2020-05-04,met_threshold", "lado_contact,2020-05-05,met_threshold")

    assert shown("lado.contacts") == "2"
    assert shown("lado.contact_outcome.advice_below_threshold") == "0"
    assert shown("lado.threshold.foster_carers") is None
    assert shown("lado.threshold.education_pct") is None


def test_a_quarter_and_a_month_are_counted_where_their_year_is_known():
    events("lado_contact,2020-05-04", "lado_contact,2021-02-01")

    assert [shown("lado.contacts", period) for period in ("2020-21 Q1", "2020-21 Q2", "2020-05", "2021-02")] == [
        "1", "0", "1", "1",
    ]  # fmt: skip


def test_events_that_a_later_submission_of_the_same_agency_covers_anew_count_no_more():
    events("lado_contact,2019-05-04", "lado_contact,2020-05-04", "sar_referral,2020-05-04", covers=FIVE_YEARS)
    events("lado_contact,2020-06-04", "lado_contact,2020-07-04", "lado_contact,2020-08-04")

    assert (shown("lado.contacts"), shown("lado.contacts", "2019-20"), shown("sar.referrals")) == ("3", "1", "1")


def test_events_of_two_agencies_add_up():
    events("training_session,2020-05-04,,multi_agency")
    events("training_session,2020-05-04,,multi_agency", agency="police")

    assert shown("training.sessions") == "2"


def test_a_change_needs_both_years():
    events("lado_contact,2020-05-04")
    assert shown("lado.contacts.change") is None

    events("lado_contact,2019-05-04", "lado_contact,2019-06-04", covers=FIVE_YEARS, agency="police")

    assert (shown("lado.contacts.change"), shown("lado.contacts.change_pct")) == ("-1", "-50.0")


RETURNS = (
    "council,self_neglect,2020-21,90,100,\n"
    "police,self_neglect,2020-21,8,10,\n"
    "nhs,self_neglect,2020-21,,,nil\n"
    "school,self_neglect,2020-21,,,not applicable\n"
)


@pytest.fixture
def _agencies():
    for code in ("council", "police", "nhs", "school"):
        AgencyFactory(code=code)


@pytest.mark.usefixtures("_agencies")
def test_the_mean_of_agencies_weighs_each_alike_and_leaves_out_who_has_nothing_to_return():
    accepted(RETURN_HEADINGS + RETURNS, "kpi_returns")

    figure = book().find("kpi.self_neglect.outcome_average", "2020-21", PLACE)

    assert figure.shown == "85"
    assert figure.calculation == (
        "The mean of 2 agencies’ percentages, which add up to 170.00, rounded half up to a whole number"
    )
    assert (figure.basis, figure.as_at, figure.source) == (Basis.COMPUTED, DAY, "Invented for tests")


@pytest.mark.usefixtures("_agencies")
def test_a_return_sent_again_counts_in_place_of_the_first():
    accepted(RETURN_HEADINGS + RETURNS, "kpi_returns")
    accepted(RETURN_HEADINGS + "police,self_neglect,2020-21,10,10,\n", "kpi_returns")

    assert shown("kpi.self_neglect.outcome_average") == "95"


@pytest.mark.usefixtures("_agencies")
def test_a_year_returned_by_quarters_is_their_sum_and_never_counted_beside_the_year():
    quarters = "".join(f"council,self_neglect,2020-21 Q{n},{n},10,\n" for n in (1, 2, 3, 4))
    accepted(RETURN_HEADINGS + quarters, "kpi_returns")
    assert shown("kpi.self_neglect.outcome_average") == "25"

    accepted(RETURN_HEADINGS + "council,self_neglect,2020-21,90,100,\n", "kpi_returns")
    assert shown("kpi.self_neglect.outcome_average") == "90"


def test_everything_counted_in_an_invented_partnership_says_that_it_is_invented(settings):
    settings.INVENTED = True
    events("sar_referral,2020-05-04,review")

    assert book().find("sar.referrals", "2020-21", PLACE).basis == Basis.INVENTED


def test_a_submission_can_be_counted_as_if_it_were_accepted():
    events("sar_referral,2020-05-04,review")
    text = EVENT_HEADINGS + event("sar_referral,2020-05-04,review") + event("sar_referral,2020-06-04,learning_review")
    submission = waiting(text, "counted_events", agency="police")

    now = Counting(on=DAY, years=years())
    then = Counting(on=DAY, years=years(), also=submission)

    figures = [counting.figure("sar.referrals", "2020-21", PLACE).shown for counting in (now, then)]
    assert figures == ["1", "3"]


def test_counting_asks_the_database_twice_however_many_figures_are_asked_for(django_assert_num_queries):
    events("lado_contact,2020-05-04,met_threshold,education,,suitability,below_threshold")
    counting = Counting(on=DAY, years=years())

    with django_assert_num_queries(1):
        for code in ("lado.contacts", "lado.threshold.education_pct", "lado.suitability.total", "sar.referrals"):
            counting.figure(code, "2020-21", PLACE)
    with django_assert_num_queries(1):
        counting.figure("kpi.self_neglect.outcome_average", "2020-21", PLACE)


@pytest.mark.parametrize(
    ("data_set", "text", "said"),
    [
        ("counted_events", EVENT_HEADINGS + "lado_call,2020-05-04,Westmere,,,,,,\n", "Kind must be lado_contact,"),
        (
            "counted_events",
            EVENT_HEADINGS + event("sar_referral,2020-05-04,met_threshold"),
            "Outcome of a sar_referral must be review, learning_review or",
        ),
        (
            "counted_events",
            EVENT_HEADINGS + event("sar_referral,2020-05-04,,education"),
            "Leave Category empty: a sar_referral has none",
        ),
        (
            "counted_events",
            EVENT_HEADINGS + event("sar_referral,2019-05-04"),
            "Date must lie inside the days that you said the file covers",
        ),
        ("counted_events", EVENT_HEADINGS + event("sar_referral,31/02/2021"), "Date must be a real date"),
        ("counted_events", EVENT_HEADINGS + "sar_referral,2020-05-04,Westmere,review,,,,,yes\n", "A nil row says"),
        ("kpi_returns", RETURN_HEADINGS + "nowhere,self_neglect,2020-21,1,2,\n", "There is no agency of this name"),
        ("kpi_returns", RETURN_HEADINGS + "council,self_neglect,2020-21,3,2,\n", "The numerator cannot be more"),
        ("kpi_returns", RETURN_HEADINGS + "council,self_neglect,2020-21,3,,\n", "Enter both numbers"),
        ("kpi_returns", RETURN_HEADINGS + "council,self_neglect,2020-21,3,4,nil\n", "Enter both numbers"),
        ("kpi_returns", RETURN_HEADINGS + "council,selfneglect,2020-21,3,4,\n", "Indicator must be"),
        ("kpi_returns", RETURN_HEADINGS + "council,self_neglect,2019-20,3,4,\n", "Period must lie inside the days"),
    ],
)
def test_a_row_that_cannot_be_counted_is_a_problem_in_a_sentence(data_set, text, said):
    submission = waiting(text, data_set)

    assert any(problem["message"].startswith(said) for problem in submission.problems), submission.problems


def test_an_agency_may_be_named_as_it_was_once_called():
    from safehold.access.models import AgencyName

    agency = AgencyFactory(code="nhs")
    AgencyName.objects.create(agency=agency, name="Westmere CCG", from_on=date(2013, 4, 1))
    accepted(RETURN_HEADINGS + "westmere  ccg,self_neglect,2020-21,1,2,\n", "kpi_returns")

    assert agency.returns.count() == 1
