"""The charts of the annual report. Each title states what the figures show, worked out from them."""

from decimal import Decimal

from safehold.charts import Bars, Changes, Chart, GroupedBars, Lines, Series, StackedBars
from safehold.clocks import Period
from safehold.measures.catalogue.indicators import INDICATORS
from safehold.measures.catalogue.police import COMPARED
from safehold.publications.exhibits.page import Page, label, series
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


def referrals_by_month(page: Page) -> Chart:
    return _by_month(page, "children.referrals", years=3, unit="referrals", thing="Referrals to children’s social care")


def anti_social_behaviour(page: Page) -> Chart:
    return _by_month(page, "community.anti_social_behaviour", years=2, unit="incidents", thing="Anti-social behaviour")


def violence(page: Page) -> Chart:
    return _by_month(
        page, "community.violence_and_sexual_offences", years=2, unit="crimes", thing="Violence and sexual offences"
    )


def _by_month(page: Page, code: str, *, years: int, unit: str, thing: str) -> Chart:
    """Years laid over each other by month; the title names the highest and the lowest month of this year."""
    wanted: list[Period] = []
    year = page.period
    for _ in range(years):
        wanted.insert(0, year)
        year = year.previous
    lines = [series(page, each.label, code, each.months) for each in wanted]
    lines = [line for line in lines if any(isinstance(value, int | Decimal) for value in line.values)]
    known = (
        [
            (value, month)
            for month, value in zip(MONTHS, lines[-1].values, strict=True)
            if isinstance(value, int | Decimal)
        ]
        if lines
        else []
    )
    title = thing
    if known:
        title = f"{thing} peaked in {max(known)[1]} and {_were(thing)} lowest in {min(known)[1]} in {page.period.label}"
    return Lines(
        title=title,
        unit=unit,
        categories_are="Month",
        categories=MONTHS,
        series=tuple(lines),
        source=page.source(code),
    )


def _were(thing: str) -> str:
    return "was" if thing.endswith("behaviour") else "were"


def referral_sources(page: Page) -> Chart:
    names = [
        label(f"children.referrals_from.{source}").removeprefix("Referrals from ").capitalize() for source in SOURCES
    ]
    codes = [f"children.referrals_from.{source}" for source in SOURCES]
    values = tuple(page.value(code) for code in codes)
    most = [(value, name) for value, name in zip(values, names, strict=True) if isinstance(value, int)]
    title = f"{max(most)[1]} made the most referrals in {page.period.label}" if most else "Referrals by source"
    return Bars(
        title=title,
        unit="referrals",
        categories_are="Source",
        categories=tuple(names),
        series=(Series("Referrals", values),),
        source=page.source(*codes),
    )


def plans_by_category(page: Page) -> Chart:
    days = page.year_ends("children.plans_open")
    first, last = (
        page.number("children.plans_open", days[0]) if days else None,
        page.number("children.plans_open", days[-1]) if days else None,
    )
    title = "Child protection plans by category"
    if first is not None and last is not None:
        way = "fell" if last < first else "rose" if last > first else "stood level"
        between = f"between {days[0].label} and {days[-1].label}"
        title = f"Plans {way} from {first:,.0f} to {last:,.0f} {between}, most for neglect or emotional abuse"
    return StackedBars(
        title=title,
        unit="plans",
        categories_are="Day",
        categories=tuple(day.label for day in days),
        series=tuple(
            series(page, CATEGORY_NAMES[category], f"children.plans_open.{category}_initial", days)
            for category in CATEGORIES
        ),
        source=page.source("children.plans_open"),
        note="By the first category of each plan. A hidden number is left out of the column and marked in the table.",
    )


def looked_after(page: Page) -> Chart:
    days = page.year_ends("children.looked_after")
    values = [page.number("children.looked_after", day) for day in days]
    known = [value for value in values if value is not None]
    title = "Children looked after at the year end"
    if len(known) > 1:
        now, before = known[-1], known[-2]
        way = "down" if now < before else "up"
        since = f"{way} from {before:,.0f} a year before" if now != before else "as many as a year before"
        title = f"{now:,.0f} children were looked after at the year end, {since}"
    return StackedBars(
        title=title,
        unit="children",
        categories_are="Day",
        categories=tuple(day.label for day in days),
        series=(series(page, "Children looked after", "children.looked_after", days),),
        source=page.source("children.looked_after"),
    )


def kpi(page: Page) -> Chart:
    """Target and outcome side by side for each indicator."""
    codes = [code for code in INDICATORS if page.has(f"kpi.{code}.target") and page.has(f"kpi.{code}.outcome_average")]
    met = sum(
        (page.number(f"kpi.{code}.outcome_average") or 0) >= (page.number(f"kpi.{code}.target") or 0) for code in codes
    )
    return GroupedBars(
        title=f"{met} of {len(codes)} indicators met their target in {page.period.label}",
        unit="percent",
        categories_are="Indicator",
        categories=tuple(label(f"kpi.{code}.target").removesuffix(": target") for code in codes),
        series=(
            Series("Target", tuple(page.value(f"kpi.{code}.target") for code in codes)),
            Series("Outcome", tuple(page.value(f"kpi.{code}.outcome_average") for code in codes)),
        ),
        source=page.source(*(f"kpi.{code}.outcome_average" for code in codes)),
    )


def lado_outcomes(page: Page) -> Chart:
    codes = [f"lado.contact_outcome.{outcome}" for outcome in OUTCOMES]
    names = [label(code) for code in codes]
    values = tuple(page.value(code) for code in codes)
    known = [(value, name) for value, name in zip(values, names, strict=True) if isinstance(value, int)]
    title = f"The commonest outcome of a contact was ‘{max(known)[1]}’" if known else "Contacts by outcome"
    return Bars(
        title=title,
        unit="contacts",
        categories_are="Outcome",
        categories=tuple(names),
        series=(Series("Contacts", values),),
        source=page.source("lado.contacts"),
    )


def lado_by_year(page: Page) -> Chart:
    years = page.years("lado.contacts")
    now, before = page.number("lado.contacts"), page.number("lado.contacts", page.period.previous)
    title = "Contacts with the LADO by year"
    if now is not None and before is not None:
        way = "fell" if now < before else "rose" if now > before else "stayed"
        title = f"Contacts with the LADO {way} to {now:,.0f} in {page.period.label}, from {before:,.0f} the year before"
    return StackedBars(
        title=title,
        unit="contacts",
        categories_are="Year",
        categories=tuple(year.label for year in years),
        series=(series(page, "Contacts", "lado.contacts", years),),
        source=page.source("lado.contacts"),
    )


def police_change(page: Page) -> Chart:
    """The change of each measure here, beside the wider area's where that is known."""
    codes = [code for code in COMPARED if page.has(f"{code}.change_pct")]
    values = [page.number(f"{code}.change_pct") for code in codes]
    known = [value for value in values if value is not None]
    fell = sum(value < 0 for value in known)
    how_many = "Every measure" if fell == len(known) else f"{fell} of {len(known)} measures"
    names = (Series(page.place, tuple(page.value(f"{code}.change_pct") for code in codes)),)
    if page.wider:
        names += (
            Series(page.wider, tuple(page.value(f"{code}.change_pct", page.period, page.wider) for code in codes)),
        )
    return Changes(
        title=f"{how_many} fell in {page.place} from {page.period.previous.label} to {page.period.label}",
        unit="percent",
        categories_are="Measure",
        categories=tuple(label(code) for code in codes),
        series=names,
        source=page.source(*codes),
        places=1,
        note="Some of these changes are of small numbers, and are not trends.",
    )
