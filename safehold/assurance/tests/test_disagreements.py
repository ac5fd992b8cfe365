"""Professional disagreements: stages and clocks from the pack, in writing, and nothing to whoever is no part of one."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from django.db import DatabaseError, transaction

from safehold.access.models import CircleMember, Membership
from safehold.access.policy import Refused
from safehold.access.roles import Role
from safehold.access.tests.factories import actor, membership
from safehold.assurance import actions
from safehold.assurance.lifecycle import Held
from safehold.assurance.models import DisagreementStage, Outcome
from safehold.assurance.policy import disagreements as policy
from safehold.assurance.presenters import disagreements as presenters
from safehold.assurance.queries import disagreements as queries
from safehold.assurance.tests.factories import (
    DAY,
    chair_of,
    disagreement,
    lead_of,
    manager,
    practitioner,
    scrutineer,
)
from safehold.partnership.actions import setup
from safehold.records import policy as records
from safehold.records.actions import need_to_know
from safehold.records.models import Message
from safehold.records.tests.promises import knows, sees, sees_as_its_entry_does

pytestmark = pytest.mark.django_db
RISK = {"at_risk": "They go home tonight"}


NO_PART = {
    "another practitioner": (Role.ADULTS_PRACTITIONER, "council"),
    "the raising agency’s manager": (Role.ADULTS_MANAGER, "council"),
    "the other agency’s contributor": (Role.AGENCY_CONTRIBUTOR, "police"),
    "the other agency’s manager": (Role.ADULTS_MANAGER, "police"),
    "a third agency’s lead": (Role.AGENCY_LEAD, "health"),
    "independent chair": (Role.INDEPENDENT_CHAIR, "team"),
    "scrutineer": (Role.INDEPENDENT_SCRUTINEER, "team"),
    "support": (Role.BUSINESS_SUPPORT, "team"),
    "delegated partner": (Role.DELEGATED_PARTNER, "council"),
    "review officer": (Role.REVIEW_OFFICER, "team"),
    "Caldicott": (Role.CALDICOTT, "health"),
    "analyst": (Role.DATA_ANALYST, "team"),
    "administrator": (Role.SYSTEM_ADMINISTRATOR, "council"),
    "trail auditor": (Role.TRAIL_AUDITOR, "council"),
}


def at_stage(number, **facts):
    """A disagreement at a later stage, taken there by a jump."""
    made = disagreement(**facts)
    return actions.jump_disagreement(made, by=practitioner(), stage=number, **RISK)


def test_a_disagreement_is_answered_and_resolved_between_the_two_agencies():
    made = disagreement()
    at = queries.stage_of(made)
    assert (at.title, at.deadline.due_on) == (
        "Practitioner to practitioner",
        date(2021, 5, 4),
    )  # Monday is a bank holiday

    actions.answer_disagreement(made, by=practitioner("police"), answer="We will look again")
    actions.resolve_disagreement(made, by=practitioner(), outcome=Outcome.COMPROMISE, settled="A joint visit")
    actions.close_disagreement(made, by=practitioner(), told_on=DAY, learning="Ring first")

    assert (made.status, made.outcome) == (Held.CLOSED, Outcome.COMPROMISE)
    at.deadline.refresh_from_db()
    assert at.deadline.met_on == DAY


def test_each_stage_has_its_written_record_and_its_own_clock():
    made = disagreement()
    actions.answer_disagreement(made, by=practitioner("police"), answer="No")
    actions.take_disagreement_further(made, by=practitioner(), words="It does not meet what we said")

    one, two = queries.stages_of(made)
    assert (one.answer, two.words) == ("No", "It does not meet what we said")
    assert (two.number, two.deadline.due_on) == (2, date(2021, 5, 5))
    assert made.status == Held.OPEN


def test_it_is_not_taken_further_before_the_answer_is_overdue():
    made = disagreement()
    with pytest.raises(Refused, match="An answer is not overdue yet"):
        actions.take_disagreement_further(made, by=practitioner(), words="Too slow")
    on_the_day = replace(practitioner(), on=date(2021, 5, 4))
    assert not policy.take_further(on_the_day, made, queries.stage_of(made))

    late = replace(practitioner(), on=date(2021, 5, 5))
    actions.take_disagreement_further(made, by=late, words="No answer came")

    first = queries.stages_of(made)[0]
    assert str(presenters.due(first, late.on)) == "Not answered by 4 May 2021"


def test_a_jump_on_risk_goes_to_a_later_stage_at_once_and_says_why():
    made = disagreement()
    with pytest.raises(Refused, match="Enter who is at risk now"):
        actions.jump_disagreement(made, by=practitioner(), stage=4, at_risk="  ")
    with pytest.raises(Refused, match="Choose a later stage"):
        actions.jump_disagreement(made, by=practitioner(), stage=1, **RISK)

    actions.jump_disagreement(made, by=practitioner("police"), stage=4, **RISK)
    assert made.stage == 4
    assert queries.stage_of(made).at_risk == "They go home tonight"


def test_the_stages_and_their_clocks_are_the_partnerships_own():
    by = manager()
    told = {"trigger": "it", "unit": "working day", "from_on": date(2021, 4, 1), "source": "Escalation policy, 2021"}
    setup.set_limit(by=by, key="escalation.1.agencies", title="Face to face", length=3, **told)
    setup.set_limit(by=by, key="escalation.2.independent", title="The chair", length=4, **told)

    made = disagreement()

    assert [str(each) for each in queries.stages_on(DAY)] == ["1: Face to face", "2: The chair"]
    assert queries.stage_of(made).deadline.due_on == date(2021, 5, 6)
    # before its own held, those that Safehold came with did
    assert [each.number for each in queries.stages_on(date(2021, 3, 31))] == [1, 2, 3, 4, 5]


def test_whoever_is_put_the_question_and_both_leads_are_let_in_and_one_is_told():
    made = disagreement()
    for who in (practitioner(), practitioner("police"), lead_of("council"), lead_of("police")):
        assert sees(who, made), who
    message = Message.objects.get(entry=made.entry)
    assert (message.kind, message.to_user) == ("assurance.disagrees", practitioner("police").user)


def test_inside_an_agency_there_is_no_disagreement_of_this_kind():
    with pytest.raises(Refused, match="Choose somebody of another agency"):
        disagreement(to=lead_of("council").membership_id)


# --- the stages before others ---


def test_those_before_whom_it_comes_are_let_in_when_it_comes_and_not_before():
    above, by = chair_of("executive"), scrutineer()
    made = disagreement()
    assert not sees(above, made)
    assert not sees(by, made)

    actions.jump_disagreement(made, by=practitioner(), stage=4, **RISK)
    assert sees(above, made)
    assert not sees(by, made)
    assert queries.before_the_executive(above) == [made]
    assert queries.before_the_executive(by) == []


def test_the_executives_chair_decides_and_what_is_not_resolved_goes_to_the_last_stage():
    above, by = chair_of("executive"), scrutineer()
    made = at_stage(4)
    with pytest.raises(Refused, match="it is decided, not answered"):
        actions.answer_disagreement(made, by=practitioner("police"), answer="No")
    actions.decide_disagreement(made, by=above, outcome=Outcome.UNRESOLVED, settled="We cannot agree")
    assert made.status == Held.ANSWERED

    actions.take_disagreement_further(made, by=practitioner(), words="It must be settled")
    actions.decide_disagreement(made, by=by, outcome=Outcome.UPHELD, settled="The threshold is met")
    assert (made.status, made.outcome, made.settled_by) == (Held.RESOLVED, Outcome.UPHELD, by.user)


def test_what_the_last_stage_leaves_open_is_not_resolved_and_can_be_closed():
    by = scrutineer()
    made = at_stage(5)
    actions.decide_disagreement(made, by=by, outcome=Outcome.UNRESOLVED, settled="Both views stand")
    assert made.status == Held.UNRESOLVED
    actions.close_disagreement(made, by=practitioner(), told_on=DAY, learning="The policy is unclear")
    assert made.status == Held.CLOSED


def test_nobody_decides_a_disagreement_of_their_own_agency():
    chair = chair_of("executive", Role.INDEPENDENT_CHAIR, agency="police")
    made = at_stage(4)
    with pytest.raises(Refused, match="of your own agency"):
        actions.decide_disagreement(made, by=chair, outcome=Outcome.UPHELD, settled="We are right")


@pytest.mark.parametrize("other", ["council", "police", "health"])
def test_nobody_decides_a_disagreement_of_their_own_by_acting_for_another_of_their_agencies(other):
    chair = chair_of("executive")
    membership(Role.AGENCY_LEAD, agency=other, user=chair.user)
    made = at_stage(4)
    said = policy.decide(chair, made, queries.stage_of(made))
    assert (not said and "of your own agency" in said.reason) if other != "health" else said


@pytest.mark.parametrize(
    ("left_on", "own"), [(date(2021, 4, 29), True), (date(2020, 4, 30), True), (date(2020, 4, 29), False)]
)
def test_an_agency_that_somebody_left_is_their_own_for_twelve_months(left_on, own):
    """Else somebody leaves for a minute, decides, and comes back."""
    chair = chair_of("executive")
    left = membership(Role.AGENCY_LEAD, agency="police", user=chair.user)
    Membership.objects.filter(pk=left.pk).update(from_on=date(2019, 1, 1), to_on=left_on, ended_on=left_on)
    made = at_stage(4)
    assert bool(policy.decide(chair, made, queries.stage_of(made))) is not own


def test_whoever_decided_at_one_stage_does_not_decide_at_the_next():
    both = chair_of("executive")  # who is the independent chair as well
    made = at_stage(4)
    actions.decide_disagreement(made, by=both, outcome=Outcome.UNRESOLVED, settled="We cannot agree")
    actions.take_disagreement_further(made, by=practitioner(), words="It must be settled")
    with pytest.raises(Refused, match="or answered at one does not decide"):
        actions.decide_disagreement(made, by=both, outcome=Outcome.NOT_UPHELD, settled="As I said")
    assert policy.decide(scrutineer(), made, queries.stage_of(made))


def test_whoever_is_of_both_agencies_neither_answers_nor_settles_it():
    raiser, asked = practitioner(), practitioner("police")
    made = disagreement()
    at = queries.stage_of(made)
    assert policy.answer(asked, made, at)
    assert policy.resolve(raiser, made, at)
    membership(Role.ADULTS_PRACTITIONER, agency="police", user=raiser.user)
    membership(Role.ADULTS_PRACTITIONER, agency="council", user=asked.user)
    assert "of the agency that raised it" in policy.answer(asked, made, at).reason
    assert "of the agency that is challenged" in policy.resolve(raiser, made, at).reason


def test_the_database_itself_refuses_an_answer_by_whoever_brought_it():
    made = disagreement()
    facts = {"answer": "Yes", "answered_on": DAY, "answered_by": practitioner().user}
    with pytest.raises(DatabaseError, match="disagreement_stage_answered_by_another"), transaction.atomic():
        DisagreementStage.objects.filter(disagreement=made).update(**facts)


def test_what_was_answered_is_never_recorded_in_error():
    made = disagreement()
    by = manager()
    assert policy.mark(by, made)
    actions.answer_disagreement(made, by=practitioner("police"), answer="No")
    assert policy.mark(by, made).reason == "It was answered or taken further, so it stays"


@pytest.mark.parametrize("side", ["council", "police"])
def test_neither_side_decides_who_is_in_nor_makes_it_vanish(side):
    made, lead = disagreement(), lead_of(side)
    other = CircleMember.objects.filter(circle=made.entry.circle).exclude(agency=lead.agency).first()
    who = {"by": lead, "why": "It is ours"}
    refused = (
        lambda: need_to_know.seal(made.entry, **who),
        lambda: need_to_know.end_member(made.entry, member=other, to_on=DAY, **who),
        lambda: need_to_know.declare_conflict(made.entry, user=other.user, **who),
        lambda: actions.enter_disagreement_in_error(made, **who),
    )
    for attempt in refused:
        with pytest.raises(Refused, match="Only the agency that owns this record"):
            attempt()
    # the control: the office, which is no side, decides
    assert records.keep_circle(manager(), made.entry)
    assert actions.enter_disagreement_in_error(made, by=manager(), why="Twice")


# --- to whoever is no part of it there is none ---


@pytest.mark.parametrize("who", NO_PART)
def test_whoever_is_no_part_of_it_sees_nothing_not_even_a_card(who):
    made = disagreement()
    role, agency = NO_PART[who]
    other = actor(role, agency=agency)

    assert not sees(other, made)
    assert not knows(other, made)
    assert queries.visible_to(other).count() == 0
    assert queries.before_the_executive(other) == []


def test_the_control_those_who_are_part_of_it_and_the_manager_see_it():
    made = disagreement()
    for who in (manager(), practitioner(), practitioner("police"), lead_of("council"), lead_of("police")):
        assert sees(who, made)


def test_every_reader_sees_what_its_entry_lets_them():
    disagreement()
    everybody = [actor(role, agency=agency) for role, agency in NO_PART.values()]
    sees_as_its_entry_does(queries.visible_to, [*everybody, manager(), practitioner(), lead_of("police")])


# --- who may ---

WHO_MAY = {  # at the first stage, at the first once answered, at the Executive's, at the last, and resolved
    "raiser": ("jump resolve correct", "take_further jump resolve correct", "jump correct", "jump correct", "close"),
    "raiser's lead": (
        "jump resolve correct",
        "take_further jump resolve correct",
        "jump correct",
        "jump correct",
        "close",
    ),
    "asked": ("answer jump", "jump", "jump", "jump", ""),
    "asked's lead": ("answer jump", "jump", "jump", "jump", ""),
    "manager": ("jump", "jump", "jump", "jump", "close"),
    "executive's chair": ("", "", "decide", "decide", ""),
    "scrutineer": ("", "", "", "decide", ""),
    "third lead": ("", "", "", "", ""),
}


@pytest.mark.parametrize("who", WHO_MAY)
def test_who_may_do_what(who):
    everybody = {
        "raiser": practitioner(),
        "raiser's lead": lead_of("council"),
        "asked": practitioner("police"),
        "asked's lead": lead_of("police"),
        "manager": manager(),
        "executive's chair": chair_of("executive"),
        "scrutineer": scrutineer(),
        "third lead": lead_of("health"),
    }
    said = actions.answer_disagreement(disagreement(), by=practitioner("police"), answer="No")
    settled = actions.resolve_disagreement(disagreement(), by=practitioner(), outcome="upheld", settled="Yes")
    asked, found = everybody[who], []
    for made in (disagreement(), said, at_stage(4), at_stage(5), settled):
        at = queries.stage_of(made)
        may = {
            "answer": policy.answer(asked, made, at),
            "decide": policy.decide(asked, made, at),
            "take_further": policy.take_further(asked, made, at),
            "jump": policy.jump(asked, made),
            "resolve": policy.resolve(asked, made, at),
            "close": policy.close(asked, made),
            "correct": policy.correct(asked, made),
        }
        found.append(" ".join(verb for verb, yes in may.items() if yes))
    assert tuple(found) == WHO_MAY[who]


RAISE = {
    Role.ADULTS_PRACTITIONER: True, Role.AGENCY_LEAD: True, Role.LADO: True, Role.BUSINESS_MANAGER: False,
    Role.INDEPENDENT_SCRUTINEER: False, Role.DATA_ANALYST: False, Role.DELEGATE: False, Role.TRAIL_AUDITOR: False,
}  # fmt: skip


@pytest.mark.parametrize(("role", "may"), RAISE.items())
def test_who_raises_one(role, may):
    assert bool(policy.raise_one(actor(role))) is may


def test_a_day_is_the_last_on_which_an_answer_is_in_time():
    made = disagreement()
    in_time, late = (replace(practitioner("police"), on=date(2021, 5, 4) + timedelta(days=n)) for n in (0, 1))
    actions.answer_disagreement(made, by=in_time, answer="Yes")
    assert presenters.due(queries.stage_of(made), late.on) == "4 May 2021"
    other = disagreement()
    actions.answer_disagreement(other, by=late, answer="Yes")
    assert str(presenters.due(queries.stage_of(other), late.on)) == "Answered late: due 4 May 2021"
