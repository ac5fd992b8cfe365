"""Deciding which figure prints."""

from datetime import timedelta

from django.db import transaction

from safehold.access import audit
from safehold.access.actor import Actor
from safehold.access.policy import Refused, require
from safehold.measures import policy
from safehold.measures.catalogue import definition
from safehold.measures.models import PrintDecision, Prints
from safehold.records import writing


@transaction.atomic
def decide_print(*, by: Actor, code: str, prints: str, why: str) -> PrintDecision:
    """Let the reported or the computed figure print under ``code`` from today on. The decision before it ends.

    That the reported one stands is a decision too, though it prints until somebody decides: a difference was looked at.
    """
    require(policy.decide(by))
    if definition(code) is None:
        raise Refused("There is no measure with this code")
    standing = PrintDecision.objects.filter(code=code, to_on=None).first()
    if standing is not None and standing.prints == prints:
        raise Refused(f"This was decided already: {Prints(prints).label.lower()} prints")
    if standing is not None:
        writing.change(standing, by=by, to_on=by.on - timedelta(days=1))
    decision = writing.create(
        PrintDecision,
        by=by,
        code=code,
        prints=prints,
        from_on=by.on,
        decided_on=by.on,
        decided_by=by.user,
        decided_why=why,
    )
    audit.record(by, "measures.print_decided", decision, code=code, prints=prints)
    return decision
