"""A few golden threads of Westmere, wholly invented: from what was found to whether it made a difference.

Each step is taken on its own day by somebody who could have taken it: agreed by the partnership's office, evidenced by the
agency that does it, and assured by another agency that sits in the receiving group.
"""

from dataclasses import dataclass, replace
from datetime import date

from safehold.access.actor import Actor
from safehold.access.models import Agency, CircleMember, Membership
from safehold.access.roles import Role
from safehold.clocks import months_after
from safehold.partnership.models import Group
from safehold.plans import actions
from safehold.plans.lifecycle import Response
from safehold.plans.models import Finding, Found, Method, PlannedAction, Result, Scope
from safehold.plans.policy import judge
from safehold.plans.queries import possible_leads


@dataclass(frozen=True)
class Step:
    """What one agency undertook, and how far it came: the days of its evidence, of assurance and of the test of its impact."""

    words: str
    measure: str
    agency: str
    lead_role: str
    due_on: date
    evidence: str = ""
    given_on: date | None = None
    assured: str = ""
    assured_on: date | None = None
    impact: str = ""
    tested_on: date | None = None


@dataclass(frozen=True)
class Thread:
    """Something that was found, what was recommended, what was answered, and what is done."""

    title: str
    words: str
    found_by: Found
    found_on: date
    where: str
    recommended: str
    scope: Scope
    group: str
    response: Response = Response.ACCEPTED
    why: str = ""
    steps: tuple[Step, ...] = ()


THREADS = (
    Thread(
        "Capacity is assessed in general, and not for one decision",
        "In nine of twelve files that were read, the assessment names no decision and no day.",
        Found.AUDIT,
        date(2020, 3, 2),
        "Audit of case files, February 2020",
        "Assess mental capacity for each decision by itself, and write down which decision and which day",
        Scope.MULTI_AGENCY,
        "learning-and-review",
        steps=(
            Step(
                "Teach every social worker for adults to assess capacity for one decision at a time",
                "An audit of ten assessments finds the decision named in nine of them",
                "council-adults",
                "Principal social worker",
                date(2020, 7, 31),
                "All 46 were on the course between May and July. Their names are in the register of the course.",
                date(2020, 7, 20),
                "The register names each of them, and three were asked what they had learned",
                date(2020, 8, 3),
                "Ten assessments were read in February: nine name the decision and the day.",
                date(2021, 2, 15),
            ),
            Step(
                "Put the question which decision, and on which day, at the top of the form that nurses use",
                "Every form filled in after September has both",
                "community-health",
                "Lead nurse for safeguarding",
                date(2020, 9, 30),
                "The form was changed on 12 October. Three wards were visited, and use it.",
                date(2020, 10, 14),
                "The new form asks both, and the old one was taken away from every ward",
                date(2020, 11, 2),
            ),
            Step(
                "Add the question to the checklist of custody officers",
                "Twenty records in custody show that it was asked",
                "constabulary",
                "Head of custody",
                date(2021, 3, 31),
            ),
        ),
    ),
    Thread(
        "Nobody told the school that a parent had moved back into the home",
        "Two services knew for five weeks. Each thought that the other had told the school.",
        Found.REVIEW,
        date(2020, 10, 5),
        "A learning review, autumn 2020",
        "Say in every plan who tells whom when somebody joins or leaves the household, and by when",
        Scope.MULTI_AGENCY,
        "learning-and-review",
        steps=(
            Step(
                "Change the template of the plan so that it asks who tells whom",
                "Twelve plans made after January name somebody",
                "council-children",
                "Service manager",
                date(2021, 1, 29),
                "The template was changed and sent to all teams.",
                date(2021, 4, 19),
            ),
        ),
    ),
    Thread(
        "People who had called six times were each time treated as new",
        "The calls came to three teams, which do not see what the others write down.",
        Found.DATA,
        date(2020, 12, 7),
        "Calls about anti-social behaviour, April to November 2020",
        "Let the three teams see each other’s records of calls",
        Scope.MULTI_AGENCY,
        "board-of-delivery",
        response=Response.PARTLY,
        why="The teams will see the days and the place of calls. What callers said stays with the team that heard it",
        steps=(
            Step(
                "List the days and places of calls once a week for the three teams",
                "Every third call about one place is looked at within a week",
                "council-community-safety",
                "Community safety manager",
                date(2021, 6, 30),
            ),
        ),
    ),
)


def tell(acting: dict[Role, Actor]) -> None:
    """Tell the threads, once: whoever builds the demonstration again finds them as people left them."""
    if Finding.objects.exists():
        return
    for thread in THREADS:
        _told(thread, acting[Role.BUSINESS_MANAGER])


def _told(thread: Thread, manager: Actor) -> None:
    office = replace(manager, on=thread.found_on)
    found = actions.record_finding(
        by=office,
        title=thread.title,
        words=thread.words,
        found_by=thread.found_by,
        found_on=thread.found_on,
        source_name=thread.where,
    )
    made = actions.recommend(
        found,
        by=office,
        words=thread.recommended,
        scope=thread.scope,
        group=Group.objects.get(code=thread.group),
        made_on=thread.found_on,
    )
    actions.answer(made, by=office, response=thread.response, answered_on=thread.found_on, why=thread.why)
    for step in thread.steps:
        agreed = actions.add_action(
            made,
            by=office,
            words=step.words,
            measure=step.measure,
            agency=Agency.objects.get(code=step.agency),
            lead_role=step.lead_role,
            agreed_on=thread.found_on,
            due_on=step.due_on,
        )
        _done(agreed, step, manager)


def _done(agreed: PlannedAction, step: Step, manager: Actor) -> None:
    does = _doer(agreed, manager)
    if step.given_on:
        actions.give_evidence(agreed, by=replace(does, on=step.given_on), words=step.evidence)
    elif step.due_on > manager.on:
        actions.begin(agreed, by=does)
    if step.assured_on:
        other = who_judges(agreed, step.assured_on)
        later = step.tested_on or months_after(step.assured_on, 9)
        actions.assure(agreed, by=other, why=step.assured, method=Method.AUDIT, test_on=later)
    if step.tested_on:
        by = replace(manager, on=step.tested_on)
        actions.record_impact(
            agreed, by=by, method=Method.AUDIT, result=Result.SHOWN, tested_on=step.tested_on, why=step.impact
        )


def _doer(agreed: PlannedAction, manager: Actor) -> Actor:
    """The first of its agency in a role that leads actions, who leads this one from now on."""
    leads = possible_leads(agreed.agency, manager.on)
    there = Membership.objects.filter(agency=agreed.agency, user__in=leads)
    membership = there.select_related("user", "agency").order_by("pk")[0]
    office = replace(manager, on=agreed.agreed_on)
    actions.assign(agreed, by=office, lead_role=agreed.lead_role, lead=membership.user)
    return Actor.of(membership, on=manager.on)


def who_judges(agreed: PlannedAction, on: date) -> Actor:
    """The first in the receiving group who had no hand in it."""
    for member in CircleMember.objects.filter(circle=agreed.group.circle).order_by("pk"):
        membership = Membership.objects.filter(user=member.user_id, agency=member.agency_id).first()
        if membership and member.from_on <= on:
            who = Actor.of(membership, on=on)
            if judge(who, agreed) and not who.acts_for(agreed.agency_id):
                return who
    raise LookupError(f"Nobody in {agreed.group} can be assured of ‘{agreed}’")
