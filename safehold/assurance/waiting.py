"""What the partnership's assurance waits for somebody to do."""

from collections.abc import Iterator
from typing import Any

from safehold.access.actor import Actor
from safehold.assurance import policy
from safehold.assurance.lifecycle import Borne, Told
from safehold.assurance.policy.reports import own_ask
from safehold.assurance.queries import received, reports, risks
from safehold.partnership.models import Chair
from safehold.records import waiting


def parts(actor: Actor, *, most: int | None = None) -> Iterator[waiting.Part]:
    """What waits for ``actor``: asks, reports and risks put to the groups that they chair, answers to take back to them,
    and risks of theirs to review. At most ``most`` of
    each."""
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
        received.steps_visible_to(actor).filter(group__in=chaired).exclude(report__agency__in=policy.lately_of(actor))
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
