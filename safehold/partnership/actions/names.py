"""Keeping the names that lists show in step with the calendar."""

from django.db import transaction

from safehold.access import audit
from safehold.access.actor import Actor
from safehold.access.models import Agency
from safehold.access.policy import require
from safehold.partnership import policy, succession
from safehold.partnership.models import Group


@transaction.atomic
def keep_names_current(*, by: Actor) -> int:
    """Show every agency and group under the name that is in force today. Run daily; says how many changed."""
    require(policy.configure(by))
    changed = [
        thing
        for model in (Agency, Group)
        for thing in model.objects.prefetch_related("names")
        if succession.name_of_the_day(thing, by=by)
    ]
    if changed:
        audit.record(by, "partnership.names_kept_current", count=len(changed))
    return len(changed)
