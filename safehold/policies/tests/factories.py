"""A protocol as people make it: begun, written, consulted on, assessed, approved by a meeting, in force. All of it invented."""

from dataclasses import replace
from datetime import date
from typing import Any

from safehold.access.actor import Actor
from safehold.access.models import Agency, Membership
from safehold.access.roles import Role
from safehold.access.tests.factories import AgencyFactory, actor
from safehold.meetings.models import Decision
from safehold.meetings.tests import factories as meetings
from safehold.partnership.models import Chair, Group
from safehold.partnership.tests.factories import DAY, manager
from safehold.policies import actions
from safehold.policies.models import Equality, Interpretation, Policy, PolicyVersion, Scope, Sort

WORDS = "Whoever learns of it tells the duty team on the same day.\n\nThe duty team answers within one working day."
LATER = date(2021, 7, 1)


def secretary(on: date = DAY) -> Actor:
    return replace(meetings.secretary(), on=on)


def lead(agency: str = "police") -> Actor:
    return actor(Role.AGENCY_LEAD, agency=agency)


def approver() -> Actor:
    """The independent chair, who wrote none of it."""
    return actor(Role.INDEPENDENT_CHAIR, agency="team")


def policy(by: Actor | None = None, **facts: Any) -> Policy:
    """A protocol of the board, which binds the police."""
    told: dict[str, Any] = {
        "title": "Protocol for telling the duty team",
        "sort": Sort.PROTOCOL,
        "scope": Scope.LOCAL,
        "audience": "Everybody who works with children",
        "bound": [AgencyFactory(code="police")],
    }
    if not facts.get("agency"):
        told["group"] = meetings.board()
    return actions.begin(by=by or secretary(), **told | facts)


def draft(of: Policy | None = None, by: Actor | None = None, words: str = WORDS) -> PolicyVersion:
    by = by or secretary()
    return actions.draft(of or policy(by), by=by, words=words)


def ready(of: Policy | None = None, by: Actor | None = None, words: str = WORDS) -> PolicyVersion:
    """A version that can be approved: somebody signed why nobody was asked, and its impact was assessed."""
    by = by or secretary()
    made = draft(of, by, words)
    actions.pass_over(made, by=by, why="The law changed, and the words are the law’s")
    return actions.assess(made, by=by, equality=Equality.NONE, words="Everybody is treated alike", made_on=by.on)


def approved(of: Policy | None = None, by: Actor | None = None, words: str = WORDS) -> PolicyVersion:
    by = by or secretary()
    return actions.approve(ready(of, by, words), by=replace(approver(), on=by.on))


def in_force(
    of: Policy | None = None, by: Actor | None = None, words: str = WORDS, from_on: date | None = None
) -> PolicyVersion:
    by = by or secretary()
    return actions.take_effect(approved(of, by, words), by=by, from_on=from_on or by.on)


def brought_in(of: Policy | None = None, by: Actor | None = None, **facts: Any) -> PolicyVersion:
    """What was in force before Safehold, from 2 March 2020."""
    told: dict[str, Any] = {
        "words": "Whoever learns of it telephones.",
        "approved_by_whom": "The board of 2020",
        "approved_on": date(2020, 2, 20),
        "from_on": date(2020, 3, 2),
    }
    by = by or secretary()
    return actions.bring_in(of or policy(by), by=by, **told | facts)


def chair(on: date = DAY) -> Actor:
    """Whoever chairs the board, who gives and confirms its answers."""
    held = Chair.objects.on(DAY).filter(group=meetings.board()).first()
    if held is None:
        return replace(meetings.chair(), on=on)
    return Actor.of(Membership.objects.on(DAY).get(user=held.user, agency=held.agency), on=on)


def waiting(of: Policy | None = None, by: Actor | None = None, **facts: Any) -> Interpretation:
    """An answer that is written down, and that the chair of the board has not confirmed."""
    by = by or secretary()
    chair()
    told: dict[str, Any] = {
        "question": "When is a wound from a knife significant harm?",
        "answer": "When it needed treatment in hospital.",
        "from_on": DAY,
        "group": meetings.board(),
        "decided_on": DAY,
    }
    if "decision" in facts:
        told |= {"group": None, "decided_on": None}
    return actions.interpret(of or policy(by), by=by, **told | facts)


def interpretation(of: Policy | None = None, by: Actor | None = None, **facts: Any) -> Interpretation:
    """The same, confirmed by the chair."""
    by = by or secretary()
    return actions.confirm(waiting(of, by, **facts), by=chair(by.on))


def answered_otherwise(old: Interpretation, *, by: Actor | None = None, **facts: Any) -> Interpretation:
    """Another answer to the same question, confirmed on the same day."""
    by = by or secretary()
    told: dict[str, Any] = {"answer": "Always.", "from_on": LATER, "group": meetings.board(), "decided_on": DAY}
    return actions.confirm(actions.replace(old, by=by, **told | facts), by=chair(by.on))


def decided(on: date = DAY, **said: str) -> Decision:
    """A decision of the board: quorate, unless the council stayed away (``council="absent"``)."""
    one = meetings.held(on=on, **said).items.get()
    return meetings.actions.decide(one, by=meetings.secretary(), words="Approve the protocol", reasons="It works")


__all__ = ["DAY", "Agency", "Group", "manager"]
