"""Trackers that were kept elsewhere, and what was brought in from them."""

from django.db.models import QuerySet

from safehold.access.actor import Actor
from safehold.access.models import Agency
from safehold.intake.columns import folded
from safehold.plans.models import BroughtAction, BroughtTracker, TrackerMapping
from safehold.plans.queries import actions_visible_to, agencies
from safehold.plans.tracker import Meanings, ReadTracker, TrackerRow, headings, open_file, read
from safehold.records import files
from safehold.records.models.entry import RecordQuerySet


def trackers_visible_to(actor: Actor) -> RecordQuerySet:
    return BroughtTracker.objects.visible_to(actor).select_related("entry__owner", "group", "made_by")


def mappings() -> QuerySet[TrackerMapping]:
    """How trackers were read before, by name."""
    return TrackerMapping.objects.all()


def mapping_named(name: str) -> TrackerMapping | None:
    return TrackerMapping.objects.filter(name__iexact=name).first()


def keys_here(keys: list[str]) -> set[str]:
    """Which rows of a tracker are here already."""
    return set(BroughtAction.objects.filter(key__in=keys, undone=False).values_list("key", flat=True))


def brought_by(tracker: BroughtTracker) -> QuerySet[BroughtAction]:
    """The actions that were brought in from a tracker, by row; everybody may see them."""
    return tracker.brought.select_related("action__entry", "action__agency", "verified_by")


def untouched_of(tracker: BroughtTracker) -> list[BroughtAction]:
    """Those that nobody has worked on or verified since."""
    rows = brought_by(tracker).filter(
        undone=False, verified_on=None, action__version=1, action__entry__in_error_on=None
    )
    return list(rows.filter(action__evidence=None, action__due_changes=None, action__lead_changes=None))


def meanings_of(tracker: BroughtTracker, actor: Actor) -> Meanings:
    """What the names in a tracker mean: what was said of it, and the names and codes of the agencies themselves."""
    there = list(agencies(actor.on))
    by_code = {agency.code: agency for agency in there}
    known: dict[str, Agency] = {folded(agency.current_name): agency for agency in there}
    known |= {folded(agency.code): agency for agency in there}
    known |= {name: by_code[code] for name, code in tracker.agencies.items() if code in by_code}
    return Meanings(known, tracker.statuses)


def headings_of(tracker: BroughtTracker) -> list[str]:
    """What stands above the columns of its file. Raises ``Unreadable``, or ``Damaged`` where the file is gone."""
    return headings(open_file(files.read(tracker.sha256), tracker.file_name))


def read_tracker(tracker: BroughtTracker, actor: Actor) -> ReadTracker:
    """Its rows as they are understood now. Raises ``Unreadable``, or ``Damaged`` where the file is gone."""
    file = open_file(files.read(tracker.sha256), tracker.file_name)
    return read(file, tracker.columns, meanings_of(tracker, actor), agreed_on=tracker.agreed_on)


def new_rows(found: ReadTracker) -> list[TrackerRow]:
    """The rows of a tracker that are whole and not here yet."""
    here = keys_here([row.key for row in found.rows])
    return [row for row in found.rows if row.key not in here]


def brought_here(tracker: BroughtTracker, actor: Actor) -> list[BroughtAction]:
    """The actions brought in from a tracker that stand and that the actor sees, by row."""
    seen = actions_visible_to(actor).standing()
    return list(brought_by(tracker).filter(undone=False, action__in=seen))
