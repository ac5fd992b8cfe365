"""What the partnership's assurance waits for somebody to do."""

from collections.abc import Iterator
from functools import partial
from typing import Any

from django.db.models import Exists, Q

from safehold.access.actor import Actor
from safehold.assurance import policy
from safehold.assurance.lifecycle import Borne, Held, Told
from safehold.assurance.policy.disagreements import executives_chaired, hands_of
from safehold.assurance.policy.reports import own_ask
from safehold.assurance.queries import disagreements as of_disagreements
from safehold.assurance.queries import received, reports, risks
from safehold.assurance.stages import Level
from safehold.partnership.models import Chair
from safehold.records import waiting
from safehold.records.policy import ONLY_READ


def parts(actor: Actor, *, most: int | None = None) -> Iterator[waiting.Part]:
    """What waits for ``actor``: asks, reports and risks put to the groups that they chair, answers to take back to them,
    risks of theirs to review, and the disagreements that they are part of. At most ``most`` of each."""
    if not actor.user_id:
        return
    chaired = Chair.objects.on(actor.on).filter(user=actor.user_id, agency=actor.agency_id).order_by().values("group")
    asked = reports.visible_to(actor).standing()
    to_answer = asked.filter(~own_ask(actor), status=Told.ASKING, to_group__in=chaired)
    shown: dict[str, Any] = {"words": "ask", "whose": "group__current_name", "most": most}
    yield waiting.part(to_answer, "assurance.answer", on="due_on", **shown)
    to_hear = asked.filter(status=Told.ANSWERED, group__in=chaired)
    yield waiting.part(to_hear, "assurance.hear", on="answered_on", **shown)
    steps = (
        received.steps_visible_to(actor)
        .filter(group__in=chaired)
        .exclude(report__agency__in=policy.recent(actor).values("agency"))
    )
    named = {"words": "report__kind_words", "on": "came_on", "whose": "report__agency__current_name", "to": "report__"}
    yield waiting.part(steps, "assurance.ratify", most=most, **named)
    rows = risks.live(risks.visible_to(actor).standing())
    of_risk: dict[str, Any] = {"words": "title", "whose": "group__current_name", "most": most}
    owned = rows.filter(risk_owner=actor.user_id, agency=actor.agency_id, review_on__lte=actor.on + risks.SOON)
    yield waiting.part(owned, "assurance.review", on="review_on", **of_risk)
    raised = rows.filter(status=Borne.ESCALATED, raised_to__in=chaired).exclude(risk_owner=actor.user_id)
    raised = raised.exclude(scored_by=actor.user_id).exclude(pk__in=risks.handed_over_by(actor.user_id).values("risk"))
    yield waiting.part(raised, "assurance.decide", on="raised_on", **of_risk)
    yield from disagreements(actor, most=most)


def disagreements(actor: Actor, *, most: int | None = None) -> Iterator[waiting.Part]:
    """What waits for ``actor`` as one of the parties to a disagreement, or as one of those before whom it came: to answer, to
    decide, to take further, to say whether an answer settles it, and to close. For nobody else, whatever else they may see."""
    if actor.roles <= ONLY_READ:
        return
    shown: dict[str, Any] = {
        "words": "disagreement__reference", "whose": "disagreement__raising__current_name", "to": "disagreement__", "most": most,
    }  # fmt: skip
    lately, mine = policy.recent(actor).values("agency"), {"disagreement__raising": actor.agency_id}
    held = partial(of_disagreements.stages_waiting, actor)
    theirs = held(Held.OPEN).filter(level=Level.AGENCIES, disagreement__challenged=actor.agency_id)
    theirs = theirs.exclude(disagreement__raising__in=lately).exclude(reached_by=actor.user_id)
    yield waiting.part(theirs, "assurance.answer_disagreement", on="deadline__due_on", **shown)
    before = Q(level=Level.EXECUTIVE) & Exists(executives_chaired(actor))
    before |= Q(level=Level.INDEPENDENT) if actor.is_any(*policy.INDEPENDENT) else Q()
    put = held(Held.OPEN).filter(before).exclude(disagreement__raised_by=actor.user_id)
    put = put.exclude(disagreement__raising__in=lately).exclude(disagreement__challenged__in=lately)
    put = put.exclude(disagreement__in=hands_of(actor).values("disagreement"))
    yield waiting.part(put, "assurance.decide_disagreement", on="deadline__due_on", **shown)
    no_answer = held(Held.OPEN).filter(deadline__due_on__lt=actor.on, **mine)
    yield waiting.part(no_answer, "assurance.take_further", on="deadline__due_on", **shown)
    yield waiting.part(held(Held.ANSWERED).filter(**mine), "assurance.weigh", on="answered_on", **shown)
    ended = held(Held.RESOLVED, Held.UNRESOLVED).filter(**mine)
    yield waiting.part(ended, "assurance.close_disagreement", on="disagreement__settled_on", **shown)
