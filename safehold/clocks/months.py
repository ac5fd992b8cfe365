"""Calendar months, as statute counts them: six months are never 180 days and never 26 weeks."""

from calendar import monthrange
from datetime import date, timedelta


def months_after(day: date, number: int) -> date:
    """The last day that is within ``number`` months of ``day``: the same-numbered day, or the month's last where there
    is none.

    One month of 5 March ends on 5 April; one month of 31 January ends on 28 February. A negative number counts back.
    """
    months = day.year * 12 + day.month - 1 + number
    year, month = divmod(months, 12)
    return date(year, month + 1, min(day.day, days_in(year, month + 1)))


def months_beginning_with(day: date, number: int) -> date:
    """The last day of ``number`` months beginning with ``day``, which is itself counted (as section 104 of the
    Anti-social Behaviour, Crime and Policing Act 2014 counts).

    One month beginning with 5 March ends on 4 April, a day before one month *of* 5 March. Where the last month has no
    such day to stop short of, it ends with that month: beginning with 31 January, on 28 February.
    """
    if number < 1:
        raise ValueError("Months that begin with a day are counted forward: give 1 or more")
    same_day = months_after(day, number)
    return same_day - timedelta(days=1) if same_day.day == day.day else same_day


def days_in(year: int, month: int) -> int:
    """How many days this month has."""
    return monthrange(year, month)[1]
