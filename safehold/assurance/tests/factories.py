"""A partnership with an Executive, an operational group and two subgroups, and what is reported to them. All of it invented."""

from datetime import date
from typing import Any

from safehold.access.actor import Actor
from safehold.access.models import Agency, AgencyKind, Membership, User
from safehold.access.roles import Role
from safehold.access.tests.factories import AgencyFactory, actor, join, membership
from safehold.assurance import actions
from safehold.assurance.models import (
    AskedFor,
    AssuredDuty,
    Disagreement,
    DutyEvidence,
    GroupReport,
    ReceivedReport,
    Risk,
    Verdict,
)
from safehold.partnership.actions import groups
from safehold.partnership.models import Group, GroupKind
from safehold.partnership.tests.factories import DAY, SINCE, group, manager, seat

FROM_ON, UNTIL_ON = date(2021, 1, 1), date(2021, 3, 31)
KINDS = {"executive": GroupKind.EXECUTIVE, "operational": GroupKind.OPERATIONAL}


def a_group(code: str) -> Group:
    """The group of that code: ``executive``, ``operational``, ``quality`` or another subgroup."""
    standing = Group.objects.filter(code=code).first()
    return standing or group(code, by=manager(), kind=KINDS.get(code, GroupKind.SUBGROUP))


def chair_of(code: str, *roles: Role, agency: str = "") -> Actor:
    """Whoever chairs a group: somebody new, where nobody does."""
    of = a_group(code)
    there = of.chairs.order_by("pk").last()
    if there is not None:
        return Actor.of(there.user.memberships.get(agency=there.agency), on=DAY)
    held = roles or ((Role.INDEPENDENT_CHAIR,) if code in KINDS else (Role.SUBGROUP_CHAIR,))
    who = membership(*held, agency=agency or ("team" if code in KINDS else "police"), since=SINCE)
    groups.appoint_chair(of, by=manager(), user=who.user, agency=who.agency, from_on=SINCE)
    return Actor.of(who, on=DAY)


def sits_in(code: str, *roles: Role, agency: str = "health") -> Actor:
    who = actor(*(roles or (Role.AGENCY_LEAD,)), agency=agency)
    join(a_group(code).circle, who)
    return who


def begun(by: Actor | None = None, **facts: Any) -> GroupReport:
    """A report of the quality group to the Executive, with nothing in it."""
    told = {"group": a_group("quality"), "to_group": a_group("executive"), "from_on": FROM_ON, "until_on": UNTIL_ON}
    return actions.begin_report(by=by or chair_of("quality"), **told | facts)


def written(by: Actor | None = None, of: GroupReport | None = None, **facts: Any) -> GroupReport:
    by = by or chair_of("quality")
    told = {
        "progress": "Two audits were finished.",
        "barriers": "One agency sent no files.",
        "asks_for": AskedFor.DIRECT_ACTION,
        "ask": "Will the Executive have the files sent by June?",
    }
    return actions.write_report(of or begun(by), by=by, **told | facts)


def submitted(by: Actor | None = None, **facts: Any) -> GroupReport:
    by = by or chair_of("quality")
    return actions.submit_report(written(by, **facts), by=by)


def answered(by: Actor | None = None, of: GroupReport | None = None) -> GroupReport:
    by = by or chair_of("executive")
    told = {"verdict": Verdict.GIVEN, "answer": "They will be sent by the first of June."}
    return actions.answer_report(of or submitted(), by=by, **told)


__all__ = ["DAY", "SINCE", "manager"]


# --- risks ---


def owner() -> Actor:
    """Whoever owns the risks here: a lead of health, who chairs nothing."""
    there = User.objects.filter(name="Olive Owner").first()
    if there is not None:
        return Actor.of(there.memberships.get(), on=DAY)
    who = actor(Role.AGENCY_LEAD, agency="health")
    User.objects.filter(pk=who.user_id).update(name="Olive Owner")
    return Actor.of(User.objects.get(pk=who.user_id).memberships.get(), on=DAY)


def risk(by: Actor | None = None, **facts: Any) -> Risk:
    """A risk that the quality group keeps and a lead of health owns, within its tolerance, raised by the manager."""
    who = owner()
    told = {
        "title": "Files are not read in time", "cause": "Too few readers", "effect": "Learning comes late",
        "group": a_group("quality"), "owner": who.user, "agency": who.agency, "likelihood_before": 4, "impact_before": 4,
        "likelihood": 3, "impact": 3, "tolerance": 12, "review_on": date(2021, 7, 30), "controls": "Two readers",
    }  # fmt: skip
    return actions.raise_risk(by=by or manager(), **told | facts)


def escalated(by: Actor | None = None, **facts: Any) -> Risk:
    made = risk(likelihood=4, impact=4, **facts)
    told = {"to_group": a_group("executive"), "why": "Find two more readers"}
    return actions.escalate_risk(made, by=by or owner(), **told)


# --- the assurance framework ---


def duty(by: Actor | None = None, **facts: Any) -> AssuredDuty:
    """A duty of health that the quality group has to be assured of."""
    told = {
        "title": "Staff are checked before they begin", "words": "Every agency checks whom it takes on",
        "basis": "Children Act 2004, section 11", "group": a_group("quality"), "agency": AgencyFactory(code="health"),
    }  # fmt: skip
    return actions.add_duty(by=by or manager(), **told | facts)


def members(*codes: str) -> list[Agency]:
    """The agencies that are members of the quality group, and so of the partnership."""
    there = [AgencyFactory(code=each) for each in codes]
    for each in there:
        if not a_group("quality").seats.filter(agency=each).exists():
            seat(a_group("quality"), each, by=manager())
    return there


def evidence(of: AssuredDuty | None = None, by: Actor | None = None, **facts: Any) -> DutyEvidence:
    told = {"words": "The audit of forty files", "dated_on": date(2021, 2, 1)}
    return actions.give_duty_evidence(of or duty(), by=by or owner(), **told | facts)


def scrutineer() -> Actor:
    return actor(Role.INDEPENDENT_SCRUTINEER, agency="team")


# --- professional disagreements ---


def lead_of(agency: str) -> Actor:
    """The lead of an agency, the same each time."""
    there = Membership.objects.filter(agency__code=agency, grants__role=Role.AGENCY_LEAD).order_by("pk").first()
    return Actor.of(there, on=DAY) if there else actor(Role.AGENCY_LEAD, agency=agency)


def practitioner(agency: str = "council") -> Actor:
    """Somebody who works with people, for the council or another agency, the same each time."""
    there = Membership.objects.filter(agency__code=agency, grants__role=Role.ADULTS_PRACTITIONER).order_by("pk").first()
    return Actor.of(there, on=DAY) if there else actor(Role.ADULTS_PRACTITIONER, agency=agency)


def disagreement(by: Actor | None = None, **facts: Any) -> Disagreement:
    """The council's practitioner disagrees with one of the police; both agencies have a lead."""
    lead_of("council")
    lead_of("police")
    Agency.objects.filter(pk=AgencyFactory(code="team").pk).update(kind=AgencyKind.PARTNERSHIP)
    told = {
        "to": practitioner("police").membership_id, "issue": "threshold", "about": "LAS-1234",
        "words": "The threshold is met", "wanted": "Open an enquiry",
    } | facts  # fmt: skip
    told["to"] = Membership.objects.get(pk=told["to"])
    return actions.raise_disagreement(by=by or practitioner(), **told)


# --- reports received ---


def route() -> None:
    """The quality group answers to the operational group, and that to the Executive."""
    by = manager()
    for below, above in (("quality", "operational"), ("operational", "executive")):
        if not a_group(below).answers_to.exists():
            groups.answer_to(a_group(below), by=by, to_group=a_group(above), from_on=SINCE)


def expected(by: Actor | None = None, **facts: Any) -> ReceivedReport:
    """The LADO's yearly report of the council, which the quality group reads first."""
    route()
    told = {
        "report_kind": "lado", "year": "2020-21", "agency": AgencyFactory(code="council"), "due_on": date(2021, 5, 31),
        "first_group": a_group("quality"),
    }  # fmt: skip
    return actions.expect_report(by=by or manager(), **told | facts)


def came(of: ReceivedReport | None = None, by: Actor | None = None) -> ReceivedReport:
    return actions.receive_report(of or expected(), by=by or manager(), received_on=DAY)
