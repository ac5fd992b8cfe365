"""The charts of the annual report. Each title states what the figures show, worked out from them."""

from decimal import Decimal

from safehold.charts import Absent, Bars, Changes, GroupedBars, Lines, StackedBars
from safehold.charts.words import moved
from safehold.clocks import Period
from safehold.measures.catalogue import BY_CODE
from safehold.measures.catalogue.indicators import INDICATORS
from safehold.measures.catalogue.police import COMPARED
from safehold.publications.exhibits.page import Drawn, Page, across, draw, label, over, values
from safehold.publications.exhibits.tables import CATEGORIES, CATEGORY_NAMES, OUTCOMES, SOURCES

MONTHS = (
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
    "January",
    "February",
    "March",
)


def referrals_by_month(page: Page) -> Drawn:
    return _by_month(page, "children.referrals", years=3, thing="Referrals to children’s social care")


def anti_social_behaviour(page: Page) -> Drawn:
    return _by_month(page, "community.anti_social_behaviour", years=2, thing="Anti-social behaviour")


def violence(page: Page) -> Drawn:
    return _by_month(page, "community.violence_and_sexual_offences", years=2, thing="Violence and sexual offences")


def _by_month(page: Page, code: str, *, years: int, thing: str) -> Drawn:
    """Years laid over each other by month; the title names the highest and the lowest month of this year."""
    wanted: list[Period] = []
    year = page.period
    for _ in range(years):
        wanted.insert(0, year)
        year = year.previous
    lines = [over(page, each.label, code, each.months) for each in wanted]
    lines = [line for line in lines if any(isinstance(value, int | Decimal) for value in values(page, line))]
    known = (
        [
            (value, month)
            for month, value in zip(MONTHS, values(page, lines[-1]), strict=True)
            if isinstance(value, int | Decimal)
        ]
        if lines
        else []
    )
    title = thing
    if known:
        title = f"{thing} peaked in {max(known)[1]} and {_were(thing)} lowest in {min(known)[1]} in {page.period.label}"
    return draw(
        page,
        Lines,
        title=title,
        unit=BY_CODE[code].unit,
        categories_are="Month",
        categories=MONTHS,
        cells=lines,
        source=page.source(code),
    )


def _were(thing: str) -> str:
    return "was" if thing.endswith("behaviour") else "were"


def referral_sources(page: Page) -> Drawn:
    names = [
        label(f"children.referrals_from.{source}").removeprefix("Referrals from ").capitalize() for source in SOURCES
    ]
    codes = [f"children.referrals_from.{source}" for source in SOURCES]
    cells = across(page, "Referrals", codes)
    most = [(value, name) for value, name in zip(values(page, cells), names, strict=True) if isinstance(value, int)]
    title = f"{max(most)[1]} made the most referrals in {page.period.label}" if most else "Referrals by source"
    return draw(
        page,
        Bars,
        title=title,
        unit="referrals",
        categories_are="Source",
        categories=names,
        cells=[cells],
        source=page.source(*codes),
    )


def plans_by_category(page: Page) -> Drawn:
    code = "children.plans_open"
    days = page.year_ends(code)
    cells = [over(page, CATEGORY_NAMES[category], f"{code}.{category}_initial", days) for category in CATEGORIES]
    note = "By the first category of each plan."
    if any(Absent.SUPPRESSED in values(page, each) for each in cells):
        note += " A hidden number is left out of the column and marked in the table."
    return draw(
        page,
        StackedBars,
        title=_plans_title(page, days, code),
        unit="plans",
        categories_are="Day",
        categories=[day.label for day in days],
        cells=cells,
        source=page.source(code),
        note=note,
    )


def _plans_title(page: Page, days: list[Period], code: str) -> str:
    """How the open plans went, and the two categories that make most of them, where two are known to."""
    first, last = (page.number(code, days[end]) if days else None for end in (0, -1))
    if first is None or last is None:
        return "Child protection plans by category"
    title = f"Plans {moved(first, last)} from {first:,.0f} to {last:,.0f} between {days[0].label} and {days[-1].label}"
    if first == last:
        title = f"{last:,.0f} plans were open on {days[-1].label}, as many as on {days[0].label}"
    known = sorted(
        (
            (value, each)
            for each in CATEGORIES
            if (value := page.number(f"{code}.{each}_initial", days[-1])) is not None
        ),
        reverse=True,
    )[:2]
    if len(known) == 2 and sum(value for value, _ in known) * 2 > last:
        title += f", most for {' or '.join(CATEGORY_NAMES[each].lower() for _, each in known)}"
    return title


def looked_after(page: Page) -> Drawn:
    days = page.year_ends("children.looked_after")
    known = [value for day in days if (value := page.number("children.looked_after", day)) is not None]
    title = "Children looked after at the year end"
    if len(known) > 1:
        now, before = known[-1], known[-2]
        way = "down" if now < before else "up"
        since = f"{way} from {before:,.0f} a year before" if now != before else "as many as a year before"
        title = f"{now:,.0f} children were looked after at the year end, {since}"
    return draw(
        page,
        StackedBars,
        title=title,
        unit="children",
        categories_are="Day",
        categories=[day.label for day in days],
        cells=[over(page, "Children looked after", "children.looked_after", days)],
        source=page.source("children.looked_after"),
    )


def kpi(page: Page) -> Drawn:
    """Target and outcome side by side for each indicator."""
    codes = [code for code in INDICATORS if page.has(f"kpi.{code}.target") and page.has(f"kpi.{code}.outcome_average")]
    met = sum(
        (page.number(f"kpi.{code}.outcome_average") or 0) >= (page.number(f"kpi.{code}.target") or 0) for code in codes
    )
    return draw(
        page,
        GroupedBars,
        title=f"{met} of {len(codes)} indicators met their target in {page.period.label}",
        unit="percent",
        categories_are="Indicator",
        categories=[label(f"kpi.{code}.target").removesuffix(": target") for code in codes],
        cells=[
            across(page, "Target", [f"kpi.{code}.target" for code in codes]),
            across(page, "Outcome", [f"kpi.{code}.outcome_average" for code in codes]),
        ],
        source=page.source(*(f"kpi.{code}.outcome_average" for code in codes)),
    )


def lado_outcomes(page: Page) -> Drawn:
    codes = [f"lado.contact_outcome.{outcome}" for outcome in OUTCOMES]
    names = [label(code) for code in codes]
    cells = across(page, "Contacts", codes)
    known = [(value, name) for value, name in zip(values(page, cells), names, strict=True) if isinstance(value, int)]
    title = f"The commonest outcome of a contact was ‘{max(known)[1]}’" if known else "Contacts by outcome"
    return draw(
        page,
        Bars,
        title=title,
        unit="contacts",
        categories_are="Outcome",
        categories=names,
        cells=[cells],
        source=page.source("lado.contacts"),
    )


def lado_by_year(page: Page) -> Drawn:
    years = page.years("lado.contacts")
    now, before = page.number("lado.contacts"), page.number("lado.contacts", page.period.previous)
    title = "Contacts with the LADO by year"
    if now is not None and before is not None:
        way = "fell" if now < before else "rose" if now > before else "stayed"
        title = f"Contacts with the LADO {way} to {now:,.0f} in {page.period.label}, from {before:,.0f} the year before"
    return draw(
        page,
        StackedBars,
        title=title,
        unit="contacts",
        categories_are="Year",
        categories=[year.label for year in years],
        cells=[over(page, "Contacts", "lado.contacts", years)],
        source=page.source("lado.contacts"),
    )


def police_change(page: Page) -> Drawn:
    """The change of each measure here, beside the wider area's where that is known."""
    codes = [code for code in COMPARED if page.has(f"{code}.change_pct")]
    known = [value for code in codes if (value := page.number(f"{code}.change_pct")) is not None]
    fell = sum(value < 0 for value in known)
    how_many = "Every measure" if fell == len(known) else f"{fell} of {len(known)} measures"
    changes = [f"{code}.change_pct" for code in codes]
    cells = [across(page, place, changes, place) for place in (page.place, page.wider) if place]
    return draw(
        page,
        Changes,
        title=f"{how_many} fell in {page.place} from {page.period.previous.label} to {page.period.label}",
        unit="percent",
        categories_are="Measure",
        categories=[label(code) for code in codes],
        cells=cells,
        source=page.source(*codes),
        places=1,
        note="Some of these changes are of small numbers, and are not trends.",
    )
