"""What a submission is called says what it is: kind of file, days, agency, version; nothing in it is made up."""

from datetime import date

import pytest

from safehold.access.tests.factories import AgencyFactory
from safehold.asks.models import Submission
from safehold.imports.data_sets import DATA_SETS
from safehold.imports.naming import LONGEST, span, title_for
from safehold.imports.tests.factories import EARLIER, HEADINGS, ROW, sent

pytestmark = pytest.mark.django_db
APRIL = (date(2021, 4, 1), date(2021, 4, 30))


@pytest.mark.parametrize(
    ("first", "last", "said"),
    [
        ((2020, 4, 1), (2021, 3, 31), "2020-21"),
        ((2016, 4, 1), (2022, 3, 31), "2016-17 to 2021-22"),
        ((2021, 1, 1), (2021, 3, 31), "January to March 2021"),
        ((2021, 4, 1), (2021, 4, 30), "April 2021"),
        ((2020, 9, 1), (2021, 8, 31), "academic year 2020-21"),
        ((2020, 5, 1), (2020, 8, 31), "May to August 2020"),
        ((2020, 11, 1), (2021, 2, 28), "November 2020 to February 2021"),
        ((2018, 3, 31), (2018, 3, 31), "31 March 2018"),
        ((2020, 5, 3), (2020, 6, 9), "3 May 2020 to 9 June 2020"),
    ],
)
def test_the_days_covered_are_said_as_people_say_them(first, last, said):
    assert span(date(*first), date(*last)) == said


@pytest.mark.parametrize("data_set", DATA_SETS)
def test_a_title_says_what_kind_of_file_for_which_days_and_from_whom(data_set):
    said = title_for(data_set, AgencyFactory(), APRIL)

    assert said == f"{DATA_SETS[data_set].title}, April 2021, Westmere council"


def test_a_second_file_of_the_same_kind_days_and_agency_says_which_version_it_is():
    council, police = AgencyFactory(code="council"), AgencyFactory(code="police")
    covers = (date(2016, 4, 1), date(2022, 3, 31))
    sent(HEADINGS + ROW)
    sent(HEADINGS + EARLIER)

    assert title_for("figures", council, covers).endswith("Westmere council, version 3")
    # the controls: other days, another agency, another kind of file
    for told in (("figures", council, APRIL), ("figures", police, covers), ("kpi_returns", council, covers)):
        assert "version" not in title_for(*told)


def test_the_longest_name_of_an_agency_leaves_room_for_days_and_version():
    agency = AgencyFactory(code="long")
    agency.current_name = "Safeguarding " * 12
    covers = (date(2016, 4, 1), date(2022, 3, 31))
    sent(agency="long")

    said = title_for("figures", agency, covers)

    assert len(said) <= LONGEST == Submission._meta.get_field("title").max_length
    assert said.startswith("Figures under our own codes, 2016-17 to 2021-22, Safeguarding")
    assert said.endswith("…, version 2")
