"""The assurance framework: whoever carries a duty out is never assured of it, and evidence grows stale."""

from datetime import date, timedelta

import pytest
from django.db import DatabaseError, transaction

from safehold.access.models import Membership
from safehold.access.policy import Refused
from safehold.access.roles import Role
from safehold.access.tests.factories import actor, membership
from safehold.assurance import actions
from safehold.assurance.models import DutyAssessment, DutyChallenge, DutyEvidence, LookKind, Sure
from safehold.assurance.policy import duties as policy
from safehold.assurance.presenters import duties as presenters
from safehold.assurance.queries import duties as queries
from safehold.assurance.tests.factories import DAY, chair_of, duty, evidence, manager, owner, scrutineer, sits_in
from safehold.partnership.actions import setup
from safehold.records.tests.promises import sees_as_its_entry_does
from tests.invented import actions as invented
from tests.invented.factories import notebook

pytestmark = pytest.mark.django_db
FULL = {"sure": Sure.FULL, "words": "Forty files, all checked"}


def seen(of, who=None):
    return queries.visible_to(who or manager()).get(pk=of.pk)


def test_how_sure_a_group_is_changes_and_what_was_said_before_stays():
    of = duty()
    actions.assess_duty(of, by=scrutineer(), sure=Sure.LIMITED, words="Half the files")
    actions.assess_duty(of, by=chair_of("quality"), **FULL)

    assert of.sure == Sure.FULL
    assert [each.sure for each in queries.assessments_of(of)] == [Sure.FULL, Sure.LIMITED]
    with pytest.raises(DatabaseError), transaction.atomic():
        DutyAssessment.objects.update(sure=Sure.FULL)


@pytest.mark.parametrize("hand", ["agency", "evidence", "neither"])
def test_whose_duty_it_is_and_whoever_gave_evidence_is_not_assured_of_it(hand):
    of = duty()
    chair = chair_of("quality", agency="health" if hand == "agency" else "police")
    if hand == "evidence":
        made = evidence(of)
        DutyEvidence.objects.filter(pk=made.pk).update(given_by=chair.user)
    if hand == "neither":
        actions.assess_duty(of, by=chair, **FULL)
        return
    with pytest.raises(Refused, match="is not the one who is assured"):
        actions.assess_duty(of, by=chair, **FULL)


def test_nobody_is_assured_of_their_own_duty_by_acting_for_another_of_their_agencies():
    of, chair = duty(), chair_of("quality")
    look = actions.plan_look(of, by=scrutineer(), look_kind=LookKind.VISIT, words="The front door", due_on=DAY)
    asked = {"assess": of, "challenge": of, "record_look": look}
    assert all(getattr(policy, verb)(chair, what) for verb, what in asked.items())
    membership(Role.AGENCY_LEAD, agency="health", user=chair.user)
    assert not any(getattr(policy, verb)(chair, what) for verb, what in asked.items())
    # nor do they speak for an agency that they do not act for now
    assert not policy.give_evidence(chair, of)


def test_nobody_is_assured_of_the_duty_of_an_agency_that_they_left_yesterday():
    of, chair = duty(), chair_of("quality")
    left = membership(Role.AGENCY_LEAD, agency="health", user=chair.user)
    Membership.objects.filter(pk=left.pk).update(to_on=DAY - timedelta(days=1), ended_on=DAY)
    assert policy.assess(chair, of).reason == policy.OWN_DUTY
    # they may doubt it all the same: to challenge judges nothing
    assert policy.challenge(chair, of)


def test_whoever_is_of_the_agency_cannot_take_its_duty_out_of_the_framework():
    of, by = duty(), manager()
    assert policy.mark(by, of)
    membership(Role.AGENCY_LEAD, agency="health", user=by.user)
    assert policy.mark(by, of).reason == policy.OWN_DUTY


def test_whoever_withdraws_their_evidence_is_not_assured_of_the_duty_for_that():
    of = duty(agency=None)
    by = actor(Role.INDEPENDENT_CHAIR, Role.BUSINESS_MANAGER, agency="team")
    given = evidence(of, by)
    assert policy.assess(by, of).reason == policy.OWN_DUTY
    actions.withdraw_duty_evidence(given, by=by, why="The wrong year")
    assert policy.assess(by, of).reason == policy.OWN_DUTY
    assert seen(of, by).gave
    # the control: whoever gave none
    assert policy.assess(scrutineer(), of)


# --- how old the evidence is ---


@pytest.mark.parametrize(
    ("dated_on", "shown"),
    [
        (date(2020, 4, 30), "30 April 2020"),
        (date(2020, 4, 29), "Stale: of 29 April 2020"),
        (None, "No evidence"),
    ],
)
def test_evidence_is_stale_after_twelve_months(dated_on, shown):
    of = duty()
    if dated_on:
        evidence(of, dated_on=dated_on)
    before = queries.stale_before(DAY)

    assert str(presenters.age(seen(of), before)) == shown
    is_stale = queries.stale(queries.visible_to(manager()), DAY).filter(pk=of.pk).exists()
    assert is_stale is not (shown == "30 April 2020")


def test_how_long_evidence_is_fresh_is_the_partnerships_own():
    setup.choose(by=manager(), key="assurance.evidence_months", value=3, from_on=date(2021, 4, 1), source="Board")
    assert queries.stale_before(DAY) == date(2021, 1, 30)


def test_withdrawn_evidence_makes_nothing_fresh():
    of = duty()
    given = evidence(of)
    actions.withdraw_duty_evidence(given, by=owner(), why="It was another year’s")
    assert seen(of).freshest_on is None
    with pytest.raises(Refused, match="withdrawn already"):
        actions.withdraw_duty_evidence(given, by=owner(), why="Again")


def test_evidence_is_never_of_a_day_to_come():
    with pytest.raises(Refused, match="must be today or in the past"):
        evidence(dated_on=DAY + timedelta(days=1))


# --- the strictest source governs ---


def test_evidence_that_is_a_record_is_nothing_to_whoever_does_not_see_that_record():
    """Neither its words nor its day: to them the duty rests on what else there is."""
    of = duty(agency=None)
    officer = actor(Role.REVIEW_OFFICER, agency="team")
    secret = notebook(officer)
    evidence(of, dated_on=date(2020, 1, 6), words="An old audit")
    evidence(of, officer, entry=secret.entry, words="What the notebook says", dated_on=date(2021, 4, 1))

    assert seen(of, officer).freshest_on == date(2021, 4, 1)
    assert [each.words for each in queries.evidence_of(of, officer)] == ["What the notebook says", "An old audit"]
    other = manager()
    assert seen(of, other).freshest_on == date(2020, 1, 6)
    assert [each.words for each in queries.evidence_of(of, other)] == ["An old audit"]
    assert queries.evidence_visible_to(other).count() == 1


def test_nobody_names_a_record_as_evidence_that_they_do_not_see():
    secret = notebook()
    with pytest.raises(Refused, match="There is no such record"):
        evidence(duty(agency=None), manager(), entry=secret.entry)


def test_a_record_made_in_error_is_evidence_of_nothing():
    of, officer = duty(agency=None), actor(Role.REVIEW_OFFICER, agency="team")
    held = notebook(officer)
    evidence(of, officer, entry=held.entry)
    invented.enter_in_error(held, by=officer, why="Twice")
    assert queries.evidence_of(of, officer) == []
    assert seen(of, officer).freshest_on is None


# --- challenges and looks ---


def test_a_challenge_is_answered_by_those_who_carry_the_duty_out_and_not_by_whoever_made_it():
    of, by = duty(), scrutineer()
    asked = actions.challenge_duty(of, by=by, words="Why forty files of a thousand?")
    assert seen(of).challenged
    with pytest.raises(Refused, match="Whoever challenged does not answer"):
        actions.answer_duty_challenge(asked, by=by, answer="Because")

    actions.answer_duty_challenge(asked, by=owner(), answer="It is a sample")
    assert not seen(of).challenged
    with pytest.raises(DatabaseError, match="duty_challenge_answered_by_another"), transaction.atomic():
        DutyChallenge.objects.filter(pk=asked.pk).update(answered_by=by.user)


def test_nobody_challenges_their_own_duty():
    with pytest.raises(Refused, match="your own agency’s"):
        actions.challenge_duty(duty(), by=owner(), words="Are we good?")


def test_a_look_is_planned_and_what_it_found_is_written_by_another_agency():
    of = duty()
    look = actions.plan_look(of, by=scrutineer(), look_kind=LookKind.VISIT, words="The front door", due_on=DAY)
    assert seen(of).next_look_on == DAY
    assert not policy.record_look(chair_of("quality", agency="health"), look)

    actions.record_look(look, by=scrutineer(), found="All was well", done_on=DAY)
    assert seen(of).next_look_on is None
    with pytest.raises(Refused, match="today or in the future"):
        actions.plan_look(of, by=scrutineer(), look_kind="visit", words="x", due_on=date(2021, 1, 1))


# --- who may ---

WHO_MAY = {
    "holder": "give_evidence",
    "chair": "assess challenge plan_look",
    "independent chair": "correct assess challenge plan_look",
    "scrutineer": "correct assess challenge plan_look",
    "manager": "correct give_evidence challenge plan_look",
    "support": "correct give_evidence plan_look",
    "other lead": "challenge",
    "member": "challenge",
    "contributor": "",
    "analyst": "",
    "delegate": "",
}
VERBS = ("correct", "give_evidence", "assess", "challenge", "plan_look")


@pytest.mark.parametrize("who", WHO_MAY)
def test_who_may_do_what(who):
    everybody = {
        "holder": owner(),
        "chair": chair_of("quality"),
        "independent chair": actor(Role.INDEPENDENT_CHAIR, agency="team"),
        "scrutineer": scrutineer(),
        "manager": manager(),
        "support": actor(Role.BUSINESS_SUPPORT, agency="team"),
        "other lead": actor(Role.AGENCY_LEAD, agency="fire"),
        "member": sits_in("quality", agency="police"),
        "contributor": actor(Role.AGENCY_CONTRIBUTOR, agency="police"),
        "analyst": actor(Role.DATA_ANALYST, agency="team"),
        "delegate": actor(Role.DELEGATE, agency="charity"),
    }
    of = duty()
    assert " ".join(verb for verb in VERBS if getattr(policy, verb)(everybody[who], of)) == WHO_MAY[who]


def test_every_reader_sees_what_its_entry_lets_them():
    duty()
    sees_as_its_entry_does(
        queries.visible_to, [manager(), owner(), scrutineer(), actor(Role.DELEGATE, agency="charity")]
    )


def test_the_framework_is_shown_in_the_order_in_which_it_wants_looking_at():
    by = scrutineer()
    duty(title="Unsure")
    stale, limited, sure = (duty(title=each) for each in ("Stale", "Limited", "Sure"))
    for each, level in ((stale, Sure.FULL), (limited, Sure.LIMITED), (sure, Sure.REASONABLE)):
        actions.assess_duty(each, by=by, sure=level, words="Because")
    evidence(limited)
    evidence(sure)
    found = presenters.parts_of(queries.every(by), queries.stale_before(DAY), DAY)
    assert [[row[0].text for row in rows] for _, _, rows in found] == [["Unsure"], ["Stale"], ["Limited"], ["Sure"]]
