"""A duty of every agency is assessed agency by agency, and nobody assesses the agency that they are of."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from safehold.access.models import Membership
from safehold.access.policy import Refused
from safehold.access.roles import Role
from safehold.access.tests.factories import AgencyFactory, actor, membership
from safehold.assurance import actions
from safehold.assurance.models import DutyAssessment, Sure
from safehold.assurance.presenters import duties as presenters
from safehold.assurance.queries import duties as queries
from safehold.assurance.tests.factories import DAY, chair_of, duty, evidence, lead_of, manager, members, scrutineer
from safehold.assurance.tests.test_report_pages import answer, page
from safehold.partnership.models import Seat
from safehold.records.tests.promises import browser, queries_of

pytestmark = pytest.mark.django_db
WHY = "Forty files, all checked"


def everybodys(**facts):
    members("fire", "health", "police")
    return duty(agency=None, **facts)


def seen(of, who=None):
    return queries.visible_to(who or manager()).get(pk=of.pk)


def joins(who, agency):
    return membership(Role.AGENCY_LEAD, agency=agency, user=who.user)


def left(who, agency):
    Membership.objects.filter(pk=joins(who, agency).pk).update(to_on=DAY - timedelta(days=1), ended_on=DAY)
    return who


def gave(who, of, agency):
    made = evidence(of, manager(), agency=AgencyFactory(code=agency) if agency else None)
    type(made).objects.filter(pk=made.pk).update(given_by=who.user)
    return who


# who assesses, and of which agencies they can: the chair of the group belongs to the police
CAN = {
    "the group’s chair": "fire health",
    "the chair, of two agencies": "health",
    "the chair, of one more until yesterday": "health",
    "the chair, who gave evidence of one": "health",
    "the chair, who gave evidence of all": "",
    "the independent chair": "fire health police",
    "the scrutineer": "fire health police",
    "the scrutineer, who leads an agency": "fire police",
    "another group’s chair": "",
    "the manager": "",
    "an agency’s lead": "",
}


@pytest.mark.parametrize("who", CAN)
def test_whose_part_in_it_somebody_can_assess(who):
    of, chair = everybodys(), chair_of("quality")
    made = {
        "the group’s chair": lambda: chair,
        "the chair, of two agencies": lambda: joins(chair, "fire") and chair,
        "the chair, of one more until yesterday": lambda: left(chair, "fire"),
        "the chair, who gave evidence of one": lambda: gave(chair, of, "fire"),
        "the chair, who gave evidence of all": lambda: gave(chair, of, ""),
        "the independent chair": lambda: actor(Role.INDEPENDENT_CHAIR, agency="team"),
        "the scrutineer": scrutineer,
        "the scrutineer, who leads an agency": lambda: (by := scrutineer(), joins(by, "health"))[0],
        "another group’s chair": lambda: chair_of("exploitation"),
        "the manager": manager,
        "an agency’s lead": lambda: lead_of("health"),
    }
    by = made[who]()
    can = [each.code for each in queries.to_assess(of, by)]
    assert " ".join(can) == CAN[who]
    for each in queries.members(DAY):  # the act itself holds what the form offers
        try:
            actions.assess_duty(of, by=by, sure=Sure.FULL, words=WHY, agencies=[each])
        except Refused:
            assert each.code not in can
        else:
            assert each.code in can


def test_a_chair_who_belongs_to_one_agency_does_not_assess_it_as_if_for_all():
    of, chair = everybodys(), chair_of("quality")
    with pytest.raises(Refused, match="Somebody of another agency, who gave none, assesses it"):
        actions.assess_duty(of, by=chair, sure=Sure.FULL, words=WHY, agencies=members("fire", "police"))
    with pytest.raises(Refused, match="Select the agencies that you assess"):
        actions.assess_duty(of, by=chair, sure=Sure.FULL, words=WHY)
    assert not DutyAssessment.objects.exists()


def test_it_is_as_sure_as_of_the_least_agency_and_says_of_how_many():
    of, by = everybodys(), scrutineer()
    fire, health, police = members("fire", "health", "police")
    assert str(presenters.sure(seen(of))) == "Not assessed"
    actions.assess_duty(of, by=by, sure=Sure.FULL, words=WHY, agencies=[fire])
    assert str(presenters.sure(seen(of))) == "Partly assessed"
    assert presenters.carried_out(seen(of)) == "Every agency, 1 of 3 assessed"
    assert presenters.of_the_least(seen(of)) == "Full assurance of the least. 1 of 3 agencies assessed"
    assert presenters.sure(seen(of)).level == "none"
    assert queries.unassessed(queries.visible_to(by)).get() == of

    actions.assess_duty(of, by=by, sure=Sure.LIMITED, words="Few files", agencies=[health, police])
    assert (of.sure, str(presenters.sure(seen(of)))) == (Sure.LIMITED, "Limited")
    said = [each.title for each in presenters.happened(of, queries.assessments_of(of))]
    assert said == [f"Limited assurance of {health} and {police}", f"Full assurance of {fire}"]
    assert not queries.unassessed(queries.visible_to(by)).exists()
    # the latest of each agency counts, and one that is no member any more is not missed
    later = replace(by, on=DAY + timedelta(days=9))
    actions.assess_duty(of, by=later, sure=Sure.REASONABLE, words="More files", agencies=[health, police])
    assert of.sure == Sure.REASONABLE
    Seat.objects.filter(agency=fire).update(to_on=DAY)
    assert seen(of, later).members == 2


def test_a_duty_that_was_assessed_of_some_agencies_wants_looking_at_first():
    of, by = everybodys(), scrutineer()
    evidence(of, manager())
    actions.assess_duty(of, by=by, sure=Sure.FULL, words=WHY, agencies=members("fire"))
    parts = presenters.parts_of(queries.every(by), queries.stale_before(DAY), DAY)
    assert [anchor for anchor, _, rows in parts if rows] == ["unsure"]


def test_an_agency_gives_evidence_of_its_own_part_and_the_office_of_whose_it_says():
    of, lead = everybodys(), lead_of("health")
    fire = AgencyFactory(code="fire")
    assert evidence(of, lead, agency=fire).agency == lead.agency
    assert evidence(of, manager(), agency=fire).agency == fire
    assert evidence(of, manager()).agency is None
    assert evidence(duty(), manager(), agency=fire).agency.code == "health"


def test_each_agency_is_shown_with_how_sure_and_how_old_its_evidence_is():
    of, by = everybodys(), scrutineer()
    evidence(of, lead_of("health"), dated_on=date(2020, 1, 6))
    actions.assess_duty(of, by=by, sure=Sure.FULL, words=WHY, agencies=members("fire"))
    rows = presenters.agency_rows(
        queries.members(DAY), queries.assessments_of(of), queries.evidence_of(of, by), queries.stale_before(DAY)
    )
    assert [[str(row[1]), str(row[3])] for row in rows] == [
        ["Full", "None of its own"], ["Not assessed", "Stale: of 6 January 2020"], ["Not assessed", "None of its own"],
    ]  # fmt: skip


@pytest.mark.slow
def test_several_agencies_are_assessed_in_a_browser_and_ones_own_is_not_offered():
    of, chair = everybodys(), chair_of("quality")
    fire, health, police = members("fire", "health", "police")
    asked = page(chair, "assess_duty", of.uid)
    assert all(str(each) in asked for each in (fire, health))
    assert f'value="{police.pk}"' not in asked
    refused = answer(chair, "assess_duty", of.uid, sure="full", words=WHY)
    assert "Select the agencies that you assess" in refused.content.decode()
    forged = answer(chair, "assess_duty", of.uid, sure="full", words=WHY, agencies=[police.pk])
    assert forged.status_code == 422
    assert not DutyAssessment.objects.exists()
    answer(chair, "assess_duty", of.uid, sure="full", words=WHY, agencies=[fire.pk, health.pk])
    shown = page(chair, "duty", of.uid)
    assert "Agency by agency" in shown
    assert "2 of 3 agencies assessed" in shown
    answer(manager(), "give_duty_evidence", of.uid, words="One file", dated_on=DAY, entry="", agency=fire.pk)
    assert f"{fire}: One file" in page(chair, "duty", of.uid)


@pytest.mark.slow
def test_the_pages_ask_as_often_for_many_agencies_as_for_one():
    of, chair = everybodys(), chair_of("quality")
    web = browser(chair)
    names = [of.get_absolute_url(), f"{of.get_absolute_url()}assess/"]
    few = [(web.get(each), queries_of(lambda each=each: web.get(each)))[1] for each in names]
    more = members(*(f"agency-{n}" for n in range(6)))
    actions.assess_duty(of, by=chair, sure=Sure.FULL, words=WHY, agencies=more)
    assert [queries_of(lambda each=each: web.get(each)) for each in names] == few
    assert max(few) <= 12
