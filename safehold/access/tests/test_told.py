"""When something was done is told of the demonstration's one day, and of the real one everywhere else."""

from datetime import UTC, date, datetime

import pytest

from safehold.access.today import told

SENT = datetime(2026, 11, 22, 21, 14, tzinfo=UTC)
HOLDS_UNTIL = datetime(2026, 11, 29, 21, 14, tzinfo=UTC)


def test_in_the_demonstration_a_moment_is_told_at_its_time_of_the_one_day(settings):
    settings.BUSINESS_DATE = date(2021, 4, 30)

    assert told(SENT).replace(tzinfo=None) == datetime(2021, 4, 30, 21, 14)
    assert told(HOLDS_UNTIL, since=SENT).date() == date(2021, 5, 7)
    assert told(None) is None


@pytest.mark.parametrize(("moment", "day"), [(SENT, 22), (datetime(2026, 6, 22, 23, 30, tzinfo=UTC), 23)])
def test_anywhere_else_it_is_told_as_it_was_in_london(settings, moment, day):
    settings.BUSINESS_DATE = None

    assert told(moment) == moment
    assert told(moment).day == day
    assert told(HOLDS_UNTIL, since=SENT) == HOLDS_UNTIL
