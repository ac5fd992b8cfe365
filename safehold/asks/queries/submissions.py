"""Which submissions an actor may see, and which one stands."""

from datetime import date

from django.db.models import QuerySet

from safehold.access.actor import Actor
from safehold.access.models import Agency, Circle
from safehold.asks import policy
from safehold.asks.lifecycle import STANDING, UNACCEPTED, Status
from safehold.asks.models import Submission, SubmissionQuerySet

DATA_CIRCLE = "Those who see what partners send"


def visible_to(actor: Actor) -> SubmissionQuerySet:
    """The submissions that ``actor`` may see, newest first: their own agency's, or all for those who keep the numbers."""
    return (
        Submission.objects.visible_to(actor)
        .select_related("entry", "agency", "made_by", "accepted_by", "ended_by", "replaces__entry")
        .order_by("-made_at", "-pk")
    )


def agencies_to_send_for(actor: Actor) -> QuerySet[Agency]:
    """The agencies whose figures ``actor`` may send, by name."""
    agencies = Agency.objects.filter(closed_on=None)
    if not policy.send(actor):
        return agencies.none()
    return agencies if actor.is_any(*policy.KEEPERS) else agencies.filter(pk__in=[actor.agency_id])


def same_file(data_set: str, agency: Agency, sha256: str) -> Submission | None:
    """The submission of the same file that is counted, or waiting to be: sending it again changes nothing."""
    return (
        Submission.objects.filter(data_set=data_set, agency=agency, sha256=sha256, status__in=STANDING)
        .select_related("entry")
        .first()
    )


def version_of(data_set: str, agency: Agency, covers: tuple[date, date]) -> int:
    """Which of the files of one kind from one agency for the same days a new one is, those that were discarded among them."""
    facts = {"data_set": data_set, "agency": agency, "covers_from_on": covers[0], "covers_to_on": covers[1]}
    return Submission.objects.filter(**facts).count() + 1


def being_read(data_set: str, agency: Agency, sha256: str, *, by: Actor) -> Submission | None:
    """The submission of the same file whose reading has not ended, because it goes on or was killed."""
    return (
        Submission.objects.filter(
            data_set=data_set, agency=agency, sha256=sha256, status=Status.RECEIVED, made_by=by.user
        )
        .select_related("entry", "agency")
        .first()
    )


def could_replace(submission: Submission) -> SubmissionQuerySet:
    """The accepted submissions that ``submission`` could stand in the place of: same data set, same agency."""
    return (
        Submission.objects.counted()
        .filter(data_set=submission.data_set, agency=submission.agency_id)
        .exclude(pk=submission.pk)
        .select_related("entry")
        .order_by("-accepted_at", "-pk")
    )


def covering(data_set: str, agency_id: int, from_on: date, to_on: date) -> SubmissionQuerySet:
    """Accepted submissions of the same data set and agency whose cover overlaps these days, newest first."""
    return (
        Submission.objects.counted()
        .filter(data_set=data_set, agency=agency_id, covers_from_on__lte=to_on, covers_to_on__gte=from_on)
        .select_related("entry")
        .order_by("-accepted_at", "-pk")
    )


def unaccepted_until(on: date) -> SubmissionQuerySet:
    """What nobody has accepted, and that is held no longer than ``on``; the oldest first."""
    return (
        Submission.objects.filter(status__in=UNACCEPTED, held_until_on__lte=on)
        .select_related("entry", "agency", "made_by")
        .order_by("held_until_on", "pk")
    )


def data_circle() -> Circle:
    """The circle of everybody who may see every agency's submissions, beside those whose role says so."""
    return Circle.objects.get_or_create(name=DATA_CIRCLE)[0]
