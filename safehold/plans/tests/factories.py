"""A thread as people make it: found in one agency, recommended, answered, agreed, evidenced, assured. All of it invented."""

from dataclasses import replace
from datetime import date
from typing import Any

from safehold.access.actor import Actor
from safehold.access.models import Agency
from safehold.access.roles import Role
from safehold.access.tests.factories import AgencyFactory, actor, join
from safehold.partnership.models import Group
from safehold.partnership.tests.factories import DAY, group, manager
from safehold.plans import actions
from safehold.plans.lifecycle import Response
from safehold.plans.models import Finding, Found, Method, PlannedAction, Recommendation, Result, Scope

FOUND_ON, MADE_ON, AGREED_ON, DUE_ON = date(2021, 1, 11), date(2021, 1, 25), date(2021, 2, 8), date(2021, 4, 12)
TEST_ON = date(2021, 9, 1)
WHAT = "Assessments of mental capacity are not about one decision at one time"


def receiving() -> Group:
    """The group that recommendations are made to."""
    standing = Group.objects.filter(code="quality").first()
    return standing or group("quality", by=manager())


def member(*roles: Role, agency: str = "health", of: Group | None = None) -> Actor:
    """Somebody who sits in the receiving group."""
    who = actor(*(roles or (Role.AGENCY_LEAD,)), agency=agency)
    join((of or receiving()).circle, who)
    return who


def finding(by: Actor | None = None, **facts: Any) -> Finding:
    told = {"title": WHAT, "words": "Seen in nine of twelve files.", "found_by": Found.AUDIT, "found_on": FOUND_ON}
    return actions.record_finding(by=by or manager(), **told | facts)


def recommendation(of: Finding | None = None, by: Actor | None = None, **facts: Any) -> Recommendation:
    by = by or manager()
    told = {
        "words": "Assess mental capacity for each decision, and date it",
        "scope": Scope.MULTI_AGENCY,
        "made_on": MADE_ON,
    }
    return actions.recommend(of or finding(by), by=by, group=receiving(), **told | facts)


def accepted(by: Actor | None = None, **facts: Any) -> Recommendation:
    by = by or manager()
    made = recommendation(by=by, **facts)
    return actions.answer(made, by=by, response=Response.ACCEPTED, answered_on=MADE_ON)


def action(
    of: Recommendation | None = None, by: Actor | None = None, agency: Agency | None = None, **facts: Any
) -> PlannedAction:
    """An action of the police, unless another agency is named."""
    by = by or manager()
    told = {
        "words": "Train every sergeant in assessing capacity for one decision",
        "measure": "An audit of ten assessments finds the decision named in nine",
        "lead_role": "Head of public protection",
        "agreed_on": AGREED_ON,
        "due_on": DUE_ON,
    }
    return actions.add_action(of or accepted(by), by=by, agency=agency or AgencyFactory(code="police"), **told | facts)


def sits(who: Actor) -> Actor:
    """The same person, with a seat in the receiving group."""
    join(receiving().circle, who)
    return who


def doer(agency: str = "police") -> Actor:
    return actor(Role.AGENCY_LEAD, agency=agency)


def evidenced(of: Recommendation | None = None, by: Actor | None = None) -> PlannedAction:
    made = action(of)
    actions.give_evidence(made, by=by or doer(), words="Sixty sergeants were trained in March.")
    return made


def assured(by: Actor | None = None, given_by: Actor | None = None) -> PlannedAction:
    made = evidenced(by=given_by)
    told = {"why": "The register names them all", "method": Method.AUDIT, "test_on": TEST_ON}
    return actions.assure(made, by=by or member(), **told)


def found_out(made: PlannedAction, result: str, **facts: Any) -> PlannedAction:
    """Say whether an assured action made a difference, on the day that its test was planned."""
    asks: dict[str, Any] = {"by": manager(), "method": Method.AUDIT, "tested_on": TEST_ON, "why": "Two of ten named it"}
    if result == Result.NONE:
        asks["due_on"] = date(2021, 12, 1)
    asks |= facts
    asks["by"] = replace(asks["by"], on=TEST_ON)
    actions.record_impact(made, result=result, **asks)
    return made


__all__ = ["AGREED_ON", "DAY", "DUE_ON", "FOUND_ON", "MADE_ON", "WHAT"]
