"""Westmere's policies and protocols: brought in, written, consulted on, approved, in force, and read in its own way.

Wholly invented (``data/westmere/policies.yaml``). Each step is taken on its own day by somebody who could have taken it.
"""

from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import yaml

from safehold.access.actor import Actor
from safehold.access.models import Agency, Membership
from safehold.access.roles import Role
from safehold.partnership.models import Chair, Group
from safehold.plans.models import Finding
from safehold.policies import actions
from safehold.policies.models import Consulted, Interpretation, Policy, PolicyVersion
from safehold.policies.policy import LEADS

Told = dict[str, Any]


def tell(acting: dict[Role, Actor], *, path: Path) -> None:
    """Tell it all, once: whoever builds the demonstration again finds it as people left it."""
    if Policy.objects.exists():
        return
    for told in yaml.safe_load(path.read_text(encoding="utf-8"))["policies"]:
        _policy(acting, told)


def _policy(acting: dict[Role, Actor], told: Told) -> None:
    office = acting[Role.BUSINESS_SUPPORT]
    begun = replace(office, on=min([*(each["begun_on"] for each in told["versions"]), office.on]))
    kept = actions.begin(
        by=begun,
        title=told["title"],
        sort=told["sort"],
        scope=told["scope"],
        audience=told["audience"],
        group=Group.objects.get(code=told["group"]),
        keeper=acting[Role.BUSINESS_MANAGER].user,
        bound=Agency.objects.filter(code__in=told["bound"]),
    )
    for each in told["brought_in"]:
        _brought_in(kept, each, by=begun)
    for each in told.get("reviews", ()):
        by = replace(acting[Role.BUSINESS_MANAGER], on=each["day"])
        actions.review(kept, by=by, outcome=each["outcome"], why=each["why"], due_on=each["due_on"])
    for each in told["versions"]:
        _version(kept, each, acting)
    for each in told["interpretations"]:
        _interpretation(kept, each, acting)


def _brought_in(kept: Policy, told: Told, *, by: Actor) -> None:
    actions.bring_in(
        kept,
        by=by,
        words=told["words"].strip(),
        approved_by_whom=told["approved"],
        approved_on=told["approved_on"],
        from_on=told["from_on"],
        to_on=told.get("to_on"),
        review_due_on=told.get("review_due_on"),
        title=told.get("title", ""),
    )


def _version(kept: Policy, told: Told, acting: dict[Role, Actor]) -> None:
    office, chair = acting[Role.BUSINESS_SUPPORT], acting[Role.INDEPENDENT_CHAIR]

    def on(day: date) -> Actor:
        return replace(office, on=day)

    version = actions.draft(kept, by=on(told["begun_on"]), words=told["words"].strip(), changes=told["changes"])
    if "until_on" in told:
        _consult(version, told, by=on(told["begun_on"]))
    if "closed_on" in told:
        actions.close_consultation(version, by=on(told["closed_on"]))
    if "passed_over" in told:
        actions.pass_over(version, by=on(told["passed_on"]), why=told["passed_over"])
    if "assessed_on" in told:
        actions.assess(
            version,
            by=on(told["assessed_on"]),
            equality=told["equality"],
            words=told["equality_words"],
            mitigation=told.get("mitigation", ""),
            made_on=told["assessed_on"],
        )
    if "approved_on" in told:
        actions.approve(version, by=replace(chair, on=told["approved_on"]))
        actions.take_effect(version, by=on(told["approved_on"]), from_on=told["from_on"])
    for code, day in told.get("taken_up", ()):
        if lead := _answers_for(code, day):
            actions.adopt(version, by=lead, adopted_on=day)


def _consult(version: PolicyVersion, told: Told, *, by: Actor) -> None:
    actions.ask_about(
        version,
        by=by,
        agencies=Agency.objects.filter(code__in=told["consulted"]).order_by("current_name"),
        bodies=told["bodies"],
        until_on=told["until_on"],
    )
    for each in told["answers"]:
        asked = Consulted.objects.get(of=version, agency__code=each["body"])
        # where nobody of the agency is here, whoever keeps the policy writes down what it said
        who = _answers_for(each["body"], each["day"]) or replace(by, on=each["day"])
        actions.answer(asked, by=who, words=each["words"])
        if each["changed"]:
            actions.settle(asked, by=replace(by, on=each["day"]), changed=each["changed"])


def _interpretation(kept: Policy, told: Told, acting: dict[Role, Actor]) -> None:
    office = acting[Role.BUSINESS_MANAGER]
    said = actions.interpret(
        kept,
        by=replace(office, on=told["decided_on"]),
        question=told["question"],
        answer=told["answer"].strip(),
        from_on=told["from_on"],
        group=kept.group,
        decided_on=told["decided_on"],
    )
    if "confirmed_on" in told:
        actions.confirm(said, by=_chair_of(said, told["confirmed_on"]))
    for each in told["made_under"]:
        finding = Finding.objects.select_related("entry").get(title=each["finding"])
        actions.tie(said, by=office, entry=finding.entry, decided_on=each["day"], words=each["words"])


def _chair_of(said: Interpretation, day: date) -> Actor:
    """Whoever chairs the group that gave an answer."""
    chair = Chair.objects.on(day).filter(group=said.group).get()
    return Actor.of(Membership.objects.on(day).get(user=chair.user, agency=chair.agency), on=day)


def _answers_for(code: str, day: date) -> Actor | None:
    """Somebody who answers for an agency: its lead, where it has one here."""
    found = Membership.objects.on(day).filter(agency__code=code).select_related("user", "agency")
    for each in found.order_by("pk"):
        actor = Actor.of(each, on=day)
        if actor.is_any(*LEADS):
            return actor
    return None
