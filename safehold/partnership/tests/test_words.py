"""The partnership’s words: each that may be renamed changes what pages and reports say, from its day and no sooner."""

from datetime import date, timedelta

import pytest
from django.test import Client
from hypothesis import given
from hypothesis import strategies as st

from safehold.access.models import RoleTitle
from safehold.access.policy import Refused
from safehold.access.roles import Role
from safehold.access.tests.factories import actor
from safehold.partnership.actions import agencies, groups, setup
from safehold.partnership.models import Word
from safehold.partnership.structure import structure
from safehold.partnership.tests.factories import DAY, HOME, SINCE, agency, group, manager
from safehold.partnership.words import TERMS, Words, words
from safehold.records.tests.promises import browser


def said(code, singular, plural="", on=SINCE):
    return Word(code=code, singular=singular, plural=plural or f"{singular}s", from_on=on)


# --- sentences ---


@pytest.mark.parametrize(
    ("sentence", "ours"),
    [
        ("Only the business manager can do this", "Only the partnership lead can do this"),
        ("Business managers and a business manager", "Partnership leads and a partnership lead"),
        ("Referrals for a safeguarding adult review", "Referrals for an adult practice review"),
        ("Safeguarding adult reviews published", "Adult practice reviews published"),
        ("Relevant bodies for ASB case reviews", "Relevant bodies for community triggers"),
        ("A subgroup of the Operational Group", "A workstream of the Operational Group"),
        ("Nothing here is renamed", "Nothing here is renamed"),
    ],
)
def test_a_sentence_of_our_code_is_said_in_the_partnerships_words(sentence, ours):
    own = Words(
        [
            said("business_manager", "partnership lead"),
            said("adult_review", "adult practice review"),
            said("asb_case_review", "community trigger"),
            said("subgroup", "workstream"),
        ]
    )

    assert own.ours(sentence, DAY) == ours
    assert own.ours(sentence, SINCE - timedelta(days=1)) == sentence


@given(st.text(max_size=80))
def test_a_partnership_with_no_words_of_its_own_changes_no_sentence_about_today(sentence):
    assert Words([]).ours(sentence, date(2030, 1, 1)) == sentence


def test_the_country_called_things_otherwise_in_earlier_years():
    own = Words([])

    assert own.say("health_commissioner", date(2022, 6, 30)) == "clinical commissioning group"
    assert own.say("health_commissioner", date(2022, 7, 1)) == "integrated care board"
    assert own.say("probation", date(2021, 6, 25)) == "National Probation Service"
    assert own.say("probation", date(2021, 6, 26)) == "Probation Service"


@pytest.mark.django_db
def test_words_are_not_read_for_a_sentence_that_has_none(django_assert_num_queries):
    with django_assert_num_queries(0):
        assert words().ours("Only a chair can decide this", DAY) == "Only a chair can decide this"


@pytest.fixture
def boards(db):
    """An Executive that was renamed, and an Operational Group."""
    by = manager()
    executive = group("executive", by=by, kind="executive", name="Leadership Board")
    groups.rename_group(executive, by=by, name="Strategic Board", from_on=DAY)
    group("delivery", by=by, kind="operational", name="The Delivery Board")
    return by


CHAIRS = "Chairs the Executive and the Operational Group, with one chief executive."


def test_the_executive_and_the_operational_group_are_called_by_their_names_of_the_day(
    boards, django_assert_num_queries
):
    own = words()
    with django_assert_num_queries(1):
        assert own.ours(CHAIRS, DAY) == "Chairs the Strategic Board and the Delivery Board, with one chief executive."
        assert own.ours("The Executive decides", DAY - timedelta(days=1)) == "The Leadership Board decides"
    assert own.ours(CHAIRS, SINCE - timedelta(days=1)) == CHAIRS


def test_where_two_groups_are_of_one_kind_neither_is_named(boards):
    group("other", by=boards, kind="executive")
    group("region", by=boards, kind="operational", outside=True)

    assert words().ours(CHAIRS, DAY).startswith("Chairs the Executive and the Delivery Board,")


# --- pages ---


@pytest.fixture
def made(db):
    by = manager()
    board = group("board", by=by, kind="executive")
    review = group("review", by=by, kind="subgroup")
    groups.answer_to(review, by=by, to_group=board, from_on=SINCE)
    groups.carry_out(review, by=by, body="RELEVANT_BODIES_ASB", from_on=SINCE)
    for code, kind in (("health", "ICB"), ("probation", "PROBATION"), ("youth", "YJS")):
        agencies.change_agency(agency(code, by=by), by=by, kind=kind)
    agencies.join_body(agency("fire", by=by), by=by, body="RELEVANT_BODIES_ASB", from_on=SINCE)
    return by


@pytest.mark.parametrize(
    ("ours", "read"),
    [
        ("", "the partnership’s business manager"),
        ("partnership manager", "the partnership manager"),
        ("Business Partner", "the partnership’s Business Partner"),
    ],
)
def test_strangers_are_told_whose_manager_to_ask_and_told_it_once(made, ours, read):
    if ours:
        setup.say(by=made, code="business_manager", from_on=DAY, singular=ours, plural=f"{ours}s")

    for address in ("/", "/account/login/", "/help/accessibility/"):
        assert read in Client().get(address).text


# the pages on which each word is said: the role that opens it, and its address
PAGES = {
    "subgroup": [
        (Role.BUSINESS_MANAGER, address)
        for address in ("", "groups/", "groups/review/", "groups/add/", "groups/review/change/")
    ],
    "business_manager": [(Role.DATA_ANALYST, "words/add/"), (Role.DATA_ANALYST, "groups/review/seats/add/")],
    "asb_case_review": [
        (Role.BUSINESS_MANAGER, address)
        for address in (
            "",
            "groups/review/",
            "groups/review/history/",
            "agencies/fire/",
            "agencies/fire/history/",
            "rules/",
        )
    ],
    "health_commissioner": [(Role.BUSINESS_MANAGER, address) for address in ("agencies/", "agencies/health/")],
    "probation": [(Role.BUSINESS_MANAGER, address) for address in ("agencies/", "agencies/probation/")],
    "youth_justice_service": [(Role.BUSINESS_MANAGER, address) for address in ("agencies/", "agencies/youth/")],
}
ELSEWHERE = {"domestic_homicide_review", "child_practice_review", "adult_review"}  # tests/test_words.py


def test_every_word_that_may_be_renamed_is_said_somewhere():
    assert PAGES.keys() | ELSEWHERE == {term.code for term in TERMS}


@pytest.mark.parametrize(
    ("code", "role", "address"), [(code, role, address) for code, found in PAGES.items() for role, address in found]
)
def test_a_word_that_is_changed_changes_the_page_from_its_day(made, code, role, address):
    page = browser(actor(role))
    setup.say(by=made, code=code, from_on=DAY + timedelta(days=1), singular="zebra", plural="zebras")
    assert "zebra" not in page.get(HOME + address).text.casefold()

    setup.say(by=made, code=code, from_on=DAY, singular="zebra", plural="zebras")

    assert "zebra" in page.get(HOME + address).text.casefold()


def test_the_drawing_says_the_words_of_its_day(made):
    setup.say(by=made, code="subgroup", from_on=DAY, singular="workstream", plural="workstreams")

    assert ">Workstream<" in structure(DAY).to_svg()
    assert ">Subgroup<" in structure(DAY - timedelta(days=1)).to_svg()


@pytest.mark.django_db
def test_a_word_that_nothing_says_cannot_be_renamed():
    with pytest.raises(Refused, match="Nothing here is called ‘asb_case_reveiw’"):
        setup.say(by=manager(), code="asb_case_reveiw", from_on=DAY, singular="a", plural="b")


# --- roles ---


def test_a_role_is_called_by_its_title_in_a_sentence_about_who_may():
    own = Words(
        [],
        [
            RoleTitle(role=Role.AGENCY_LEAD, title="Partner lead"),
            RoleTitle(role=Role.BUSINESS_MANAGER, title="Business Partner"),
            RoleTitle(role=Role.DATA_ANALYST, title=Role.DATA_ANALYST.label),
        ],
    )

    assert (
        own.ours("Only the business manager, an agency lead or a data analyst can do this", DAY, roles=True)
        == "Only the Business Partner, a partner lead or a data analyst can do this"
    )
    assert own.ours("Agency leads see it", DAY, roles=True) == "Partner leads see it"
    assert own.ours("The role ‘Agency lead’", DAY, roles=True) == "The role ‘Partner lead’"
    # the control: the title of a measure is no sentence about who may
    assert own.ours("Places booked by each agency lead", DAY) == "Places booked by each agency lead"


def test_a_word_said_on_a_day_goes_before_a_title_that_has_no_day():
    own = Words(
        [said("business_manager", "partnership lead")], [RoleTitle(role=Role.BUSINESS_MANAGER, title="Manager")]
    )

    assert own.ours("Only the business manager", DAY, roles=True) == "Only the partnership lead"
    assert own.ours("Only the business manager", SINCE - timedelta(days=1), roles=True) == "Only the manager"
