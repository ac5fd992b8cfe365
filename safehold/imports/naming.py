"""What submissions and the days that they cover are called."""

from datetime import date

from safehold.access.models import Agency
from safehold.asks import queries
from safehold.asks.models import Submission
from safehold.clocks import Years
from safehold.clocks.periods import day_of, month_of
from safehold.govuk.filters import day
from safehold.imports.data_sets import DATA_SETS
from safehold.measures import geography

LONGEST = Submission._meta.get_field("title").max_length or 0


def title_for(data_set: str, agency: Agency, covers: tuple[date, date]) -> str:
    """What a file that is about to come is called: what kind it is, for which days, from whom, and which of several it is."""
    version = queries.version_of(data_set, agency, covers)
    begins = f"{DATA_SETS[data_set].title}, {span(*covers, geography.years())}, "
    ends = f", version {version}" if version > 1 else ""
    room = LONGEST - len(begins) - len(ends)
    name = str(agency)
    return begins + (name if len(name) <= room else f"{name[: room - 1].rstrip()}…") + ends


def span(first: date, last: date, years: Years | None = None) -> str:
    """The days from one to another, as a reader says them: 2020-21, April 2021, 2016-17 to 2020-21, 3 May to 9 June 2020."""
    years = years or Years()
    year, month, end = years.year_of(first), month_of(first), month_of(last)
    whole = (year, *year.quarters, month, day_of(first), *(years.year_of(first, name) for name in years.others))
    for period in whole:
        if (period.first, period.last) == (first, last):
            return period.label
    last_year = years.year_of(last)
    if (year.first, last_year.last) == (first, last):
        return f"{year.label} to {last_year.label}"
    if (month.first, end.last) == (first, last):
        return f"{first:{'%B' if first.year == last.year else '%B %Y'}} to {end.label}"
    return f"{day(first)} to {day(last)}"
