"""How figures add up: which sums there are among some of them, and which have a rest that nobody prints."""

from safehold.clocks import Years
from safehold.publications.relations import TOTALS, Sum, sums

YEAR, BEFORE, PLACE = "2019-20", "2018-19", "Westmere"
CODE = "children.referrals"
QUARTERS = [f"{YEAR} Q{number}" for number in (1, 2, 3, 4)]
MONTHS = [f"2019-{number:02}" for number in range(4, 13)] + [f"2020-{number:02}" for number in (1, 2, 3)]


def among(*keys: tuple[str, str]) -> list[Sum]:
    return list(sums({(code, period, PLACE) for code, period in keys}, Years()))


def over(*periods: str, rest: bool) -> Sum:
    return Sum((CODE, YEAR, PLACE), tuple((CODE, period, PLACE) for period in periods), rest=rest)


def test_a_year_is_its_quarters_and_of_fewer_there_is_a_rest():
    assert among((CODE, YEAR), *((CODE, each) for each in QUARTERS)) == [over(*QUARTERS, rest=False)]
    assert over(*QUARTERS[:3], rest=True) in among((CODE, YEAR), *((CODE, each) for each in QUARTERS[:3]))


def test_a_year_is_its_months_and_of_fewer_there_is_a_rest():
    assert over(*MONTHS, rest=False) in among((CODE, YEAR), *((CODE, each) for each in MONTHS))
    assert over(*MONTHS[1:], rest=True) in among((CODE, YEAR), *((CODE, each) for each in MONTHS[1:]))


def test_a_year_is_the_quarters_that_are_there_and_the_months_of_the_others():
    mixed = [*QUARTERS[:3], *MONTHS[9:]]

    assert over(*mixed, rest=False) in among((CODE, YEAR), *((CODE, each) for each in mixed))
    assert over(*mixed[:-1], rest=True) in among((CODE, YEAR), *((CODE, each) for each in mixed[:-1]))


def test_a_total_is_its_parts_and_of_fewer_there_is_a_rest():
    total, parts = TOTALS[0]
    whole, those = (total, YEAR, PLACE), tuple((part, YEAR, PLACE) for part in parts)

    assert among((total, YEAR), *((part, YEAR) for part in parts)) == [Sum(whole, those)]
    assert among((total, YEAR), (parts[0], YEAR)) == [Sum(whole, those[:1], rest=True)]
    assert among((total, YEAR), (parts[0], BEFORE)) == []


def test_a_year_is_the_year_before_and_the_change_from_it():
    now, change, before = ("lado.contacts", YEAR), ("lado.contacts.change", YEAR), ("lado.contacts", BEFORE)
    told = Sum((*now, PLACE), ((*before, PLACE), (*change, PLACE)))

    assert among(now, change, before) == among(now, change) == among(before, change) == [told]
    assert among(change) == among(now, before) == []
