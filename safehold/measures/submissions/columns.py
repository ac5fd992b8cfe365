"""The columns that several files share: periods and codes of the catalogue."""

from difflib import get_close_matches

from safehold.clocks import BadPeriod, Period, Years
from safehold.intake import Column, Schema, Wrong
from safehold.measures.catalogue import BY_CODE, definition


class PeriodColumn(Column):
    """A period, as the key under which its figures are kept: 2020-21, 2020-21 Q4, 2020-04 or 2018-03-31.

    Whether something is a period does not depend on when years begin, so the key is checked here and read again, with
    the partnership's own years, by the schema.
    """

    wants = "a period, like 2020-21, 2020-21 Q4, 2020-04 or 2018-03-31"

    def convert(self, text: str) -> str:
        try:
            return str(Years().read(text))
        except BadPeriod as bad:
            raise Wrong(str(bad)) from bad


class CodeColumn(Column):
    """A code of the catalogue; a near miss is named."""

    wants = "a code of the catalogue, like lado.contacts"

    def convert(self, text: str) -> str:
        if definition(text.lower()):
            return text.lower()
        near = get_close_matches(text.lower(), BY_CODE, n=1, cutoff=0.7)
        hint = f" Did you mean {near[0]}?" if near else ""
        raise Wrong(f"There is no measure called {text[:60]}.{hint}")


def year_words(schema: Schema) -> Years:
    """When the years begin that a file speaks of: the partnership's, as whoever reads the file said."""
    return schema.context.get("years") or Years()


def period_read(schema: Schema, key: str) -> Period:
    """The period of a key, in the years of a file; each is read once, because a file repeats few of them often."""
    known: dict[str, Period] = schema.context.setdefault("periods", {})
    if key not in known:
        known[key] = year_words(schema).read(key)
    return known[key]
