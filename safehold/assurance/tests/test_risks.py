"""The risk register: scored before and after controls, escalated above tolerance, accepted by somebody else than its owner."""

from dataclasses import replace
from datetime import date

import pytest
from django.db import DatabaseError, transaction

from safehold.access.actions import accounts
from safehold.access.policy import Refused
from safehold.access.roles import Role
from safehold.access.tests.factories import actor, membership
from safehold.assurance import actions, waiting
from safehold.assurance.caseload import OWNED
from safehold.assurance.lifecycle import Borne
from safehold.assurance.models import Risk, RiskReview
from safehold.assurance.policy import risks as policy
from safehold.assurance.presenters import risks as presenters
from safehold.assurance.queries import risks as queries
from safehold.assurance.scale import Scale
from safehold.assurance.tests.factories import a_group, chair_of, escalated, manager, owner, risk, sits_in
from safehold.records.tests.promises import sees_as_its_entry_does
from safehold.records.waiting import gather

pytestmark = pytest.mark.django_db
SCORES = {"likelihood_before": 4, "impact_before": 4, "likelihood": 2, "impact": 3, "tolerance": 12}
NEXT = {"review_on": date(2021, 7, 30)}


def test_a_review_scores_anew_and_what_was_said_before_stays():
    made = risk()
    actions.review_risk(made, by=owner(), words="A third reader came", **SCORES, **NEXT)

    assert (made.score, made.score_was, presenters.trend(made)) == (6, 9, "Falling: 9 to 6")
    assert [each.score for each in queries.reviews_of(made)] == [6, 9]
    with pytest.raises(DatabaseError), transaction.atomic():
        RiskReview.objects.update(likelihood=1)


@pytest.mark.parametrize(
    ("facts", "words"),
    [
        ({"likelihood": 5}, "Controls cannot make it likelier or graver"),
        ({"impact_before": 6}, "Choose how likely and how grave it is, from 1 to 5"),
        ({"likelihood": 0}, "Choose how likely and how grave it is, from 1 to 5"),
        ({"review_on": date(2021, 4, 30)}, "The next review must be in the future"),
    ],
)
def test_scores_that_cannot_be_are_refused(facts, words):
    made = risk()
    with pytest.raises(Refused, match=words):
        actions.review_risk(made, by=owner(), **SCORES | NEXT | facts)
    assert len(queries.reviews_of(made)) == 1


def test_a_risk_is_owned_by_somebody_who_acts_for_its_agency():
    with pytest.raises(Refused, match="so they cannot own this risk for it"):
        risk(owner=manager().user)


def test_only_what_is_above_tolerance_is_escalated():
    made = risk()
    told = {"to_group": a_group("executive"), "why": "Help"}
    with pytest.raises(Refused, match="not above its tolerance"):
        actions.escalate_risk(made, by=owner(), **told)
    actions.review_risk(made, by=owner(), **SCORES | {"likelihood": 4, "impact": 4} | NEXT)
    with pytest.raises(Refused, match="Choose the Executive or the operational group"):
        actions.escalate_risk(made, by=owner(), to_group=a_group("exploitation"), why="Help")

    actions.escalate_risk(made, by=owner(), **told)
    assert queries.before_the_executive([a_group("executive")], manager()) == [made]


def test_a_risk_above_tolerance_that_nobody_escalated_stands_before_the_executive_all_the_same():
    worse, fine = risk(likelihood=4, impact=4), risk()
    assert fine.score == 9
    assert queries.before_the_executive([a_group("executive")], manager()) == [worse]


def test_a_risk_that_grew_worse_than_it_was_accepted_stands_before_the_executive_again():
    groups, chair = [a_group("executive")], chair_of("quality")
    made = actions.tolerate_risk(risk(likelihood=4, impact=4), by=chair, why="Nobody can be found")
    worse = SCORES | {"likelihood_before": 5, "impact_before": 5, "impact": 4}
    for likelihood, shown in ((4, []), (5, [made]), (3, [])):  # as bad, worse, better
        actions.review_risk(made, by=owner(), **worse | {"likelihood": likelihood}, **NEXT)
        assert queries.before_the_executive(groups, chair) == shown
        assert made.status == Borne.TOLERATED

    actions.review_risk(made, by=owner(), **worse | {"likelihood": 5}, **NEXT)
    ((*_, waits),) = presenters.executive_rows(queries.before_the_executive(groups, chair), Scale(5))
    assert waits.text == "Worse than when it was accepted at 16"
    # it was accepted as it is now: nothing waits any more
    actions.treat_risk(made, by=owner(), why="Meanwhile")
    actions.tolerate_risk(made, by=chair, why="Nobody at all")
    assert queries.before_the_executive(groups, chair) == []


def test_a_risk_that_grew_and_is_within_what_is_lived_with_waits_for_nobody():
    made = actions.tolerate_risk(risk(), by=chair_of("quality"), why="It is small")
    actions.review_risk(made, by=owner(), **SCORES | {"likelihood": 3, "impact": 4}, **NEXT)
    assert (made.score, made.tolerated_score) == (12, 9)
    assert queries.before_the_executive([a_group("executive")], manager()) == []


def test_what_the_executive_decided_goes_back_to_the_group():
    made, above = escalated(), chair_of("executive")
    assert [each.what for each in gather(waiting.parts(above))] == ["assurance.decide"]

    actions.give_risk_back(made, by=above, why="Two more readers from May")

    assert made.status == Borne.TREATING
    assert queries.steps_of(made)[0].words == "Two more readers from May"


# --- nobody accepts their own risk ---


@pytest.mark.parametrize("verb", [actions.tolerate_risk, actions.close_risk])
def test_whoever_owns_a_risk_neither_accepts_nor_closes_it(verb):
    chair = chair_of("quality")
    made = risk(owner=chair.user, agency=chair.agency)

    with pytest.raises(Refused, match="Whoever owns a risk, or scored it last"):
        verb(made, by=chair, why="It is fine")
    # the control: somebody else who may, who neither owns nor scored it
    other = actor(Role.BUSINESS_MANAGER, agency="team")
    assert verb(made, by=other, why="It is fine").status in (Borne.TOLERATED, Borne.CLOSED)


HIGHER = SCORES | {"likelihood": 4, "impact": 4, "tolerance": 16}


def test_no_owner_accepts_their_own_risk_by_raising_what_is_lived_with():
    made = risk()
    with pytest.raises(Refused, match="Only whoever decides about this risk can raise"):
        actions.review_risk(made, by=owner(), **HIGHER, **NEXT)
    made.refresh_from_db()
    assert (made.tolerance, made.score, len(queries.reviews_of(made))) == (12, 9, 1)
    # the controls: they keep it or lower it, and somebody else who decides raises it
    actions.review_risk(made, by=owner(), **HIGHER | {"tolerance": 10}, **NEXT)
    actions.review_risk(made, by=chair_of("quality"), **HIGHER, **NEXT)
    assert (made.tolerance, made.above_tolerance) == (16, False)


def test_what_is_lived_with_of_an_escalated_risk_is_raised_by_the_group_above_alone():
    made, chair, above = escalated(), chair_of("quality"), chair_of("executive")
    assert not policy.live_with(chair, made, 16)
    assert policy.live_with(chair, made, 12)
    assert policy.live_with(above, made, 16)


def test_nobody_raises_their_own_risk_with_more_than_the_partnership_lives_with():
    with pytest.raises(Refused, match="says that it is lived with above 12, and neither of their own"):
        risk(owner(), tolerance=13)
    assert risk(owner(), tolerance=12, title="Its own").tolerance == 12
    assert risk(tolerance=13).tolerance == 13


def test_whoever_scored_it_last_does_not_accept_their_own_score():
    made, chair = risk(), chair_of("quality")
    actions.review_risk(made, by=chair, **SCORES, **NEXT)

    assert policy.decides(chair, made).reason == policy.OWN_RISK
    actions.review_risk(made, by=owner(), **SCORES, **NEXT)
    assert policy.decides(chair, made)


@pytest.mark.parametrize("verb", [actions.tolerate_risk, actions.close_risk, actions.enter_risk_in_error])
def test_handing_a_risk_over_for_a_minute_makes_nobody_another_person(verb):
    chair, other = chair_of("quality"), owner()
    made = risk(owner=chair.user, agency=chair.agency)
    actions.hand_over_risk(made, by=chair, owner=other.user, agency=other.agency)

    with pytest.raises(Refused, match="You owned this risk when it was last scored"):
        verb(made, by=chair, why="It is fine")
    # scored the same day by its new owner: nobody has looked at it since, as far as days tell
    actions.review_risk(made, by=other, **SCORES, **NEXT)
    assert policy.decides(chair, made).reason == policy.HANDED_OVER
    # the controls: whoever never owned it, and they themselves once somebody else scored it on another day
    assert policy.decides(manager(), risk(other, title="Another"))
    later = replace(other, on=date(2021, 5, 1))
    actions.review_risk(made, by=later, **SCORES, **NEXT)
    verb(made, by=replace(chair, on=later.on), why="It is fine")


def test_a_risk_that_somebody_handed_over_does_not_wait_for_them_to_decide():
    above = chair_of("executive")
    made = escalated(owner=above.user, agency=above.agency, by=manager())
    assert [each.what for each in gather(waiting.parts(above))] == []
    actions.hand_over_risk(made, by=manager(), owner=owner().user, agency=owner().agency)
    assert [each.what for each in gather(waiting.parts(above))] == []
    actions.review_risk(made, by=replace(owner(), on=date(2021, 5, 1)), **HIGHER | {"tolerance": 12}, **NEXT)
    assert [each.what for each in gather(waiting.parts(replace(above, on=date(2021, 5, 1))))] == ["assurance.decide"]


def test_whoever_said_that_more_is_lived_with_does_not_become_its_owner():
    chair = chair_of("quality")
    made = risk(chair, tolerance=20)
    with pytest.raises(Refused, match="said that this risk is lived with above 12, so somebody else owns it"):
        actions.hand_over_risk(made, by=manager(), owner=chair.user, agency=chair.agency)
    assert not queries.able_to_own(chair.user, made, on=chair.on)
    # the control: within what the partnership lives with
    fine = risk(chair, title="Within")
    assert actions.hand_over_risk(fine, by=manager(), owner=chair.user, agency=chair.agency).risk_owner == chair.user


def test_who_does_not_decide_about_a_risk_raises_none_with_more_than_is_lived_with():
    with pytest.raises(Refused, match="Only the chair of the group that keeps a risk, or the business manager"):
        risk(actor(Role.AGENCY_LEAD, agency="fire"), tolerance=13)


def test_a_review_says_by_when_it_was_due_and_that_it_came_late():
    made = risk()
    actions.review_risk(made, by=replace(owner(), on=date(2021, 8, 2)), **SCORES, review_on=date(2021, 10, 1))
    rows = presenters.review_rows(queries.reviews_of(made), Scale(5))
    assert [row[0] for row in rows] == ["2 August 2021, due 30 July 2021", "30 April 2021"]


def test_the_database_itself_refuses_an_owner_who_accepts():
    made = risk()
    facts = {
        "status": "tolerated",
        "tolerated_on": date(2021, 4, 30),
        "tolerated_by": owner().user,
        "tolerated_why": "Fine",
        "tolerated_score": 9,
    }
    with pytest.raises(DatabaseError, match="risk_accepted_by_another"), transaction.atomic():
        Risk.objects.filter(pk=made.pk).update(**facts)


def test_an_escalated_risk_is_decided_by_the_group_above_and_not_around_it():
    made, chair = escalated(), chair_of("quality")
    chair_of("executive")
    for who in (chair, actor(Role.BUSINESS_MANAGER, agency="team")):
        with pytest.raises(Refused, match="Only the chair of the group that it stands before"):
            actions.close_risk(made, by=who, why="Away with it")
        with pytest.raises(Refused, match="The group above decides"):
            actions.treat_risk(made, by=owner(), why="Quietly")


def test_a_closed_risk_stays_and_can_be_opened_again():
    made = actions.close_risk(risk(), by=chair_of("quality"), why="The work ended")
    with pytest.raises(Refused, match="This risk is closed"):
        actions.review_risk(made, by=owner(), **SCORES, **NEXT)
    actions.reopen_risk(made, by=owner(), why="It came back")
    assert (made.status, made.closed_why) == (Borne.OPEN, "")
    assert [each.step for each in queries.steps_of(made)] == ["reopen", "close"]


def test_no_owner_makes_their_own_risk_vanish():
    chair = chair_of("quality")
    made = risk(owner=chair.user, agency=chair.agency)
    with pytest.raises(Refused, match="Whoever owns a risk"):
        actions.enter_risk_in_error(made, by=chair, why="Never was")


# --- who may ---

WHO_MAY = {  # a risk within tolerance, one that is above and escalated, one that is closed
    "owner": ("score treat", "score", "reopen"),
    "chair": ("score treat decides hand_over correct mark", "score hand_over correct", "reopen"),
    "executive's chair": ("", "decides give_back mark", ""),
    "manager": ("score treat decides hand_over correct mark", "score hand_over correct", "reopen"),
    "support": ("score treat hand_over correct", "score hand_over correct", "reopen"),
    "member": ("", "", ""),
    "scrutineer": ("", "", ""),
    "lead": ("", "", ""),
}
VERBS = ("score", "treat", "escalate", "decides", "give_back", "reopen", "hand_over", "correct", "mark")


@pytest.mark.parametrize("who", WHO_MAY)
def test_who_may_do_what(who):
    everybody = {
        "owner": owner(),
        "chair": chair_of("quality"),
        "executive's chair": chair_of("executive"),
        "manager": actor(Role.BUSINESS_MANAGER, agency="team"),
        "support": actor(Role.BUSINESS_SUPPORT, agency="team"),
        "member": sits_in("quality"),
        "scrutineer": actor(Role.INDEPENDENT_SCRUTINEER, agency="team"),
        "lead": actor(Role.AGENCY_LEAD, agency="fire"),
    }
    closed = actions.close_risk(risk(title="Closed"), by=everybody["chair"], why="Done")
    found = [
        " ".join(verb for verb in VERBS if getattr(policy, verb)(everybody[who], made))
        for made in (risk(), escalated(title="Above"), closed)
    ]
    assert tuple(found) == WHO_MAY[who]


RAISE = {
    Role.BUSINESS_MANAGER: True, Role.SUBGROUP_CHAIR: True, Role.AGENCY_LEAD: True, Role.INDEPENDENT_SCRUTINEER: True,
    Role.REVIEW_OFFICER: True, Role.AGENCY_CONTRIBUTOR: False, Role.TRAINER: False, Role.SCHOOL_LEAD: False,
    Role.SYSTEM_ADMINISTRATOR: False,
}  # fmt: skip


@pytest.mark.parametrize(("role", "may"), RAISE.items())
def test_who_raises_a_risk(role, may):
    assert bool(policy.raise_one(actor(role))) is may


def test_every_reader_sees_what_its_entry_lets_them():
    risk()
    everybody = [manager(), owner(), actor(Role.DELEGATE, agency="charity"), actor(Role.SCHOOL_LEAD, agency="school")]
    sees_as_its_entry_does(queries.visible_to, everybody)
    assert [queries.visible_to(each).count() for each in everybody] == [1, 1, 0, 0]


# --- work that is held ---


def test_a_risk_that_is_due_for_review_waits_for_its_owner():
    risk()
    assert gather(waiting.parts(owner())) == []
    soon = gather(waiting.parts(replace(owner(), on=date(2021, 7, 20))))
    assert [(each.what, each.on) for each in soon] == [("assurance.review", date(2021, 7, 30))]


@pytest.mark.parametrize("agency", ["health", "police"])
def test_a_leavers_risks_go_to_who_acts_for_their_agency_and_else_to_nobody(agency):
    made, leaver = risk(), owner()
    successor = membership(Role.AGENCY_LEAD, agency=agency)
    by = actor(Role.SYSTEM_ADMINISTRATOR, agency="health")
    assert OWNED.held_by(leaver.user, on=by.on) == 1

    told = {"leaver": leaver.user, "successor": successor.user, "by": by, "on": by.on}
    fate = OWNED.foresee(**told)
    OWNED.hand_over(**told)

    made.refresh_from_db()
    goes = agency == "health"
    assert (bool(fate.goes), bool(fate.left)) == (goes, not goes)
    assert made.risk_owner == (successor.user if goes else None)
    assert made.agency == leaver.agency
    assert queries.steps_of(made)[0].step == "hand_over"


def test_the_levels_of_a_scale_of_five():
    scale = Scale(5)
    found = {score: scale.level(score) for score in (1, 6, 8, 12, 15, 25)}
    assert found == {1: "low", 6: "low", 8: "medium", 12: "medium", 15: "high", 25: "high"}
    assert [Scale(3).level(each) for each in (2, 3, 4, 6, 9)] == ["low", "medium", "medium", "high", "high"]


def test_the_account_of_a_leaver_can_be_closed():
    """The whole act, as the people pages take it, with this caseload among the others."""
    risk()
    by = actor(Role.SYSTEM_ADMINISTRATOR, agency="health")
    accounts.close_account(owner().user, by=by, left_on=by.on)
