"""What each demonstration partnership is made from: its pack, its people, its files and its reports."""

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from django.conf import settings

from safehold.access.models import AgencyKind
from safehold.demo.asking import MEMBERS
from safehold.demo.people import BNES, WESTMERE, Person
from safehold.publications.models import Profile

DATA: Path = settings.ROOT / "data"
# what the files of several years cover; the commitments of the plan are those of the year that begins
YEARS = (date(2016, 4, 1), date(2022, 3, 31))
APRIL = (date(2021, 4, 1), date(2021, 4, 30))


@dataclass(frozen=True)
class File:
    """A file of figures as a partner sends it."""

    path: Path
    data_set: str
    agency: AgencyKind
    source: str
    source_on: date
    geography: str = ""
    basis: str = ""
    covers: tuple[date, date] = YEARS


@dataclass(frozen=True)
class Report:
    """An annual report to write, and the folder that ``make demo`` puts its files in."""

    title: str
    period: str
    words: Path
    geography: str
    wider_geography: str
    profile: Profile
    folder: str
    override_why: str = ""
    # whose yearly report or plan it is, and the call that asked the members for their part
    duties: tuple[str, ...] = ()
    call: str = ""


@dataclass(frozen=True)
class Demonstration:
    """One demonstration partnership."""

    code: str
    pack: Path
    people: tuple[Person, ...]
    files: tuple[File, ...]
    reports: tuple[Report, ...]
    # work that is still to be done: files sent and not accepted, and reports half written, so that a site is seen at work
    sent: tuple[File, ...] = ()
    begun: tuple[Report, ...] = ()


PUBLISHED = "Published statistics: Department for Education and data.police.uk"
# the demonstration's own: no source may be later than today, and the documents say that their dates are not the sources'
DAY = date(2021, 4, 30)

DEMONSTRATIONS = {
    "bnes": Demonstration(
        code="bnes",
        pack=settings.ROOT / "packs" / "bnes.yaml",
        people=BNES,
        files=(
            File(
                DATA / "bnes" / "report_2020_21_figures.csv",
                "figures",
                AgencyKind.COUNCIL,
                "B&NES Community Safety & Safeguarding Partnership, annual report 2020-21",
                DAY,
            ),
            File(
                DATA / "bnes" / "bnes_children_and_police_published_figures.csv",
                "published_figures",
                AgencyKind.COUNCIL,
                PUBLISHED,
                DAY,
                geography="B&NES",
                basis="printed",
            ),
        ),
        reports=(
            Report(
                "Annual report",
                "2020-21",
                DATA / "bnes" / "report",
                "B&NES",
                "Avon and Somerset",
                Profile.PUBLIC,
                "annual-report-2020-21",
                override_why="already public since 2021",
            ),
        ),
    ),
    "westmere": Demonstration(
        code="westmere",
        pack=settings.ROOT / "packs" / "westmere.yaml",
        people=WESTMERE,
        files=(
            File(
                DATA / "westmere" / "figures_2020_21.csv",
                "figures",
                AgencyKind.COUNCIL,
                "Westmere’s agencies (invented)",
                date(2021, 4, 23),
            ),
            File(
                DATA / "westmere" / "published_2018_2021.csv",
                "figures",
                AgencyKind.POLICE,
                "Westmere Council and the constabulary (invented)",
                date(2021, 4, 26),
                covers=(date(2016, 4, 1), date(2021, 3, 31)),
            ),
            File(
                DATA / "westmere" / "kpi_returns_2020_21.csv",
                "kpi_returns",
                AgencyKind.COUNCIL,
                "Westmere’s agencies (invented)",
                date(2021, 4, 27),
                geography="Westmere",
                basis="invented",
                covers=(date(2020, 4, 1), date(2021, 3, 31)),
            ),
            File(
                DATA / "westmere" / "counted_events.csv",
                "counted_events",
                AgencyKind.COUNCIL,
                "Westmere’s agencies (invented)",
                date(2021, 4, 28),
                geography="Westmere",
                basis="invented",
                covers=(date(2016, 4, 1), date(2021, 3, 31)),
            ),
        ),
        reports=(
            Report(
                "Annual report",
                "2019-20",
                DATA / "westmere" / "report-2019-20",
                "Westmere",
                "Westmere and Aldermoor",
                Profile.PUBLIC,
                "westmere-annual-report-2019-20",
            ),
            Report(
                "Annual report",
                "2020-21",
                DATA / "westmere" / "report-2020-21",
                "Westmere",
                "Westmere and Aldermoor",
                Profile.INTERNAL,
                "westmere-annual-report-2020-21",
                duties=("SAB", "SAFEGUARDING_PARTNERS", "CSP"),
                call=MEMBERS,
            ),
        ),
        sent=(
            File(
                DATA / "westmere" / "children_april_2021.csv",
                "figures",
                AgencyKind.COUNCIL,
                "Westmere Council (invented)",
                date(2021, 4, 30),
                covers=APRIL,
            ),
            File(
                DATA / "westmere" / "street_crime_april_2021_with_faults.csv",
                "figures",
                AgencyKind.POLICE,
                "Westmere and Aldermoor Constabulary (invented)",
                date(2021, 4, 30),
                covers=APRIL,
            ),
        ),
        begun=(
            Report(
                "Annual report, public edition",
                "2020-21",
                DATA / "westmere" / "report-2020-21",
                "Westmere",
                "Westmere and Aldermoor",
                Profile.PUBLIC,
                "",
                duties=("SAB", "SAFEGUARDING_PARTNERS", "CSP"),
                call=MEMBERS,
            ),
        ),
    ),
}
