"""What the thread waits for somebody to do."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

from django.db.models import Exists, OuterRef, Q

from safehold.access.actor import Actor
from safehold.access.roles import Role
from safehold.plans import policy, queries
from safehold.plans.lateness import UNPROVED
from safehold.plans.lifecycle import OPEN, Response, Status
from safehold.plans.models import Evidence, ImpactTest, LeadChange, Line, ProgressUpdate, Scope
from safehold.plans.queries import silence
from safehold.records import waiting
from safehold.records.visibility import own_of

AHEAD = timedelta(days=14)
"""So long before it is due, something waits for whoever does it."""


def parts(actor: Actor, *, most: int | None = None) -> Iterator[waiting.Part]:
    """What waits for ``actor``: actions they lead, those to say a word of before the quarter ends, evidence to judge, impact to
    test, recommendations to answer, and their agency's actions that nobody leads. At most ``most`` of each."""
    if not actor.user_id:
        return
    soon = actor.on + AHEAD
    own = own_of(actor)
    seated = [*own.circles, *own.covered]
    actions = queries.actions_visible_to(actor).standing()
    no_hand = ~Q(lead=actor.user_id) & ~Q(completed_by=actor.user_id) & ~Q(evidenced_by=actor.user_id)
    of_action: dict[str, Any] = {"words": "words", "on": "due_on", "whose": "agency__current_name", "most": most}

    mine = actions.filter(lead=actor.user_id, status__in=UNPROVED)
    yield waiting.part(mine.filter(status=Status.RETURNED), "plans.mend", **of_action)
    yield waiting.part(mine.exclude(status=Status.RETURNED).filter(due_on__lte=soon), "plans.do", **of_action)

    asked_of = Q(action__lead=actor.user_id)
    if actor.is_any(Role.AGENCY_LEAD):
        asked_of |= Q(action__lead=None, action__agency=actor.agency_id)
    to_tell = silence.silent_to(actor).filter(asked_of)
    if most is not None:
        first = to_tell.order_by("ends_on", "pk").values("pk")[:most]
        to_tell = silence.with_quarter(Line.objects.filter(pk__in=first), actor.on)
    of_line: dict[str, Any] = {
        "words": "action__words",
        "on": "ends_on",
        "whose": "action__agency__current_name",
        "to": "action__",
    }
    yield waiting.part(to_tell, "plans.tell", **of_line)

    gave = Evidence.objects.filter(action=OuterRef("pk"), given_by=actor.user_id)
    led = LeadChange.objects.filter(action=OuterRef("pk"), from_lead=actor.user_id)
    alone = Q(agency=actor.agency_id) & (Q(recommendation=None) | Q(recommendation__scope=Scope.SINGLE_AGENCY))
    given = actions.filter(status=Status.EVIDENCED, group__circle__in=seated).filter(no_hand).exclude(alone)
    told = ProgressUpdate.objects.filter(line__action=OuterRef("pk"), given_by=actor.user_id)
    to_judge = given.filter(~Exists(gave), ~Exists(led), ~Exists(told))
    yield waiting.part(to_judge, "plans.judge", **of_action | {"on": "evidenced_on"})

    to_test = ImpactTest.objects.filter(result="", due_on__lte=soon).filter(
        action__in=actions.filter(status=Status.ASSURED, group__circle__in=seated).filter(no_hand).values("pk")
    )
    yield waiting.part(
        to_test,
        "plans.test",
        words="action__words",
        on="due_on",
        whose="action__agency__current_name",
        most=most,
        to="action__",
    )

    if actor.is_any(*policy.ANSWER_FOR):
        asked = queries.recommendations_visible_to(actor).standing().filter(response=Response.PROPOSED)
        if not actor.is_any(Role.BUSINESS_MANAGER, Role.INDEPENDENT_CHAIR):
            asked = asked.filter(group__circle__in=seated)
        yield waiting.part(asked, "plans.answer", words="words", on="made_on", whose="group__current_name", most=most)

    if actor.is_any(Role.AGENCY_LEAD):
        unled = actions.filter(agency=actor.agency_id, lead=None, status__in=OPEN)
        yield waiting.part(unled, "plans.lead", **of_action)
