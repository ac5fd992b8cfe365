from dataclasses import replace
from datetime import date, datetime, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

import pytest

from safehold.clocks import ENGLAND, NATIONAL, Basis, NoRuleInForce, Provenance, Rule, RuleBook, Start, Unit

LONDON = ZoneInfo("Europe/London")
FACTS = {
    "key": "ACKNOWLEDGE",
    "title": "Acknowledge an application",
    "basis": Basis.LOCAL,
    "source": "The partnership’s procedures, page 3",
    "provenance": Provenance.ONE_AREA,
    "trigger": "its receipt",
    "effective_from": date(2020, 4, 1),
}


def rule(**facts):
    return Rule(**{**FACTS, "unit": Unit.WORKING_DAY, "length": 10, **facts})


@pytest.mark.parametrize(
    ("facts", "due"),
    [
        ({"length": 5}, date(2021, 4, 12)),
        ({"length": 5, "start": Start.COUNTED}, date(2021, 4, 9)),
        ({"length": -7}, date(2021, 3, 23)),
        ({"unit": Unit.CALENDAR_DAY, "length": 28}, date(2021, 4, 29)),
        ({"unit": Unit.CALENDAR_DAY, "length": 28, "start": Start.COUNTED}, date(2021, 4, 28)),
        ({"unit": Unit.MONTH, "length": 1}, date(2021, 5, 1)),
        ({"unit": Unit.MONTH, "length": 1, "start": Start.COUNTED}, date(2021, 4, 30)),
        ({"unit": Unit.FIXED_DAY, "length": None, "fixed_day": (9, 30)}, date(2021, 9, 30)),
        ({"unit": Unit.FIXED_DAY, "length": None, "fixed_day": (4, 1)}, date(2022, 4, 1)),
        ({"unit": Unit.PROMPTLY, "length": None}, None),
    ],
)
def test_each_unit_and_start_gives_its_own_last_day(facts, due):
    assert rule(**facts).due_on(date(2021, 4, 1), ENGLAND) == due


@pytest.mark.parametrize(
    ("facts", "words"),
    [
        ({}, "within 10 working days of its receipt, that day not counted"),
        ({"length": -1}, "at least 1 working day before its receipt, that day not counted"),
        (
            {"unit": Unit.MONTH, "length": 1, "start": Start.COUNTED},
            "within 1 month beginning with the day of its receipt",
        ),
        ({"unit": Unit.HOUR, "length": 72}, "within 72 hours of its receipt"),
        ({"unit": Unit.FIXED_DAY, "length": None, "fixed_day": (9, 30)}, "by 30 September after its receipt"),
        ({"unit": Unit.PROMPTLY, "length": None}, "as soon as possible after its receipt"),
    ],
)
def test_a_limit_is_put_in_words_with_its_start_convention(facts, words):
    assert rule(**facts).limit == words
    assert str(rule(**facts)) == f"Acknowledge an application: {words}"


def test_hours_are_hours_gone_by_on_the_night_the_clocks_change():
    seventy_two = rule(unit=Unit.HOUR, length=72)
    friday = datetime(2021, 3, 26, 15, tzinfo=LONDON)

    assert seventy_two.due_at(friday) == datetime(2021, 3, 29, 16, tzinfo=LONDON)


def test_hours_need_a_moment_and_days_a_day():
    with pytest.raises(ValueError, match="counted in hours: it needs the time"):
        rule(unit=Unit.HOUR, length=72).due_on(date(2021, 4, 1), ENGLAND)
    with pytest.raises(ValueError, match="not counted in hours"):
        rule().due_at(datetime(2021, 4, 1, tzinfo=LONDON))
    with pytest.raises(ValueError, match="which time zone"):
        rule(unit=Unit.HOUR, length=72).due_at(datetime(2021, 4, 1))


@pytest.mark.parametrize(
    ("facts", "sentence"),
    [
        ({"title": " "}, "Enter the title"),
        ({"source": ""}, "Enter the source"),
        ({"effective_to": date(2020, 3, 31)}, "cannot end before it begins"),
        ({"length": None}, "give a length with"),
        ({"length": 0}, "give a length with"),
        ({"unit": Unit.PROMPTLY}, "give a length with"),
        ({"fixed_day": (9, 30)}, "give a month and day with a fixed day"),
        ({"unit": Unit.FIXED_DAY, "length": None}, "give a month and day with a fixed day"),
        ({"unit": Unit.FIXED_DAY, "length": None, "fixed_day": (2, 29)}, "that every year has"),
        ({"unit": Unit.FIXED_DAY, "length": None, "fixed_day": (13, 1)}, "that every year has"),
        ({"length": -7, "start": Start.COUNTED}, "only days or months counted forward"),
        ({"unit": Unit.HOUR, "start": Start.COUNTED}, "only days or months counted forward"),
        ({"extendable_by": 0}, "a cap on extending"),
    ],
)
def test_a_rule_that_cannot_be_is_refused_when_it_is_written(facts, sentence):
    with pytest.raises(ValueError, match=sentence):
        rule(**facts)


def test_the_rule_in_force_when_the_clock_starts_governs():
    old = rule(length=10, effective_to=date(2021, 3, 31))
    new = rule(length=5, effective_from=date(2021, 4, 1))
    book = RuleBook([new, old])

    assert book.rule("ACKNOWLEDGE", date(2021, 3, 31)) is old
    assert book.rule("ACKNOWLEDGE", date(2021, 4, 1)) is new
    assert list(book) == [old, new]


def test_a_day_before_any_rule_is_refused_with_what_there_is():
    book = RuleBook([rule(effective_to=date(2021, 3, 31)), rule(effective_from=date(2021, 6, 1))])

    with pytest.raises(NoRuleInForce, match=r"on 2 May 2021: .* from 1 April 2020 to 31 March 2021 and from 1 June"):
        book.rule("ACKNOWLEDGE", date(2021, 5, 2))
    with pytest.raises(NoRuleInForce, match=r"There is no rule REPLY\. The book holds ACKNOWLEDGE"):
        book.rule("REPLY", date(2021, 5, 2))


def test_two_rules_of_a_key_never_overlap():
    with pytest.raises(ValueError, match="Two rules ACKNOWLEDGE are in force on 1 June 2021: end the first"):
        RuleBook([rule(), rule(effective_from=date(2021, 6, 1))])
    with pytest.raises(ValueError, match="Two rules"):
        RuleBook([rule(effective_to=date(2021, 6, 1)), rule(effective_from=date(2021, 6, 1))])


def test_a_partnership_replaces_a_national_rule_and_keeps_the_rest():
    sixteen = replace(NATIONAL.rule("RAPID_REVIEW", date(2020, 6, 1)), length=16, effective_to=None, basis=Basis.LOCAL)
    local = NATIONAL.replaced_by([sixteen])

    assert [version.length for version in local if version.key == "RAPID_REVIEW"] == [16]
    assert local.rule("SIN_NOTIFY", date(2024, 1, 1)).length == 5
    assert len(NATIONAL) == len(local) + 1


SUMMARY = {  # the deadline summary: key, number, unit, start
    "SIN_NOTIFY": (5, Unit.WORKING_DAY, Start.NOT_COUNTED),
    "RAPID_REVIEW": (15, Unit.WORKING_DAY, Start.NOT_COUNTED),
    "LCSPR_PUBLISH": (6, Unit.MONTH, Start.NOT_COUNTED),
    "LCSPR_COPY_PANEL_SOS": (-7, Unit.WORKING_DAY, Start.NOT_COUNTED),
    "SAR_COMPLETE": (6, Unit.MONTH, Start.NOT_COUNTED),
    "DHR_DECISION": (1, Unit.MONTH, Start.NOT_COUNTED),
    "DHR_REPORT": (6, Unit.MONTH, Start.NOT_COUNTED),
    "ASB_QUALIFY_COMPLAINT": (1, Unit.MONTH, Start.COUNTED),
    "ASB_QUALIFY_APPLY": (6, Unit.MONTH, Start.COUNTED),
    "ASB_PUBLISH": (12, Unit.MONTH, Start.NOT_COUNTED),
    "MARAC_REPEAT": (12, Unit.MONTH, Start.NOT_COUNTED),
    "SCP_REPORT": (12, Unit.MONTH, Start.NOT_COUNTED),
    "SAB_REPORT": (None, Unit.PROMPTLY, Start.NOT_COUNTED),
    "RHI": (72, Unit.HOUR, Start.NOT_COUNTED),
    "LADO_TELL": (1, Unit.WORKING_DAY, Start.NOT_COUNTED),
    "DSAR": (1, Unit.MONTH, Start.NOT_COUNTED),
}


@pytest.mark.parametrize("key", SUMMARY)
def test_the_national_rules_of_2020_21_are_those_of_the_summary(key):
    national = NATIONAL.rule(key, date(2020, 6, 1))

    assert (national.length, national.unit, national.start) == SUMMARY[key]


def test_no_national_rule_is_missing_from_the_summary():
    assert {national.key for national in NATIONAL} == SUMMARY.keys() | {"DHR_COPY_DAC"}
    assert NATIONAL.rule("DHR_COPY_DAC", date(2022, 1, 1)).unit is Unit.PROMPTLY


def test_the_yearly_report_is_due_by_the_end_of_september_since_2023():
    year_end = date(2024, 3, 31)

    assert NATIONAL.rule("SCP_REPORT", year_end).due_on(year_end, ENGLAND) == date(2024, 9, 30)


def test_versions_of_a_national_rule_follow_without_a_gap():
    rules = list(NATIONAL)
    for earlier, later in pairwise(rules):
        if earlier.key == later.key:
            assert earlier.effective_to + timedelta(days=1) == later.effective_from


def test_what_was_not_read_at_its_source_says_so():
    known = {national.key for national in NATIONAL if national.provenance is Provenance.KNOWN}

    assert {"LCSPR_PUBLISH", "LCSPR_COPY_PANEL_SOS", "SAR_COMPLETE", "DHR_DECISION", "DHR_REPORT", "DSAR"} <= known
    assert not {"SIN_NOTIFY", "RAPID_REVIEW", "SAB_REPORT", "ASB_PUBLISH", "MARAC_REPEAT", "DHR_COPY_DAC"} & known
