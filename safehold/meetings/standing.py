"""Working out whether a meeting could decide, whenever who was there, or who was recused, is written down anew. Like
``writing``, it is called by actions, which write the trail."""

from safehold.access.actor import Actor
from safehold.meetings.models import Meeting
from safehold.meetings.queries import seats
from safehold.records import writing


def settle(meeting: Meeting, *, by: Actor) -> None:
    """Say of a meeting whether it had its quorum, and why not."""
    could = seats.could_decide(meeting)
    if could is None:
        writing.change(meeting, by=by, quorate=None, quorum_words="No quorum was set for this group")
        return
    rule = seats.rule_of(meeting)
    assert rule is not None
    writing.change(meeting, by=by, quorate=bool(could), quorum_words=could.reason or rule.words)
