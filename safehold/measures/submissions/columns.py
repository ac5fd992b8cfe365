"""What several files share: columns for periods and codes, and what is said of covers and places."""

from datetime import date
from difflib import get_close_matches

from safehold.clocks import BadPeriod, Period, PeriodKind, Years
from safehold.clocks.periods import WRITTEN
from safehold.intake import Column, Schema, Wrong
from safehold.intake.columns import all_of, folded
from safehold.measures.catalogue import BY_CODE, definition

# what the tables can hold: a figure has fourteen digits before its point, and nine are enough for what one row counts
MOST_OF_A_FIGURE = 10**14 - 1
MOST_COUNTED = 10**9 - 1


class PeriodColumn(Column):
    """A period, as the key under which its figures are kept: 2020-21, 2020-21 Q4, 2020-04 or 2018-03-31.

    Whether something is a period does not depend on when years begin, so the key is checked here and read again, with
    the partnership's own years, by the schema.
    """

    wants = "a period, like 2020-21, 2020-21 Q4, 2020-04 or 2018-03-31"

    def convert(self, text: str) -> str:
        if not WRITTEN.fullmatch(" ".join(text.split())):  # whatever stands there, no sentence repeats it
            raise self.wrong()
        try:
            period = Years().read(text)
        except BadPeriod as bad:
            raise Wrong(str(bad)) from bad
        if period.kind is PeriodKind.DAY and period.first.day == 1:
            month = f"{period.first:%Y-M%m}"
            raise Wrong(
                "The first of a month is what a spreadsheet makes of a month: "
                f"write {month} for the month, or the day before for a count when it began"
            )
        return str(period)


class CodeColumn(Column):
    """A code of the catalogue. Of a near miss the code that was meant is named, and what was typed never repeated."""

    wants = "a code of the catalogue, like lado.contacts"

    def convert(self, text: str) -> str:
        if definition(text.lower()):
            return text.lower()
        near = get_close_matches(text.lower(), BY_CODE, n=1, cutoff=0.7)
        if near:
            raise Wrong(f"{self.heading} must be a code of the catalogue. Did you mean {near[0]}?")
        raise Wrong(f"{self.heading} must be {self.wants}. The codes are listed under Figures")


def year_words(schema: Schema) -> Years:
    """When the years begin that a file speaks of: the partnership's, as whoever reads the file said."""
    return schema.context.get("years") or Years()


def period_read(schema: Schema, key: str) -> Period:
    """The period of a key, in the years of a file; each is read once, because a file repeats few of them often."""
    known: dict[str, Period] = schema.context.setdefault("periods", {})
    if key not in known:
        known[key] = year_words(schema).read(key)
    return known[key]


def in_figures(day: date) -> str:
    """1/4/2020, without a nought before it."""
    return f"{day.day}/{day.month}/{day.year}"


def outside(schema: Schema, heading: str) -> Wrong:
    """Says which days the file covers, of a row that speaks of others."""
    first, last = schema.context["covers"]
    return Wrong(
        f"{heading} must lie inside the days that you said the file covers, {in_figures(first)} to {in_figures(last)}:"
        " correct it, or send the file again with other days"
    )


def place_called(schema: Schema, text: str) -> str:
    """The partnership's own spelling of a place, case and spacing forgiven; as it was typed where any place is known.

    Raises ``Wrong`` for a place that is not one of the partnership's areas.
    """
    places = schema.context.get("geographies")
    if not places:
        return text
    if text in places:
        return text
    known: dict[str, str] = schema.context.setdefault("places", {folded(place): place for place in places})
    try:
        return known[folded(text)]
    except KeyError:
        raise Wrong(f"Write the place as one of the partnership's areas: {all_of(sorted(places))}") from None
