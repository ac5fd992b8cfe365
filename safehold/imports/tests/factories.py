"""Files, senders and browsers for the tests of imports. Everything here is invented."""

import re
from datetime import date
from html import unescape
from pathlib import Path

from django.core.files.uploadedfile import SimpleUploadedFile

from safehold.access.actor import Actor
from safehold.access.roles import Role
from safehold.access.tests.factories import AgencyFactory, actor
from safehold.asks import actions as asks
from safehold.asks.models import Submission
from safehold.imports.reading_in import Declared, read_in

DATA = Path(__file__).parents[3] / "data"
YEARS = (date(2016, 4, 1), date(2022, 3, 31))
HEADINGS = "section,measure,period,geography,value,unit,basis,note\n"
ROW = "10.3,lado.contacts,2020-21,B&NES,200,contacts,printed,\n"
EARLIER = "10.3,lado.contacts,2019-20,B&NES,264,contacts,printed,\n"
SOURCE = "The annual report 2020-21"


def declared(data_set: str = "figures", agency: str = "council", covers=YEARS, **facts) -> Declared:
    """What a sender says of a file."""
    told = {
        "data_set": data_set,
        "agency": AgencyFactory(code=agency),
        "title": "Figures of 2020-21",
        "covers": covers,
        "source": SOURCE,
        "source_on": date(2021, 4, 1),
        "geography": "B&NES",
    }
    return Declared(**(told | facts))


def sent(text: str = HEADINGS + ROW, *, by: Actor | None = None, accepted: bool = False, **facts) -> Submission:
    """A submission of this text, read to its end; accepted where said so."""
    by = by or actor(Role.DATA_ANALYST)
    submission = read_in(text.encode(), name="figures.csv", declared=declared(**facts), by=by)
    if accepted:
        asks.accept(submission, by=by)
    return submission


def upload(content: bytes = (HEADINGS + ROW).encode(), name: str = "figures.csv") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content)


def answers(agency, file: SimpleUploadedFile | None, **others) -> dict:
    """The answers of the page that sends figures."""
    told = {
        "agency": agency.pk,
        "covers_from-day": "1",
        "covers_from-month": "4",
        "covers_from-year": "2016",
        "covers_to-day": "31",
        "covers_to-month": "3",
        "covers_to-year": "2022",
        "source": SOURCE,
        "source_on-day": "1",
        "source_on-month": "4",
        "source_on-year": "2021",
    } | others
    return told | ({"file": file} if file else {})


def errors(response) -> list[tuple[str, str]]:
    """The error summary of a page: which control each line leads to, and what it says."""
    summary = response.content.decode().partition("govuk-error-summary__list")[2].partition("</ul>")[0]
    return [(name, unescape(words)) for name, words in re.findall(r'<a href="#id_([a-z_]+)[^"]*">(.*?)</a>', summary)]
