"""Bringing in a tracker that was kept elsewhere: its file, what its columns and names mean, its rows, and taking it back."""

from collections.abc import Mapping
from datetime import date

from django.db import transaction

from safehold.access import audit
from safehold.access.actor import Actor
from safehold.access.policy import Refused, require
from safehold.partnership.models import Group
from safehold.plans.models import BroughtAction, BroughtTracker, PlannedAction, TrackerMapping
from safehold.plans.policy import bringing as policy
from safehold.plans.queries import bringing as queries
from safehold.plans.tracker import NEEDED, ReadTracker, TrackerRow
from safehold.records import circles, writing
from safehold.records.actions.documents import add_document
from safehold.records.files import Examined

NOT_TOLD = "Not in the tracker that it came from"


@transaction.atomic
def receive_tracker(
    *, by: Actor, file: Examined, group: Group, mapping: TrackerMapping | None = None
) -> BroughtTracker:
    """Keep the file of a tracker whose actions ``group`` will receive, on a record for those who bring it in."""
    require(policy.bring(by))
    kept = mapping or TrackerMapping()
    tracker = writing.create(
        BroughtTracker,
        by=by,
        circle=circles.begin("Those who bring in a tracker", by=by, on=by.on),
        file_name=file.name,
        sha256=file.sha256,
        group=group,
        columns=dict(kept.columns),
        agencies=dict(kept.agencies),
        statuses=dict(kept.statuses),
    )
    add_document(tracker, by=by, file=file, title="The tracker as it was sent")
    audit.record(by, "plans.tracker_received", tracker, group=group.code)
    return tracker


@transaction.atomic
def say_columns(
    tracker: BroughtTracker, *, by: Actor, columns: Mapping[str, str], agreed_on: date | None
) -> BroughtTracker:
    """Say which column holds what, and when the actions were agreed where no column says so."""
    require(policy.work_on(by, tracker))
    if missing := [name for name in NEEDED if not columns.get(name)]:
        raise Refused(f"Choose a column for each of these: {', '.join(missing)}")
    if len(set(columns.values())) < len(columns):
        raise Refused("One column cannot hold two things. Choose another for one of them")
    if "agreed_on" not in columns and agreed_on is None:
        raise Refused("Choose the column that says when it was agreed, or enter the day for all of them")
    if agreed_on is not None and agreed_on > by.on:
        raise Refused("The date they were agreed must be today or in the past")
    writing.change(tracker, by=by, columns=dict(columns), agreed_on=agreed_on)
    audit.record(by, "plans.tracker_columns_said", tracker, count=len(columns))
    return tracker


@transaction.atomic
def say_names(
    tracker: BroughtTracker, *, by: Actor, agencies: Mapping[str, str], statuses: Mapping[str, str], keep_as: str = ""
) -> BroughtTracker:
    """Say which agency each name means, by code, and what each word for a status means; and keep all of it under a name for
    the next tracker like it."""
    require(policy.work_on(by, tracker))
    known = {**tracker.agencies, **agencies}
    words = {**tracker.statuses, **statuses}
    writing.change(tracker, by=by, agencies=known, statuses=words)
    if keep_as.strip():
        facts = {"columns": tracker.columns, "agencies": known, "statuses": words}
        kept = queries.mapping_named(keep_as.strip())
        if kept is not None:
            writing.change(kept, by=by, **facts)
        else:
            writing.create(TrackerMapping, by=by, name=keep_as.strip(), **facts)
    audit.record(by, "plans.tracker_names_said", tracker, count=len(agencies) + len(statuses))
    return tracker


@transaction.atomic
def bring_in(tracker: BroughtTracker, *, by: Actor, found: ReadTracker) -> BroughtTracker:
    """Make an action of every row in ``found`` that is not here yet, marked as migrated and not verified.

    What a tracker calls finished is done here, with its evidence to come; nobody was assured of it. Rows that are here
    stay as people left them. Refused where there is none to bring in.
    """
    require(policy.bring_in(by, tracker))
    new = queries.new_rows(found)
    if not new:
        raise Refused("Every row that can be brought in is here already")
    writing.move(tracker, "bring_in", by=by)
    made = [_bring_in(row, tracker, by=by) for row in new]
    uids = [str(each.uid) for each in made]
    audit.record(by, "plans.tracker_brought_in", tracker, count=len(made), uids=uids)
    return tracker


def _bring_in(row: TrackerRow, tracker: BroughtTracker, *, by: Actor) -> PlannedAction:
    said = row.said
    action = writing.create(
        PlannedAction,
        by=by,
        owner=row.agency,
        words=said["words"],
        measure=said.get("measure") or NOT_TOLD,
        agency=row.agency,
        lead_role=said.get("lead_role") or NOT_TOLD,
        group=tracker.group,
        status=row.status,
        agreed_on=said["agreed_on"],
        first_due_on=said["first_due_on"],
        due_on=said["due_on"],
    )
    as_said = {name: value.isoformat() if isinstance(value, date) else value for name, value in said.items()}
    writing.create(BroughtAction, by=by, tracker=tracker, action=action, number=row.number, key=row.key, said=as_said)
    return action


@transaction.atomic
def undo_tracker(tracker: BroughtTracker, *, by: Actor, why: str) -> BroughtTracker:
    """Take back what was brought in: every action that nobody has worked on since is marked as recorded in error, with the
    reason. What somebody has worked on stays."""
    require(policy.undo(by, tracker))
    untouched = queries.untouched_of(tracker)
    for each in untouched:
        writing.enter_in_error(each.action, by=by, why=why)
        writing.change(each, by=by, undone=True)
    writing.move(tracker, "undo", by=by, undone_on=by.on, undone_by=by.user, undone_why=why.strip())
    uids = [str(each.action.uid) for each in untouched]
    audit.record(by, "plans.tracker_undone", tracker, count=len(uids), uids=uids)
    return tracker


@transaction.atomic
def verify(action: PlannedAction, *, by: Actor) -> PlannedAction:
    """Say that what was brought in about an action is right."""
    require(policy.verify(by, action))
    writing.change(action.brought, by=by, verified_on=by.on, verified_by=by.user)
    audit.record(by, "plans.action_verified", action)
    return action
