"""What a report composes from records: what each part says, what it never says, and how it leads to its records and back."""

from dataclasses import replace
from datetime import date

import pytest

from safehold.access.models import AgencyBody, LegalBody
from safehold.access.tests.factories import AgencyFactory
from safehold.asks import actions as asks
from safehold.asks.models import Call, Wanted
from safehold.asks.tests import factories as asking
from safehold.charts import NoData
from safehold.clocks import Years
from safehold.meetings.models import Meeting
from safehold.meetings.tests import factories as meetings
from safehold.partnership.actions import groups
from safehold.partnership.models import GroupName
from safehold.partnership.tests.factories import group
from safehold.plans import actions as plans
from safehold.plans.models import Method
from safehold.plans.tests import factories as thread
from safehold.plans.tests import planning
from safehold.publications.composing import COMPOSITIONS, Asking, Records
from safehold.publications.document.blocks import Block, Heading, ListBlock, Note, Paragraph, Table, plain_text
from safehold.publications.law import BY_CODE
from safehold.records.models import Entry

pytestmark = pytest.mark.django_db
DAY = date(2021, 4, 30)
FIRST, NEXT = date(2020, 4, 1), date(2021, 4, 1)


def composed(name: str, *, call: Call | None = None, duties: tuple[str, ...] = ()):
    asking_for = Asking(Years().read("2020-21"), DAY, call.pk if call else None, duties)
    return Records(lambda: asking_for)[name]


def said(blocks: tuple[Block, ...]) -> str:
    """Every word of some blocks, a line for each."""
    lines = []
    for block in blocks:
        if isinstance(block, Heading):
            lines.append(f"{'#' * block.depth} {block.text}")
        elif isinstance(block, Paragraph):
            lines.append(plain_text(block.children))
        elif isinstance(block, ListBlock):
            lines += [f"- {said(item)}" for item in block.items]
        elif isinstance(block, Note):
            lines.append(f"> {said(block.children)}")
        elif isinstance(block, Table):
            lines += [" | ".join(plain_text(cell) for cell in row.cells) for row in block.rows]
    return "\n".join(lines)


def hide(entry: Entry, **facts) -> None:
    """Make an entry one that a report must not speak of, in a way that no test here is about."""
    whole = {"circle": thread.receiving().circle} if {"sealed", "tier"} & facts.keys() else {}
    whole |= {"in_error_why": "Entered twice"} if "in_error_on" in facts else {}
    Entry.objects.filter(pk=entry.pk).update(**facts, **whole)


def test_what_a_part_answers_is_known_to_the_law():
    assert {code for each in COMPOSITIONS.values() for code in each.answers} <= set(BY_CODE)


@pytest.mark.parametrize("name", sorted(COMPOSITIONS))
def test_without_records_each_part_says_that_there_is_nothing_to_tell(name):
    with pytest.raises(NoData):
        composed(name)


# --- the groups and their year ---


@pytest.fixture
def planned():
    """A line of this year's plan, told of and closed, and one of the next year's."""
    line = planning.line()
    planning.told(line, narrative="The form was drafted")
    planning.closed(line.plan)
    after = planning.delivery(line.plan.strategy, from_on=NEXT, agreed_on=DAY)
    planning.line(after, objective=line.objective, words="Print the form", agreed_on=DAY)
    return line


def test_a_groups_year_is_told_by_its_last_closed_quarter_and_its_next_plan(planned):
    told = said(composed("groups").blocks)

    assert told.splitlines() == [
        "# Quality",
        "What quality is for. Nobody chaired it in the whole of 2020-21.",
        "## What is under way",
        "- Add the question to the form that officers fill in. The form was drafted. State: not started.",
        "## What comes next, in 2021-22",
        "- Print the form.",
    ]


def test_what_is_said_after_the_quarter_was_closed_changes_nothing(planned):
    before = composed("groups")
    plans.give_evidence(planned.action, by=thread.doer(), words="Sixty forms")

    assert composed("groups") == before


def test_done_is_not_achieved_until_somebody_is_assured():
    line = planning.line()
    plans.give_evidence(line.action, by=replace(thread.doer(), on=date(2021, 2, 1)), words="Sixty forms")
    planning.closed(line.plan)

    assert "achieved" not in said(composed("groups").blocks)


def test_what_somebody_was_assured_of_in_the_year_was_achieved():
    line = planning.line()
    plans.give_evidence(line.action, by=replace(thread.doer(), on=date(2021, 2, 1)), words="Sixty forms")
    judge = replace(thread.member(), on=date(2021, 3, 1))
    plans.assure(line.action, by=judge, why="Ten were read", method=Method.AUDIT, test_on=date(2021, 9, 1))
    planning.closed(line.plan)

    assert "## What it achieved in 2020-21\n- Add the question" in said(composed("groups").blocks)


HIDDEN = [{"sealed": True}, {"tier": "C3"}, {"in_error_on": DAY}, {"source": True}]


@pytest.mark.parametrize("facts", HIDDEN, ids=[next(iter(each)) for each in HIDDEN])
def test_a_report_says_nothing_of_an_action_that_not_everybody_may_know(planned, facts):
    if "source" in facts:
        facts = {"source": thread.finding().entry}
    assert "Add the question" in said(composed("groups").blocks)
    hide(planned.action.entry, **facts)
    told = said(composed("groups").blocks)

    assert "Add the question" not in told
    assert "Print the form" in told


def test_a_subgroup_without_a_plan_is_what_the_part_still_lacks(planned):
    group("idle", by=planning.manager())

    assert composed("groups").missing == ("Idle has no delivery plan for the year",)


@pytest.mark.parametrize("facts", [{"tier": "C3"}, {"sealed": True}])
def test_a_group_whose_actions_are_all_hidden_is_not_said_to_have_no_plan(planned, facts):
    other = group("other", by=planning.manager())
    after = planning.delivery(planned.plan.strategy, from_on=NEXT, agreed_on=DAY, group=other)
    secret = planning.line(after, objective=planned.objective, words="Secret", agreed_on=DAY)
    hide(secret.action.entry, **facts)
    part = composed("groups")

    assert part.missing == ()
    assert "Secret" not in said(part.blocks)
    hide(after.entry, **facts)
    assert composed("groups").missing == ()
    hide(after.entry, in_error_on=DAY)
    assert composed("groups").missing == ("Other has no delivery plan for the year",)


def test_where_nothing_of_any_plan_can_be_printed_it_is_not_said_that_there_is_none(planned):
    for entry in Entry.objects.filter(kind=planned.action.KIND):
        hide(entry, tier="C3")

    with pytest.raises(NoData, match="Nothing that the groups’ plans say of 2020-21 can be printed yet"):
        composed("groups")


def test_the_structure_says_who_chairs_each_group_and_whom_it_answers_to():
    by = planning.manager()
    board, quality = group("board", by=by, kind="executive"), group("quality", by=by)
    groups.answer_to(quality, by=by, from_on=planning.FROM, to_group=board)
    groups.carry_out(board, by=by, body=LegalBody.SAB, from_on=planning.FROM)
    planning.chair(quality)
    group("panel", by=by, kind="panel")

    assert said(composed("structure").blocks).splitlines() == [
        "Board | What board is for. | No chair | Acts for Safeguarding Adults Board",
        f"Quality | What quality is for. | {AgencyFactory(code='council')} | Board",
    ]


# --- said and did, commitments ---


def test_what_we_said_and_did_stands_row_by_row_with_what_goes_on(planned):
    by = planning.manager()
    plans.say_and_did(planned.objective, by=by, from_on=FIRST, said="Ask who lives there", did="The form asks it now")
    after = planning.delivery(planned.plan.strategy, from_on=NEXT, agreed_on=DAY, group=group("other", by=by))
    plans.carry_forward(planned, by=by, into=after, objective=planned.objective, why="It goes on")

    (table,) = composed("said-and-did").blocks
    assert said((table,)) == "Ask who lives there. | The form asks it now. | Other"


def test_a_row_answers_where_little_was_done_only_while_its_work_goes_on(planned):
    by = planning.manager()
    plans.say_and_did(planned.objective, by=by, from_on=FIRST, said="Ask who lives there", did="The form asks it now")
    always = COMPOSITIONS["said-and-did"].answers
    assert "children.little_progress" not in (*always, *composed("said-and-did").answers)
    after = planning.delivery(planned.plan.strategy, from_on=NEXT, agreed_on=DAY, group=group("other", by=by))
    plans.carry_forward(planned, by=by, into=after, objective=planned.objective, why="It goes on")

    assert composed("said-and-did").answers == ("children.little_progress",)
    assert set(composed("said-and-did").answers) <= set(BY_CODE)


@pytest.mark.parametrize("facts", [{"sealed": True}, {"in_error_on": DAY}])
def test_a_row_that_was_sealed_or_recorded_in_error_is_not_printed(facts):
    row = planning.said_and_did()
    hide(row.entry, **facts)

    with pytest.raises(NoData):
        composed("said-and-did")


def test_each_commitment_stands_with_what_will_be_done_and_how_far_that_is(planned):
    strategy = planned.plan.strategy
    plans.begin(planned.action, by=thread.doer())
    plans.adopt(strategy, by=planning.manager(), group=planned.plan.group, adopted_on=date(2020, 4, 20))
    planning.objective(planned.objective.commitment, words="Hear families")

    assert said(composed("commitments").blocks).splitlines() == [
        "# 1. Notice the whole family",
        "To keep it, we will:",
        "- Ask in every assessment who else lives there. Quality: 1 action on track, 1 action not started.",
        "- Hear families. Quality: not begun.",
    ]


def test_a_plan_that_nobody_adopted_commits_nobody(planned):
    with pytest.raises(NoData, match="No strategic plan that was adopted"):
        composed("commitments")


# --- attendance ---


def test_attendance_is_told_by_agency_and_group_of_the_meetings_that_were_held():
    meetings.held(on=date(2021, 3, 16))
    meetings.held(on=date(2021, 2, 16), police="absent")
    meetings.held(on=date(2021, 4, 20), police="absent")  # after the year
    (table,) = composed("attendance").blocks
    rows = {plain_text(row.cells[0]): plain_text(row.cells[-1]) for row in table.rows}

    assert rows[str(AgencyFactory(code="council"))] == "100%"
    assert rows[str(AgencyFactory(code="police"))] == "50%"
    assert rows[str(AgencyFactory(code="health"))] == "0%"
    assert rows["All agencies"] == "50%"
    assert str(AgencyFactory(code="school")) not in rows  # an observer
    assert table.notes[1] == "Meetings held: Board 2."


def test_a_group_that_ended_in_the_year_keeps_its_name_in_the_table_of_attendance():
    meetings.held(on=date(2021, 2, 16))
    GroupName.objects.update(to_on=date(2021, 2, 28))
    (table,) = composed("attendance").blocks

    assert [column.heading for column in table.columns] == ["Agency", "Board", "All"]


def test_a_short_name_is_told_in_full_below_the_table():
    meetings.held(on=date(2021, 3, 16))
    GroupName.objects.update(short_name="SB")
    (table,) = composed("attendance").blocks

    assert table.columns[1].heading == "SB"
    assert table.notes[-1] == "Short names: SB, Board."


def test_a_meeting_that_is_sealed_is_not_counted():
    meetings.held(on=date(2021, 3, 16))
    hide(meetings.held(on=date(2021, 2, 16), police="absent").entry, sealed=True)
    (table,) = composed("attendance").blocks

    assert "Meetings held: Board 1." in table.notes


def test_meetings_of_a_panel_about_cases_are_not_counted():
    board = meetings.board()
    board.kind = "panel"
    board.save()
    meetings.held(on=date(2021, 3, 16))

    with pytest.raises(NoData):
        composed("attendance")


# --- nothing hidden is printed, whichever way it is reached ---


@pytest.fixture
def call():
    """The police and probation were asked for their part; the police and health are members of the board."""
    made = asking.issued(wanted=Wanted.SECTION, title="What each member did")
    for code in ("police", "health"):
        AgencyBody.objects.create(agency=AgencyFactory(code=code), body=LegalBody.SAB, from_on=date(2019, 9, 29))
    return made


@pytest.fixture
def whole(planned, call):
    """Something for every part that is made from records to say, and what each reaches for it."""
    by = planning.manager()
    row = plans.say_and_did(planned.objective, by=by, from_on=FIRST, said="Ask who lives there", did="The form asks it")
    plans.adopt(planned.plan.strategy, by=by, group=planned.plan.group, adopted_on=date(2020, 4, 20))
    after = planning.delivery(planned.plan.strategy, from_on=NEXT, agreed_on=DAY, group=group("later", by=by))
    carried = plans.carry_forward(planned, by=by, into=after, objective=planned.objective, why="It goes on")
    meetings.held(on=date(2021, 3, 16))
    each = asking.ask_of(call)
    asking.returned(each, words=["We trained sergeants."])
    asks.accept_reply(each, by=asking.office())
    following = planned.plan.strategy.delivery_plans.get(from_on=NEXT, group=planned.plan.group)
    return {
        "action": planned.action,
        "quarter": list(planned.plan.closed_quarters.all()),
        "plan": planned.plan,
        "next action": following.lines.get().action,
        "next plan": following,
        "row": row,
        "objective": planned.objective,
        "carried action": carried.action,
        "later plan": after,
        "commitment": planned.objective.commitment,
        "strategy": planned.plan.strategy,
        "meeting": list(Meeting.objects.all()),
        "ask": each,
        "call": call,
    }


HOPS = [
    ("groups", "action", "Add the question"),
    ("groups", "quarter", "The form was drafted"),
    ("groups", "plan", "The form was drafted"),
    ("groups", "next action", "Print the form"),
    ("groups", "next plan", "Print the form"),
    ("said-and-did", "row", "Ask who lives there"),
    ("said-and-did", "objective", "Ask who lives there"),
    ("said-and-did", "carried action", "Later"),
    ("said-and-did", "later plan", "Later"),
    ("commitments", "objective", "Ask in every assessment"),
    ("commitments", "commitment", "Notice the whole family"),
    ("commitments", "strategy", "Notice the whole family"),
    ("commitments", "next action", "2 actions"),
    ("commitments", "next plan", "2 actions"),
    ("attendance", "meeting", "All agencies"),
    ("contributions", "ask", "We trained sergeants"),
]
OPEN_BELOW = {"meeting", "ask"}
"""What is C3 by its nature: of a meeting its sum alone is told, of an ask what was accepted for the report."""


@pytest.mark.parametrize("facts", HIDDEN, ids=[next(iter(each)) for each in HIDDEN])
@pytest.mark.parametrize(("name", "reached", "words"), HOPS, ids=[f"{name} by {reached}" for name, reached, _ in HOPS])
def test_a_part_says_nothing_of_what_not_everybody_may_know(whole, name, reached, words, facts):
    if "source" in facts:
        facts = {"source": thread.finding().entry}
    if "tier" in facts and reached in OPEN_BELOW:
        pytest.skip("It is C3 by its nature")
    assert words in told_by(name, whole["call"])
    for each in whole[reached] if isinstance(whole[reached], list) else [whole[reached]]:
        hide(each.entry, **facts)

    assert words not in told_by(name, whole["call"])


def told_by(name: str, call: Call) -> str:
    try:
        return said(composed(name, call=call).blocks)
    except NoData:
        return ""
