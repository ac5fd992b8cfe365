"""What the partnership's assurance adds to the world of the tests: a record in each state that a page asks about, what stands in
their addresses, and everything that can be written down about them."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from safehold.access.actor import Actor
from safehold.access.models import Membership
from safehold.access.roles import Role
from safehold.assurance import actions
from safehold.assurance.models import AskedFor, LookKind, Outcome, Sure, Verdict
from safehold.partnership.models import Chair, Group, GroupKind

DAY = date(2021, 4, 30)
AHEAD = DAY + timedelta(days=60)


def add(acting: dict[Role, Actor], kept: dict[str, Any]) -> None:
    """A record of each kind in each state that a page asks about. The group that reports has no chair, so that the office speaks
    for it; the Executive has the independent chair."""
    above = Group.objects.get(kind=GroupKind.EXECUTIVE)
    chaired = Chair.objects.on(DAY).values("group")
    group = (
        Group.objects.on(DAY).filter(kind=GroupKind.SUBGROUP, outside=False).exclude(pk__in=chaired).order_by("pk")[0]
    )
    add_reports(acting, kept, group, above)
    add_risks(acting, kept, group, above)
    add_duties(acting, kept, group)
    add_disagreements(acting, kept)
    add_received(acting, kept, above)


def add_reports(acting: dict[Role, Actor], kept: dict[str, Any], group: Group, above: Group) -> None:
    manager, chair = acting[Role.BUSINESS_MANAGER], acting[Role.INDEPENDENT_CHAIR]
    for number, name in enumerate(("draft", "asking", "answered")):
        told = {"from_on": DAY - timedelta(days=90 + number), "until_on": DAY}
        kept[name] = report = actions.begin_report(by=manager, group=group, to_group=above, **told)
        words = {"progress": "Two audits", "barriers": "No files", "ask": "Send the files"}
        actions.write_report(report, by=manager, asks_for=AskedFor.GUIDANCE, **words)
        if name != "draft":
            actions.submit_report(report, by=manager)
    actions.answer_report(kept["answered"], by=chair, verdict=Verdict.GIVEN, answer="They are sent")
    actions.note_report(kept["answered"], by=manager, words="It was three audits")


def add_risks(acting: dict[Role, Actor], kept: dict[str, Any], group: Group, above: Group) -> None:
    lead, manager, owner = acting[Role.AGENCY_LEAD], acting[Role.BUSINESS_MANAGER], acting[Role.SUBGROUP_CHAIR]
    for name in ("risk", "above", "escalated", "closed_risk"):
        worse = name in ("above", "escalated")
        scores = dict.fromkeys(("likelihood_before", "impact_before"), 4)
        scores |= dict.fromkeys(("likelihood", "impact"), 4 if worse else 3)
        told = {"title": f"A risk ({name})", "cause": "Few readers", "effect": "Late", "controls": "Two readers"}
        assert owner.user is not None
        assert owner.agency is not None
        kept[name] = actions.raise_risk(
            by=lead, group=group, owner=owner.user, agency=owner.agency, tolerance=12, review_on=AHEAD, **scores, **told
        )
    actions.escalate_risk(kept["escalated"], by=manager, to_group=above, why="Find readers")
    actions.close_risk(kept["closed_risk"], by=manager, why="It ended")


def add_duties(acting: dict[Role, Actor], kept: dict[str, Any], group: Group) -> None:
    manager, chair = acting[Role.BUSINESS_MANAGER], acting[Role.INDEPENDENT_CHAIR]
    told = {"title": "Staff are checked", "words": "Each agency checks", "basis": "Children Act 2004, section 11"}
    kept["duty"] = duty = actions.add_duty(by=manager, group=group, **told)
    kept["evidence"] = actions.give_duty_evidence(duty, by=manager, words="Forty files", dated_on=DAY)
    lead = acting[Role.AGENCY_LEAD]
    assert lead.agency is not None
    actions.assess_duty(duty, by=chair, sure=Sure.LIMITED, words="Forty of a thousand", agencies=[lead.agency])
    kept["challenge"] = actions.challenge_duty(duty, by=chair, words="Why so few?")
    kept["look"] = actions.plan_look(duty, by=chair, look_kind=LookKind.VISIT, words="The front door", due_on=DAY)


def add_disagreements(acting: dict[Role, Actor], kept: dict[str, Any]) -> None:
    by, other = acting[Role.ADULTS_MANAGER], acting[Role.CALDICOTT]
    to = Membership.objects.get(pk=other.membership_id)
    told = {"issue": "threshold", "about": "LAS-1", "words": "It is met", "wanted": "An enquiry", "to": to}
    for name in ("open", "said", "before", "resolved"):
        kept[name] = actions.raise_disagreement(by=by, **told)
    actions.answer_disagreement(kept["said"], by=other, answer="It is not")
    actions.jump_disagreement(kept["before"], by=by, stage=4, at_risk="They go home tonight")
    actions.resolve_disagreement(kept["resolved"], by=by, outcome=Outcome.COMPROMISE, settled="A visit")


def add_received(acting: dict[Role, Actor], kept: dict[str, Any], above: Group) -> None:
    manager, lead = acting[Role.BUSINESS_MANAGER], acting[Role.AGENCY_LEAD]
    assert lead.agency is not None
    for name, year in (("expected", "2020-21"), ("came", "2019-20")):
        told = {"report_kind": "lado", "year": year, "agency": lead.agency, "first_group": above, "due_on": DAY}
        kept[name] = actions.expect_report(by=manager, **told)
    actions.receive_report(kept["came"], by=manager, received_on=DAY)


def addresses(kept: dict[str, Any]) -> dict[str, dict[str, object]]:
    """What stands in the addresses of assurance."""
    of = {
        "draft": ("write_report", "submit_report", "report_in_error", "report_reinstate"),
        "asking": ("report", "answer_report", "table_report", "chase_report", "note_report"),
        "answered": ("hear_answer",),
        "risk": ("risk", "review_risk", "treat_risk", "tolerate_risk", "close_risk", "hand_over_risk", "risk_correct",
                 "risk_correct_field", "risk_in_error", "risk_reinstate"),
        "above": ("escalate_risk",),
        "escalated": ("give_risk_back",),
        "closed_risk": ("reopen_risk",),
        "duty": ("duty", "assess_duty", "give_duty_evidence", "challenge_duty", "plan_look", "duty_correct",
                 "duty_correct_field", "duty_in_error", "duty_reinstate"),
        "open": ("disagreement", "answer_disagreement", "jump_disagreement", "resolve_disagreement", "disagreement_correct",
                 "disagreement_correct_field", "disagreement_in_error", "disagreement_reinstate"),
        "said": ("take_disagreement_further",),
        "before": ("decide_disagreement",),
        "resolved": ("close_disagreement",),
        "expected": ("receive_report", "move_report_due", "received_in_error", "received_reinstate"),
        "came": ("received", "ratify_report", "send_report_back"),
    }  # fmt: skip
    fields = {"risk_correct_field": "title", "duty_correct_field": "title", "disagreement_correct_field": "words"}
    found: dict[str, dict[str, object]] = {
        f"assurance:{name}": {"uid": kept[state].uid, "field": fields.get(name, "")}
        for state, names in of.items()
        for name in names
    }
    parts = {"withdraw_duty_evidence": "evidence", "answer_duty_challenge": "challenge", "record_look": "look"}
    return found | {f"assurance:{name}": {"uid": kept[part].pk} for name, part in parts.items()}


def add_marked(acting: dict[Role, Actor], kept: dict[str, Any]) -> None:
    """Everything else that can be written down: what was withdrawn, answered, found, lived with, learned and sent back."""
    manager, chair = acting[Role.BUSINESS_MANAGER], acting[Role.INDEPENDENT_CHAIR]
    actions.tolerate_risk(kept["risk"], by=manager, why="It is small")
    duty = kept["duty"]
    gone = actions.give_duty_evidence(duty, by=manager, words="Of another year", dated_on=DAY)
    actions.withdraw_duty_evidence(gone, by=manager, why="It was another year’s")
    hidden = actions.give_duty_evidence(
        duty, by=acting[Role.ADULTS_MANAGER], words="What a disagreement shows", dated_on=DAY, entry=kept["open"].entry
    )
    kept["hidden_evidence"] = hidden
    actions.answer_duty_challenge(kept["challenge"], by=manager, answer="It is a sample")
    actions.challenge_duty(duty, by=chair, words="Still?")
    look = actions.plan_look(duty, by=chair, look_kind=LookKind.SAMPLE, words="Ten files", due_on=DAY)
    actions.record_look(look, by=chair, found="All well", done_on=DAY)
    resolved = kept["resolved"]
    actions.close_disagreement(resolved, by=acting[Role.ADULTS_MANAGER], told_on=DAY, learning="Ring first")
    actions.decide_disagreement(kept["before"], by=chair, outcome=Outcome.UPHELD, settled="It is met")
    actions.send_report_back(kept["came"], by=replace(chair), words="No figures", due_on=AHEAD)
