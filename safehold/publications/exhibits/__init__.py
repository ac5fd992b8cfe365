"""The tables and charts that a section can show by name, made from the book of figures and never from typed numbers.

``TABLES`` and ``CHARTS`` hold every name there is. Each is a function of a ``Page``, what the publication knows of its
period, places and figures; each raises ``NoData`` where there is nothing to show.
"""

from collections.abc import Callable

from safehold.publications.document.blocks import Table
from safehold.publications.exhibits import charts, tables
from safehold.publications.exhibits.page import Drawn, Page

TABLES: dict[str, Callable[[Page], Table]] = {
    "reviews": tables.reviews,
    "section-11": tables.section_11,
    "audits": tables.audits,
    "training": tables.training,
    "kpi": tables.kpi,
    "achievements": tables.achievements,
    "children-years": tables.children_years,
    "children-year-end": tables.children_year_end,
    "plans-by-category": tables.plans_by_category,
    "referral-sources": tables.referral_sources,
    "adults": tables.adults,
    "lado-five-years": tables.lado_five_years,
    "lado-outcomes": tables.lado_outcomes,
    "lado-sectors": tables.lado_sectors,
    "lado-suitability": tables.lado_suitability,
    "police-comparison": tables.police_comparison,
    "police-missing": tables.police_missing,
    "police-conferences": tables.police_conferences,
    "police-protection": tables.police_protection,
    "police-custody": tables.police_custody,
}
CHARTS: dict[str, Callable[[Page], Drawn]] = {
    "referrals-by-month": charts.referrals_by_month,
    "referral-sources": charts.referral_sources,
    "plans-by-category": charts.plans_by_category,
    "looked-after": charts.looked_after,
    "kpi": charts.kpi,
    "lado-outcomes": charts.lado_outcomes,
    "lado-by-year": charts.lado_by_year,
    "police-change": charts.police_change,
    "anti-social-behaviour": charts.anti_social_behaviour,
    "violence": charts.violence,
}

LISTS: dict[str, str] = {
    "subgroups": "The subgroups, as they were at the end of the period",
    "groups": "Every group, as they were at the end of the period",
}
"""The lists that are drawn from data, by name, and what each holds (``structure.lists`` makes them)."""

__all__ = ["CHARTS", "LISTS", "TABLES", "Drawn", "Page"]
