"""Work that waits for the worker: reading files too long to be read while somebody waits."""

from django_tasks import task

from safehold.access.actor import Actor
from safehold.access.models import Membership
from safehold.access.policy import Refused
from safehold.access.today import business_date
from safehold.asks.models import Submission
from safehold.imports import actions, reading_in


@task()
def read_held(uid: str, membership_id: int | None) -> str:
    """Read a held file to the end, as whoever sent it, and say what became of it. Safe to run again: it starts anew."""
    submission = Submission.objects.select_related("entry", "agency", "made_by").get(entry__uid=uid)
    by = sender(membership_id)
    try:
        reading_in.read_on(submission, by=by)
        actions.tell_read(submission, by=by)
    except Refused as refused:  # it was read, discarded or begun again meanwhile
        return str(refused)
    return str(submission.get_status_display())


def sender(membership_id: int | None) -> Actor:
    """Who sent the file, acting as they did; Safehold itself where they act for nobody any more."""
    on = business_date()
    membership = Membership.objects.on(on).filter(pk__in=[membership_id]).select_related("user", "agency").first()
    return Actor.of(membership, on=on) if membership else Actor.system("reading a file", on=on)
