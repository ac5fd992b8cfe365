"""Which submissions an actor may see, and which one stands."""

from datetime import date

from safehold.access.actor import Actor
from safehold.access.models import Circle
from safehold.asks.lifecycle import Status
from safehold.asks.models import Submission, SubmissionQuerySet

DATA_CIRCLE = "Those who see what partners send"


def visible_to(actor: Actor) -> SubmissionQuerySet:
    """The submissions that ``actor`` may see, newest first: their own agency's, or all for those who keep the numbers."""
    return Submission.objects.visible_to(actor).select_related("entry__owner", "made_by").order_by("-made_at", "-pk")


def same_file(data_set: str, sha256: str) -> Submission | None:
    """The submission of the same file that is counted, or waiting to be: sending it again changes nothing."""
    standing = [Status.ACCEPTED, Status.READY, Status.FAULTY, Status.RECEIVED]
    return (
        Submission.objects.filter(data_set=data_set, sha256=sha256, status__in=standing).select_related("entry").first()
    )


def covering(data_set: str, agency_id: int, from_on: date, to_on: date) -> SubmissionQuerySet:
    """Accepted submissions of the same data set and agency whose cover overlaps these days, newest first."""
    return (
        Submission.objects.counted()
        .filter(data_set=data_set, entry__owner=agency_id, covers_from_on__lte=to_on, covers_to_on__gte=from_on)
        .select_related("entry")
        .order_by("-accepted_on", "-pk")
    )


def data_circle() -> Circle:
    """The circle of everybody who may see every agency's submissions, beside those whose role says so."""
    return Circle.objects.get_or_create(name=DATA_CIRCLE)[0]
