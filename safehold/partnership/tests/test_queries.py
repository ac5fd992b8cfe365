"""Vacancies, quorum, the calendar and rules, as they are on a day."""

from datetime import date, timedelta

import pytest

from safehold.partnership import queries, rules, words
from safehold.partnership.actions import groups, rows, seats, setup
from safehold.partnership.models import Capacity, SeatKind
from safehold.partnership.quorum import QuorumRule
from safehold.partnership.tests.factories import DAY, SINCE, agency, group, manager, person, seat

pytestmark = pytest.mark.django_db


def test_a_vacancy_is_there_from_the_day_after_the_last_holder_and_a_deputy_does_not_hide_it():
    by = manager()
    fire = agency("fire", by=by)
    executive = group("executive", by=by)
    held = seat(executive, fire, by=by)
    holder = seats.fill_seat(held, by=by, user=person(fire), from_on=SINCE)
    seats.fill_seat(held, by=by, user=person(fire), capacity=Capacity.DEPUTY, from_on=SINCE)
    seat(executive, agency("press", by=by), by=by, kind=SeatKind.OBSERVER)

    assert not queries.vacant_on(DAY)

    rows.end(holder, by=by, to_on=DAY - timedelta(days=61))
    assert [gap.what for gap in queries.gaps(DAY) if gap.agency] == ["Fire"]
    gap = queries.gaps(DAY)[1]
    assert (gap.since_on, gap.days(DAY)) == (DAY - timedelta(days=60), 61)


def test_a_group_without_a_chair_for_sixty_days_is_a_gap_and_one_outside_is_nobodys():
    by = manager()
    team = agency("partnership-team", by=by)
    executive = group("executive", by=by, founded_on=SINCE)
    group("schools-board", by=by, outside=True)
    chair = groups.appoint_chair(executive, by=by, user=person(team), agency=team, from_on=SINCE)
    assert queries.gaps(DAY) == []

    rows.end(chair, by=by, to_on=DAY - timedelta(days=60))

    assert [(gap.what, gap.days(DAY)) for gap in queries.gaps(DAY, longer_than=60)] == [("Chair", 60)]
    assert queries.gaps(DAY, longer_than=61) == []


def test_a_quorum_counts_agencies_and_misses_the_police_however_many_councillors_came():
    by = manager()
    executive = group("executive", by=by)
    council, police, fire = (agency(code, by=by) for code in ("councils", "police", "fire"))
    for office in ("Children", "Adults", "Housing"):
        seat(executive, council, by=by, office=office)
    seat(executive, police, by=by, needed_for_quorum=True)
    seat(executive, fire, by=by)
    seat(executive, agency("press", by=by), by=by, kind=SeatKind.OBSERVER)
    assert queries.quorum_rule(executive, DAY) is None
    groups.set_quorum(executive, by=by, least_agencies=2, from_on=SINCE)

    rule = queries.quorum_rule(executive, DAY)

    assert rule.words == "At least 2 of 3 agencies, among them Police."
    assert rule.met([council.pk, council.pk, fire.pk]).reason == "The group cannot decide without Police"
    assert rule.met([police.pk]).reason == "At least 2 of the 3 agencies with a seat must be there: 1 is"
    assert rule.met([police.pk, fire.pk])


def test_the_calendar_knows_the_days_the_partnership_marked():
    by = manager()
    setup.mark_day(by=by, day_on=date(2021, 4, 6), reason="Offices closed")

    calendar = queries.calendar()

    assert not calendar.is_working_day(date(2021, 4, 6))
    assert calendar.working_days_after(date(2021, 4, 1), 15) == date(2021, 4, 27)


def test_a_rule_holds_from_its_day_and_before_that_what_nobody_chose():
    by = manager()
    setup.choose(by=by, key="vacancy.notice_days", value=30, from_on=DAY, source="Executive, April 2021")

    assert rules.rule("vacancy.notice_days", DAY) == 30
    assert rules.rule("vacancy.notice_days", DAY - timedelta(days=1)) == 60
    with pytest.raises(LookupError, match="There is no rule ‘nothing’"):
        rules.rule("nothing", DAY)


def test_a_word_is_said_as_it_was_on_the_day():
    by = manager()
    setup.say(by=by, code="asb_case_review", from_on=SINCE, singular="community trigger", plural="community triggers")
    setup.say(by=by, code="asb_case_review", from_on=DAY, singular="ASB case review", plural="ASB case reviews")

    said = words.words()

    assert said.say("asb_case_review", DAY - timedelta(days=1), 2) == "community triggers"
    assert said.say("asb_case_review", DAY) == "ASB case review"
    assert said.say("asb_case_review", date(2010, 1, 1)) == "ASB case review"  # what it is called where nobody said
    with pytest.raises(LookupError, match="Nothing is called ‘nonsense’"):
        said.say("nonsense", DAY)


def test_the_filter_reads_the_words_once_for_a_request(rf, django_assert_num_queries):
    import jinja2

    environment = jinja2.Environment(autoescape=True)
    environment.filters["word"] = words.word
    template = environment.from_string("{{ 'subgroup' | word(on) }}, {{ 'subgroup' | word(on, 2) }}")

    with django_assert_num_queries(1):
        assert template.render(request=rf.get("/"), on=DAY) == "subgroup, subgroups"
    with django_assert_num_queries(2):
        assert template.render(on=DAY) == "subgroup, subgroups"


def test_the_words_of_a_quorum_suit_one_agency_and_none():
    assert QuorumRule(2, {1: "Council"}, {}).words == "At least 2 of 1 agency."
    assert QuorumRule(2, {}, {}).words == "At least 2 of 0 agencies."
