"""The two libraries that know no model fit each other: a period of the clocks is a span that tally counts over."""

from datetime import date

import pytest

from safehold.clocks import Years
from safehold.tally import Change, Count, Day, ShownAs, Since, Table, frames


class Visits(Table):
    """One row for each invented visit."""

    made_on = Day("made_on", "The day of the visit")


WORDS = {"title": "Visits", "means": "Visits made.", "source": "Nowhere"}
VISITS = Count(code="visits.made", of=Visits, dated=Visits.made_on, unit="visits", **WORDS)
# the last and the first day of each period below, and of those it is measured from
DAYS = [date(2019, 3, 31), date(2019, 4, 1), date(2020, 1, 1), date(2020, 2, 29), date(2020, 3, 31), date(2020, 4, 1)]
DAYS += [date(2020, 4, 30), date(2020, 5, 1), date(2020, 12, 31), date(2021, 1, 1), date(2021, 3, 31), date(2021, 4, 1)]


@pytest.mark.parametrize("text", ["2020-21", "2020-21 Q4", "2020-04", "2021-03-31", "academic 2019-20"])
def test_counting_over_a_period_takes_in_its_first_and_last_day_and_no_other(text):
    period = Years().read(text)
    frame = frames.frame_of(Visits, [{"made_on": day} for day in DAYS])

    assert frames.answer(VISITS, frame, period).total.value == sum(day in period for day in DAYS)


@pytest.mark.parametrize("since", Since)
@pytest.mark.parametrize("text", ["2020-21", "2020-21 Q4", "2020-04", "2021-03-31"])
def test_a_change_is_measured_from_the_period_that_the_clocks_name(text, since):
    period = Years().read(text)
    earlier = getattr(period, since)
    frame = frames.frame_of(Visits, [{"made_on": day} for day in DAYS])
    change = Change(code="visits.made.change", of=VISITS, since=since, shown_as=ShownAs.NUMBER, **WORDS)

    counted = sum(day in period for day in DAYS) - sum(day in earlier for day in DAYS)
    assert frames.answer(change, frame, period).total.value == counted
