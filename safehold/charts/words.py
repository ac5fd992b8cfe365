"""What a chart says without being seen: its figures as printed, its table, its CSV and its text alternative."""

from decimal import ROUND_HALF_UP, Decimal

from safehold.charts.kinds import Absent, Bars, Changes, Chart, GroupedBars, Lines, Series, StackedBars, Value, is_known

MINUS = "−"
LISTED = 3
"""So many cells without a number are named one by one; more are counted, and marked in the table."""
MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)


def rounded(value: int | Decimal, places: int) -> Decimal:
    """Rounded half up to so many places, as the Government Analysis Function rounds."""
    return Decimal(value).quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)


def number(value: Value, places: int = 0, *, signed: bool = False) -> str:
    """A figure as printed: thousands with commas, a real minus sign, ``[c]`` or ``[x]`` where there is no number."""
    if isinstance(value, Absent):
        return value.value
    amount = rounded(value, places)
    sign = MINUS if amount < 0 else "+" if signed and amount > 0 else ""
    return f"{sign}{abs(amount):,f}"


def printed(chart: Chart, value: Value) -> str:
    """A figure of this chart as printed under it: "1,123", "−29.7%", "[c]"."""
    text = number(value, chart.places, signed=isinstance(chart, Changes))
    return f"{text}%" if chart.is_percent and is_known(value) else text


def axis_title(chart: Chart) -> str:
    """What the figures are, with a capital: "Contacts", "Change, percent"."""
    unit = "Percent" if chart.is_percent else chart.unit[:1].upper() + chart.unit[1:]
    return f"Change, {_lower(unit)}" if isinstance(chart, Changes) else unit


def headers(chart: Chart) -> tuple[str, ...]:
    """The header cells of the chart's table: what the categories are, then each series."""
    return (chart.categories_are, *(series.name for series in chart.series))


def rows(chart: Chart) -> tuple[tuple[str, ...], ...]:
    """The rows of the chart's table, as printed, in the order given."""
    return tuple(
        (category, *(printed(chart, series.values[place]) for series in chart.series))
        for place, category in enumerate(chart.categories)
    )


def csv_rows(chart: Chart) -> tuple[tuple[str, ...], ...]:
    """The chart as tidy rows for CSV, header first: one row for each figure, plain numbers or ``[c]`` and ``[x]``."""
    tidy = [(chart.categories_are, "Series", "Value", "Unit")]
    for series in chart.series:
        for category, value in zip(chart.categories, series.values, strict=True):
            plain = value.value if isinstance(value, Absent) else str(rounded(value, chart.places))
            tidy.append((category, series.name, plain, chart.unit))
    return tuple(tidy)


def notes(chart: Chart) -> tuple[str, ...]:
    """What a reader must know of the cells without a number; the gap in a line has to be explained beside it."""
    said = []
    if missing := _where(chart, Absent.MISSING):
        drawn = "the line has a gap there" if isinstance(chart, Lines) else "nothing is drawn there"
        said.append(f"[x] {missing} not available: {drawn}.")
    if held_back := _where(chart, Absent.SUPPRESSED):
        said.append(f"[c] {held_back} held back so that nobody can be recognised.")
    return (*said, *((chart.note,) if chart.note else ()))


def text_alternative(chart: Chart) -> str:
    """What the picture shows, in sentences made from the data: first, last, highest, lowest, and what is absent."""
    kind = {
        Lines: "Line chart",
        Bars: "Bar chart",
        GroupedBars: "Grouped bar chart",
        StackedBars: "Stacked column chart" if len(chart.series) > 1 else "Column chart",
        Changes: "Bar chart of changes",
    }[type(chart)]
    names = _listed([series.name for series in chart.series])
    measure = "" if isinstance(chart, Changes) else f" of {_lower(axis_title(chart))}"
    opening = f"{kind}{measure} by {_lower(chart.categories_are)}: {names}."
    if isinstance(chart, StackedBars) and len(chart.series) > 1:
        body = [_totals(chart)] + [_in_order(chart, series) for series in chart.series]
    elif isinstance(chart, Lines | StackedBars):
        body = [_in_order(chart, series) for series in chart.series]
    else:
        body = [_extremes(chart, series) for series in chart.series]
    return " ".join([opening, *filter(None, body), *notes(chart)[: -1 if chart.note else None], "A table follows."])


def moved(before: Value, after: Value) -> str:
    """ "rose", "fell" or "did not change", for a title that states the finding; "changed" where one is unknown."""
    if isinstance(before, Absent) or isinstance(after, Absent):
        return "changed"
    return "rose" if after > before else "fell" if after < before else "did not change"


def _lower(words: str) -> str:
    return words[:1].lower() + words[1:]


def _points(chart: Chart, series: Series) -> list[tuple[str, int | Decimal]]:
    pairs = zip(chart.categories, series.values, strict=True)
    return [(category, value) for category, value in pairs if not isinstance(value, Absent)]


def _in_order(chart: Chart, series: Series) -> str:
    """Series over time: where it began and ended, its peak and its low."""
    points = _points(chart, series)
    if not points:
        return f"{series.name}: no figures."
    (first, start), (last, end) = points[0], points[-1]
    if len(points) == 1:
        return f"{series.name}: {printed(chart, start)} in {first}, the only figure."
    name = series.name if len(chart.series) > 1 else "It"
    if start == end:
        path = f"began and ended at {printed(chart, start)} ({first} and {last})"
    else:
        way = "rose" if end > start else "fell"
        path = f"{way} from {printed(chart, start)} in {first} to {printed(chart, end)} in {last}"
    return f"{name} {path}; {_range(chart, points)}."


def _range(chart: Chart, points: list[tuple[str, int | Decimal]]) -> str:
    amounts = [value for _, value in points]
    said = []
    for word, amount in (("highest", max(amounts)), ("lowest", min(amounts))):
        where = [category for category, value in points if value == amount]
        among = _listed(where) if len(where) <= 3 else f"{len(where)} of {len(points)}"
        said.append(f"{word} {printed(chart, amount)} ({among})")
    return ", ".join(said)


def _extremes(chart: Chart, series: Series) -> str:
    points = _points(chart, series)
    if not points:
        return f"{series.name}: no figures."
    if len(points) <= 4:
        return (
            f"{_named(chart, series)}{_listed([f'{category} {printed(chart, value)}' for category, value in points])}."
        )
    return f"{_named(chart, series)}{_range(chart, points)}."


def _named(chart: Chart, series: Series) -> str:
    """The name of a series before its figures, where there is another to mistake it for."""
    return f"{series.name}: " if len(chart.series) > 1 else ""


def _totals(chart: Chart) -> str:
    """The height of each column; left out where a part is unknown, since what is left is not a total."""
    totals = []
    for place, category in enumerate(chart.categories):
        parts = [series.values[place] for series in chart.series]
        if all(is_known(part) for part in parts):
            total = sum((Decimal(part) for part in parts if not isinstance(part, Absent)), Decimal(0))
            totals.append((category, total))
    if not totals:
        return ""
    return f"In all: {_listed([f'{printed(chart, total)} in {category}' for category, total in totals])}."


def _where(chart: Chart, absent: Absent) -> str:
    """The cells that are absent for this reason, as words; a whole row or a whole series is named once."""
    places = [
        (category, series.name)
        for series in chart.series
        for category, value in zip(chart.categories, series.values, strict=True)
        if value is absent
    ]
    if not places:
        return ""
    if len(places) > LISTED:
        among = [series.name for series in chart.series if any(name == series.name for _, name in places)]
        for_whom = f" of {_listed(among)}" if len(among) < len(chart.series) else ""
        return f"{len(places)} figures{for_whom} are"
    if len(chart.series) == 1:
        named = _listed([category for category, _ in places])
    else:
        named = _listed([f"{category} ({name})" for category, name in places])
    return f"The {'figure' if len(places) == 1 else 'figures'} for {named} {'is' if len(places) == 1 else 'are'}"


def _listed(words: list[str]) -> str:
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} and {words[-1]}" if words else ""
