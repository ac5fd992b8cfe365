"""How figures are shown: their addresses, their definitions as answers, their series as a chart."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import mark_safe
from markupsafe import Markup

from safehold.charts import Absent, Lines, NoData, Series, StackedBars, Value
from safehold.charts.kinds import Chart
from safehold.charts.words import number as printed
from safehold.clocks import Period, PeriodKind
from safehold.govuk.filters import day
from safehold.govuk.parts import Answer, Event, Link, Tag
from safehold.measures.book import Beside, Book
from safehold.measures.catalogue import BY_CODE
from safehold.measures.catalogue.counted import CATALOGUE
from safehold.measures.catalogue.sections import SECTIONS
from safehold.measures.definition import (
    Better,
    ChangeOf,
    ChangePercentOf,
    Definition,
    MeanOfAgencies,
    ShareOf,
    TargetOf,
)
from safehold.measures.figures import Figure
from safehold.measures.models import Basis, PrintDecision, Prints, State

BASIS_TAGS = {
    Basis.PRINTED: Tag("Printed", "blue"),
    Basis.INFERRED: Tag("Inferred", "purple"),
    Basis.COMPUTED: Tag("Computed", "teal"),
    Basis.INVENTED: Tag("Invented", "grey"),
}
BETTER = {
    Better.HIGHER: "Higher is better",
    Better.LOWER: "Lower is better",
    Better.NEITHER: "Neither higher nor lower is better",
}
LEAST_IN_A_CHART = 3


def href(code: str, period: str = "", geography: str = "") -> str:
    """The address of a code's page, or of one figure on it."""
    place = {name: value for name, value in (("period", period), ("geography", geography)) if value}
    return reverse("measures:figure", args=[code]) + (f"?{urlencode(place)}" if place else "")


def figure_href(figure: Figure) -> str:
    return href(*figure.key)


def basis_tag(figure: Figure) -> Tag:
    return BASIS_TAGS[Basis(figure.basis)]


def shown(figure: Figure | None) -> str:
    """A figure as a page prints it, with a true minus sign; a dash where there is none."""
    return figure.shown_with_unit.replace("-", "−") if figure else "–"


def with_unit(figure: Figure) -> str:
    """A figure as a page prints it, with what it counts: 763 places, −24.2%."""
    says_it = figure.is_number and figure.unit not in ("percent", "count", "unstated")
    return f"{shown(figure)} {figure.unit}" if says_it else shown(figure)


def with_code(found: Definition) -> Markup:
    """A measure as a link to its page, its code below it."""
    link = Link(found.title, href(found.code))
    return Markup(format_html("<span>{}<br><code>{}</code></span>", link, breakable(found.code)))  # noqa: S704 escaped


def breakable(text: str) -> Markup:
    """Words with codes in them, which a narrow page may break after a dot or a low line."""
    parts = re.split(r"(?<=[._])(?=\w)", text)
    return Markup(format_html_join(mark_safe("<wbr>"), "{}", ((part,) for part in parts)))  # noqa: S704 escaped


def definition_answers(found: Definition) -> list[Answer]:
    """What a code is, as a summary."""
    answers = [
        Answer("Code", found.code),
        Answer("What it means", found.defines),
        Answer("Unit", "per cent" if found.unit == "percent" else found.unit),
        Answer("Which way is good", BETTER[found.better]),
        Answer("Part of the work", SECTIONS.get(found.section, found.section)),
        Answer("Comes from", found.source),
        Answer("How it is worked out", how(found)),
    ]
    if found.claim_only:
        answers.append(Answer("Use", "A claim of the source: it is checked, and never printed as ours"))
    return answers


def how(found: Definition) -> str:
    """How figures under a code come to be, in a sentence."""
    ways = []
    match found.binding:
        case ChangeOf(code):
            ways.append(f"worked out as the number that ‘{title(code)}’ rose or fell by from the year before")
        case ChangePercentOf(code):
            ways.append(f"worked out as the percentage that ‘{title(code)}’ rose or fell by from the year before")
        case ShareOf(part, whole):
            ways.append(f"worked out as ‘{title(part)}’ of ‘{title(whole)}’, per cent")
        case TargetOf(code):
            ways.append(f"agreed by the partnership as the target of ‘{title(code)}’")
        case MeanOfAgencies():
            pass
    if found.code in CATALOGUE:
        ways.append("counted here from the rows that agencies send")
    return ("Reported, or " + " or ".join(ways)) if ways else "Reported only: nothing here computes it"


def title(code: str) -> str:
    return BY_CODE[code].title if code in BY_CODE else code


def made_of(figure: Figure, book: Book) -> list[Link]:
    """The figures that one was worked out from, each a link to how it was made itself."""
    return [
        Link(f"{part.definition.title}, {part.geography}, {book.when(part).label}: {shown(part)}", figure_href(part))
        for part in figure.made_of
    ]


def told(decision: PrintDecision) -> Event:
    """A decision as an event of the code's story."""
    until = f" until {day(decision.to_on)}" if decision.to_on and decision.to_on >= decision.from_on else ""
    taken_back = " (taken back the same day)" if decision.to_on and decision.to_on < decision.from_on else ""
    words = Prints(decision.prints).label
    return Event(f"{words} prints{until}{taken_back}", decision.from_on, str(decision.decided_by), decision.decided_why)


# --- charts ---


def main_place(rows: Iterable[Beside]) -> str:
    """The place with the most figures; the first by name of equals."""
    places = Counter(row.prints.geography for row in rows)
    return min(places, key=lambda place: (-places[place], place)) if places else ""


def chart_of(found: Definition, rows: list[Beside], book: Book, place: str) -> Chart | None:
    """The series of a code in one place, where there is one to draw: its months over each other, or its years."""
    figures = [row.prints for row in rows if row.prints.geography == place]
    kinds: dict[PeriodKind, dict[Period, Figure]] = defaultdict(dict)
    for figure in figures:
        when = book.when(figure)
        kinds[when.kind][when] = figure
    kind = max(kinds, key=lambda each: len(kinds[each]), default=None)
    if kind is None or len(kinds[kind]) < LEAST_IN_A_CHART or any((f.value or 0) < 0 for f in figures):
        return None
    series = dict(sorted(kinds[kind].items()))
    try:
        return months(found, series, book, place) if kind is PeriodKind.MONTH else columns(found, series, place)
    except NoData:
        return None


def columns(found: Definition, series: dict[Period, Figure], place: str) -> Chart:
    """One column for each period."""
    return StackedBars(
        title=finding(found, list(series.items()), place),
        unit=found.unit,
        categories_are="Period",
        categories=tuple(period.label for period in series),
        series=(Series(found.title, tuple(value_of(figure) for figure in series.values())),),
        source=source_of(series.values()),
        places=found.places,
    )


def months(found: Definition, series: dict[Period, Figure], book: Book, place: str) -> Chart:
    """A line for each year, months that are not there being gaps."""
    years = sorted({book.years.year_of(period.first) for period in series})
    names = [f"{month.first:%B}" for month in years[-1].months]
    lines = [
        Series(year.label, tuple(value_of(series.get(month)) for month in year.months))
        for year in years[-5:]
    ]  # fmt: skip
    return Lines(
        title=finding(found, list(series.items()), place),
        unit=found.unit,
        categories_are="Month",
        categories=tuple(names),
        series=tuple(lines),
        source=source_of(series.values()),
        places=found.places,
    )


def value_of(figure: Figure | None) -> Value:
    """A figure as a chart draws it: a number, held back, or missing."""
    if figure is None or figure.value is None:
        return Absent.SUPPRESSED if figure and figure.state == State.SUPPRESSED else Absent.MISSING
    return int(figure.value) if figure.whole is not None else figure.value


def finding(found: Definition, series: list[tuple[Period, Figure]], place: str) -> str:
    """What the series says, as a sentence made of its ends."""
    known = [(period, figure) for period, figure in series if figure.is_number]
    if len(known) < 2:
        return f"{found.title}, {place}"
    (first, before), (last, now) = known[0], known[-1]
    values = [value_of(before), value_of(now)]
    said = [printed(value, found.places) + ("%" if found.unit == "percent" else "") for value in values]
    return f"{found.title}, {place}: {said[1]} in {last.label}, {said[0]} in {first.label}"


def source_of(figures: Iterable[Figure]) -> str:
    return "; ".join(dict.fromkeys(figure.source for figure in figures if figure.source))


@dataclass(frozen=True)
class Difference:
    """A reported figure, what is computed under its key, and the decision between the two, where there is one."""

    reported: Figure
    computed: Figure
    decision: PrintDecision | None

    @property
    def prints(self) -> str:
        return "Computed" if self.decision and self.decision.prints == Prints.COMPUTED else "Reported"

    @property
    def decided(self) -> str:
        """Who decided it, and on which day; nothing until somebody does."""
        return f"{self.decision.decided_by}, {day(self.decision.decided_on)}" if self.decision else ""


def differences(book: Book, decisions: dict[str, PrintDecision]) -> list[Difference]:
    """Every figure of the book that is computed as another number than was reported, by code, period and place."""
    found = [
        Difference(reported, computed, decisions.get(reported.code))
        for reported, computed in book.differences()
        if not reported.definition.claim_only
    ]
    return sorted(found, key=lambda each: each.reported.key)
