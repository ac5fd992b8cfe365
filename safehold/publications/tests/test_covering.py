"""What the law asks of a report: where it stands, what stops the report, and who may sign that it is not there."""

from datetime import date

import pytest

from safehold.access.policy import Refused
from safehold.publications import actions, law
from safehold.publications.lifecycle import Status
from safehold.publications.models import Coverage
from safehold.publications.tests.covering import WORDS, asked, everything_named, section_of
from safehold.publications.tests.factories import built, report

pytestmark = pytest.mark.django_db
WHY = "No review was going on"


def test_every_duty_says_whose_it_is_and_where_the_law_says_so():
    assert [str(body) for body in law.DUTIES] == ["SAB", "SAFEGUARDING_PARTNERS", "CSP"]
    assert all(each.law and each.words for each in law.REQUIREMENTS)
    assert len(law.BY_CODE) == len(law.REQUIREMENTS)
    assert {each.law.rpartition("4(1)")[2] for each in law.REQUIREMENTS if each.body == "SAB"} == {
        f"({letter})" for letter in "abcdefg"
    }


def codes(duty, day):
    return {each.code for each in law.asked_of([duty], day)}


@pytest.mark.parametrize(
    ("day", "edition"),
    [
        (date(2021, 3, 31), "Working Together 2018"),
        (date(2023, 12, 14), "Working Together 2018"),
        (date(2023, 12, 15), "Working Together 2023"),
        (date(2025, 3, 31), "Working Together 2023"),
    ],
)
def test_a_report_is_held_to_the_edition_of_its_year_alone_and_always_to_the_act(day, edition):
    asks = law.asked_of(["SAFEGUARDING_PARTNERS"], day)

    assert {each.law.split(",")[0] for each in asks} == {edition, "Children Act 2004"}
    assert f"is held to {edition}, which applied from" in law.edition_of(each.law for each in asks)


def test_each_edition_asks_for_what_it_alone_asks_for():
    before, after = codes("SAFEGUARDING_PARTNERS", date(2021, 3, 31)), codes("SAFEGUARDING_PARTNERS", date(2024, 3, 31))

    assert {"children.early_help", "children.looked_after", "children.little_progress"} <= before - after
    assert {"children.money", "children.education", "children.data", "children.scrutiny"} <= after - before
    assert {"children.done", "children.contributions", "children.effective"} == before & after


@pytest.mark.parametrize(
    ("day", "asks"), [(date(2021, 3, 31), False), (date(2023, 1, 30), False), (date(2023, 1, 31), True)]
)
def test_a_plan_speaks_of_serious_violence_since_the_law_asks_it(day, asks):
    assert ("csp.serious_violence" in codes("CSP", day)) is asks
    assert {
        "csp.assessment", "csp.priorities", "csp.strategy", "csp.substances", "csp.reoffending", "csp.steps",
        "csp.performance", "csp.engagement",
    } <= codes("CSP", day)  # fmt: skip


def test_each_thing_names_its_act_or_regulations_its_place_there_and_from_when_it_holds():
    places = ("paragraph 4(1)(", "section 16G(7)(", "section 6(1)(", "regulation", "on the yearly report")
    for each in law.REQUIREMENTS:
        assert any(place in each.law for place in places), each.code
        assert each.held.startswith(f"In force from {each.from_on.day} {each.from_on:%B %Y}")
    assert law.BY_CODE["children.early_help"].held == "In force from 29 June 2018 to 14 December 2023"


def test_the_matrix_prints_from_when_each_holds_and_which_edition_applied(manager):
    publication = report(manager, WORDS)
    actions.say_duties(publication, by=manager, duties=["SAFEGUARDING_PARTNERS"])
    document = built(publication).document
    (table,) = document.sections[-1].blocks[1:]

    assert "In force from 29 June 2018" in str(table.rows[0].cells[0])
    assert table.notes == (
        "A children’s report on this year is held to Working Together 2018, which applied from 29 June 2018 to "
        "14 December 2023.",
    )


def test_a_report_that_is_no_statutory_report_is_asked_nothing(manager):
    publication = report(manager, WORDS)

    assert built(publication).document.asked == ()
    assert all("law" not in section.anchor for section in built(publication).document.sections)


def test_what_is_empty_stops_the_report_and_is_named(manager, board):
    with pytest.raises(
        Refused, match="7 things that the law asks are not in this report: What the board did to reach its"
    ):
        actions.submit(board, by=manager, made=built(board))


def test_a_report_that_answers_everything_is_not_stopped(manager, board):
    everything_named(board, manager)

    actions.submit(board, by=manager, made=built(board))

    assert board.status == Status.SUBMITTED


def test_a_heading_answers_with_what_stands_under_it(manager, board):
    section = section_of(board)
    actions.name_place(board, by=manager, requirement="sab.objective", section=section, heading="The board")
    actions.name_place(board, by=manager, requirement="sab.strategy", section=section, heading="Empty")

    assert [spot.anchor for spot in asked(board, "sab.objective").spots] == ["the-board"]
    assert asked(board, "sab.strategy").empty
    assert asked(board, "sab.strategy").missing == ("Nothing is written under ‘Empty’ yet",)


def test_a_heading_that_is_renamed_answers_no_more(manager, board):
    section = section_of(board)
    actions.name_place(board, by=manager, requirement="sab.objective", section=section, heading="The board")
    actions.write(section, by=manager, words=WORDS.replace("## The board", "## Something else"))

    assert asked(board, "sab.objective").empty
    assert "There is no heading ‘The board’" in asked(board, "sab.objective").missing[0]


def test_a_section_that_is_taken_out_answers_no_more(manager, board):
    section = section_of(board)
    actions.name_place(board, by=manager, requirement="sab.objective", section=section)
    assert asked(board, "sab.objective").covered
    actions.remove_section(section, by=manager)

    assert asked(board, "sab.objective").missing == ("‘Part 1’ was taken out of the report",)


def test_one_place_that_says_it_is_enough(manager, board):
    section = section_of(board)
    for heading in ("Empty", "The board"):
        actions.name_place(board, by=manager, requirement="sab.objective", section=section, heading=heading)

    assert asked(board, "sab.objective").covered
    assert asked(board, "sab.objective").missing == ()


@pytest.mark.parametrize(
    ("facts", "why"),
    [
        ({"heading": "Nowhere"}, "There is no heading ‘Nowhere’ in section 1"),
        ({"requirement": "sab.nothing"}, "The law does not ask this"),
    ],
)
def test_only_what_is_there_can_be_named(manager, board, facts, why):
    with pytest.raises(Refused, match=why):
        actions.name_place(board, by=manager, **{"requirement": "sab.objective", "section": section_of(board)} | facts)


def test_a_section_of_another_report_answers_nothing(manager, board):
    with pytest.raises(Refused, match="in this report"):
        actions.name_place(board, by=manager, requirement="sab.objective", section=section_of(report(manager, WORDS)))


def test_the_same_place_is_named_once_and_what_was_taken_off_is_kept(manager, board):
    told = {"by": manager, "requirement": "sab.objective", "section": section_of(board)}
    first = actions.name_place(board, **told)
    with pytest.raises(Refused, match="named already"):
        actions.name_place(board, **told)
    actions.take_place_off(first, by=manager)
    with pytest.raises(Refused, match="taken off already"):
        actions.take_place_off(first, by=manager)
    actions.name_place(board, **told)

    assert Coverage.objects.count() == 2
