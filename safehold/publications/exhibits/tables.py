"""The tables of the annual report."""

from safehold.charts import NoData
from safehold.measures.catalogue.indicators import INDICATORS
from safehold.measures.catalogue.police import COMPARED
from safehold.publications.document.blocks import Column, Row, Table
from safehold.publications.exhibits.page import Grid, Page, cell, cell_or_dash, label, words

REVIEWS = (
    "rapid_reviews.submitted",
    "rapid_reviews.panel_agreed_no_further_review",
    "cspr.published",
    "sar.referrals",
    "sar.met_criteria",
    "sar.not_met_learning_review",
    "sar.published",
    "dhr.approved_by_home_office",
    "dhr.published",
)
RATINGS = ("outstanding", "good", "requires_improvement", "inadequate")
TRAINING = (
    "training.sessions",
    "training.courses",
    "training.places_available",
    "training.places_booked",
    "training.places_attended",
    "training.booked_pct",
    "training.attended_of_booked_pct",
    "training.evaluations_completed_pct",
    "training.elearning_modules_completed",
    "training.single_agency_courses",
    "training.single_agency_people_over",
    "training.professional_training",
)
SOURCES = (
    "council_services",
    "health_services",
    "schools",
    "police",
    "individual",
    "other",
    "other_legal_agency",
    "anonymous",
    "housing",
    "education_services",
    "unknown",
)
CATEGORIES = ("neglect", "emotional", "physical", "sexual", "multiple")
CATEGORY_NAMES = {
    "neglect": "Neglect",
    "emotional": "Emotional abuse",
    "physical": "Physical abuse",
    "sexual": "Sexual abuse",
    "multiple": "Several categories",
}


def reviews(page: Page) -> Table:
    return Grid("reviews", "Statutory reviews", "What was counted", REVIEWS).table(page, [page.period])


def section_11(page: Page) -> Table:
    codes = [f"section_11.self_rating.{rating}" for rating in RATINGS] + ["section_11.responses"]
    return Grid("section-11", "Section 11 self-ratings", "Rating", codes, totals=codes[-1:]).table(
        page, [page.period], titles={"section_11.responses": "All self-assessments returned"}
    )


def audits(page: Page) -> Table:
    codes = (
        "section_11.areas",
        "section_175.sent",
        "section_175.returned",
        "section_175.return_pct",
        "adults_audit.themes",
    )
    return Grid("audits", "Audits and what they asked", "What was counted", codes).table(page, [page.period])


def training(page: Page) -> Table:
    return Grid("training", "Multi-agency training", "What was counted", TRAINING).table(page, [page.period])


def kpi(page: Page) -> Table:
    """The indicators with target, outcome, the gap in percentage points by words, and whether the target was met."""
    rows = []
    for code in INDICATORS:
        target, outcome = f"kpi.{code}.target", f"kpi.{code}.outcome_average"
        goal, reached = page.number(target), page.number(outcome)
        if goal is None or reached is None:
            continue
        met = "Met" if reached >= goal else "Not met"
        rows.append(Row((words(label(target).removesuffix(": target")), cell(target), cell(outcome), words(met))))
    if not rows:
        raise NoData(f"There are no indicators for {page.period.label}.")
    columns = (Column("Indicator"), Column("Target", "right"), Column("Outcome", "right"), Column("Result"))
    notes = (
        "The outcome is the mean of the agencies’ own percentages, each agency counting once however large it is: it is not the "
        "percentage of all staff together.",
    )
    return Table(
        "kpi",
        "Key performance indicators against target",
        columns,
        tuple(rows),
        notes=notes,
        source=page.source(*(f"kpi.{code}.outcome_average" for code in INDICATORS)),
    )


def achievements(page: Page) -> Table:
    codes = ("plan.priorities", "training.new_elearning_modules", "training.new_virtual_sessions")
    return Grid("achievements", "Priorities and new learning", "What was counted", codes).table(page, [page.period])


def children_years(page: Page) -> Table:
    codes = (
        "children.referrals",
        "children.section_47_enquiries",
        "children.icpc",
        "children.icpc_children",
        "children.plans_started",
        "children.plans_ended",
        "children.looked_after_started",
        "children.looked_after_ceased",
    )
    years = page.years("children.plans_started") or page.years("children.section_47_enquiries")
    return Grid("children-years", "Children’s social care, by year", "In the year", codes).table(page, years)


def children_year_end(page: Page) -> Table:
    codes = ("children.plans_open", "children.plans_open_rate", "children.looked_after")
    days = page.year_ends("children.plans_open")
    return Grid("children-year-end", "Children on plans and looked after, at the year end", "On the day", codes).table(
        page, days
    )


def plans_by_category(page: Page) -> Table:
    """Open plans by their first and their latest category at each year end, hidden numbers marked."""
    days = page.year_ends("children.plans_open")
    codes = [f"children.plans_open.{category}_{when}" for when in ("latest", "initial") for category in CATEGORIES]
    titles = {
        f"children.plans_open.{category}_{when}": f"{CATEGORY_NAMES[category]}, {said} category"
        for category in CATEGORIES
        for when, said in (("latest", "latest"), ("initial", "first"))
    }
    return Grid("plans-by-category", "Open child protection plans by category", "Category", codes).table(
        page, days, titles=titles
    )


def referral_sources(page: Page) -> Table:
    codes = [f"children.referrals_from.{source}" for source in SOURCES] + ["children.referrals"]
    titles = {
        f"children.referrals_from.{source}": label(f"children.referrals_from.{source}")
        .removeprefix("Referrals from ")
        .capitalize()
        for source in SOURCES
    }
    titles["children.referrals"] = "All referrals"
    years = page.years("children.referrals_from.schools")
    grid = Grid("referral-sources", "Referrals to children’s social care by source", "Source", codes, totals=codes[-1:])
    return grid.table(page, years, titles=titles)


def adults(page: Page) -> Table:
    codes = (
        "adults.concerns",
        "adults.concern_individuals",
        "adults.concerns_change_pct",
        "adults.concerns_men_about_pct",
        "adults.enquiries",
        "adults.enquiry_individuals",
        "adults.enquiries_per_concern_pct",
        "adults.enquiries_in_community_hospital",
    )
    return Grid("adults", "Adult safeguarding concerns and enquiries", "What was counted", codes).table(
        page, [page.period]
    )


def lado_five_years(page: Page) -> Table:
    return Grid("lado-five-years", "Contacts with the LADO, by year", "Contacts", ("lado.contacts",)).table(
        page, page.years("lado.contacts")
    )


def lado_outcomes(page: Page) -> Table:
    codes = [f"lado.contact_outcome.{outcome}" for outcome in OUTCOMES] + ["lado.contacts"]
    titles = {"lado.contacts": "All contacts"}
    grid = Grid("lado-outcomes", "What became of contacts with the LADO", "Outcome", codes, totals=codes[-1:])
    return grid.table(page, [page.period], titles=titles)


OUTCOMES = (
    "advice_below_threshold",
    "met_threshold",
    "other_authority_area",
    "not_under_protocol",
    "organisational_safeguarding",
)


def lado_sectors(page: Page) -> Table:
    codes = (
        "lado.threshold.education_pct",
        "lado.threshold.education_and_nursery_pct",
        "lado.threshold.foster_carers",
        "lado.threshold.foster_carers_own_authority",
        "lado.threshold.social_care",
        "lado.threshold.social_care_residential",
        "lado.threshold.social_care_pct",
        "lado.threshold.social_care_residential_pct",
        "lado.threshold.police",
    )
    years = (
        [page.period.previous, page.period]
        if page.has("lado.threshold.education_and_nursery_pct", page.period.previous)
        else [page.period]
    )
    return Grid("lado-sectors", "Referrals that met the threshold, by sector", "Sector", codes).table(page, years)


def lado_suitability(page: Page) -> Table:
    codes = (
        "lado.suitability.school",
        "lado.suitability.social_care",
        "lado.suitability.foster_carer",
        "lado.suitability.other",
        "lado.suitability.total",
        "lado.suitability.other_should_be_social_care",
        "lado.suitability.outcome_below_threshold",
        "lado.suitability.outcome_below_threshold_pct",
        "lado.suitability.outcome_strategy_meeting",
        "lado.suitability.outcome_strategy_meeting_pct",
        "lado.suitability.outcome_employer_only",
    )
    titles = {code: label(code).removeprefix("Suitability: ").capitalize() for code in codes}
    titles["lado.suitability.total"] = "All concerns about suitability"
    grid = Grid(
        "lado-suitability",
        "Concerns about suitability to work with children",
        "What was counted",
        codes,
        totals=("lado.suitability.total",),
    )
    return grid.table(page, [page.period], titles=titles)


def police_comparison(page: Page) -> Table:
    """Each measure for this year and the last, its change in number and per cent, and the wider area's change."""
    before, now = page.period.previous, page.period
    rows = []
    for code in COMPARED:
        if not page.has(code):
            continue
        cells = (
            cell_or_dash(page, code, before),
            cell(code, now),
            cell_or_dash(page, f"{code}.change", now),
            cell_or_dash(page, f"{code}.change_pct", now),
            cell_or_dash(page, f"{code}.change_pct", now, page.wider),
        )
        rows.append(Row((words(label(code)), *cells)))
    if not rows:
        raise NoData(f"There are no police figures for {now.label}.")
    columns = (
        Column("Measure"),
        Column(before.label, "right"),
        Column(now.label, "right"),
        Column("Change", "right"),
        Column("Per cent", "right"),
        Column("Wider area", "right"),
    )
    return Table(
        "police-comparison",
        f"Recorded crime against children, {page.place} and {page.wider}",
        columns,
        tuple(rows),
        notes=(f"Wider area: the change, per cent, across {page.wider}. A dash stands where none was sent.",),
        source=page.source(*COMPARED),
    )


def police_missing(page: Page) -> Table:
    codes = (
        "police.missing_children.change_pct",
        "police.missing_episodes.change_pct",
        "police.missing_repeatedly.change_pct",
        "police.missing_from_care",
        "police.missing_from_care_repeat",
    )
    return Grid("police-missing", "Missing children", "What was counted", codes).table(page, [page.period])


def police_conferences(page: Page) -> Table:
    codes = ("police.icpc_invited", "police.icpc_attended", "police.icpc_attendance_pct", "police.icpc_missed")
    return Grid(
        "police-conferences", "Police at initial child protection conferences", "What was counted", codes
    ).table(page, [page.period.quarters[3], page.period])


def police_protection(page: Page) -> Table:
    """Police protection in the wider area and in this one, with what could not be placed."""
    years = [page.period.previous, page.period]
    rows = []
    for title, code, place in (
        (f"Occasions, {page.wider}", "police.s46_occasions", page.wider),
        (f"Occasions, {page.place}", "police.s46_occasions", page.place),
        ("Records not linked to a beat code", "police.s46_unlinked_to_beat_code", page.wider),
    ):
        cells = [cell_or_dash(page, code, year, place) for year in years]
        if any(page.has(code, year, place) for year in years):
            rows.append(Row((words(title), *cells)))
    if not rows:
        raise NoData(f"There are no figures of police protection for {page.period.label}.")
    columns = (Column("What was counted"), *(Column(year.label, "right") for year in years))
    notes = (
        "Records that are not linked to a beat code cannot be placed, so the years cannot be compared for one area.",
    )
    return Table(
        "police-protection",
        "Use of police protection, section 46 of the Children Act 1989",
        columns,
        tuple(rows),
        notes=notes,
        source=page.source("police.s46_occasions"),
    )


def police_custody(page: Page) -> Table:
    codes = ("police.custody_arrested", "police.custody_charged_and_detained")
    return Grid("police-custody", "Children in custody", "What was counted", codes).table(
        page, [page.period.quarters[3], page.period]
    )
