"""Working out what could be decided, whenever who was there, or who was recused, is written down anew. Like ``writing``, it
is called by actions, which write the trail."""

from safehold.access.actor import Actor
from safehold.access.policy import Answer
from safehold.meetings.models import Item, Meeting, Standing
from safehold.meetings.queries import deciding, seats
from safehold.records import writing


def settle(meeting: Meeting, *, by: Actor) -> None:
    """Say of a meeting whether it had its quorum, and of each of its decisions whether it is one or only recommended.

    Refused where a decision would turn out to confirm another without a quorum.
    """
    could = seats.could_decide(meeting)
    if could is None:
        writing.change(meeting, by=by, quorate=None, quorum_words="No quorum was set for this group")
        return
    rule = seats.rule_of(meeting)
    assert rule is not None
    writing.change(meeting, by=by, quorate=bool(could), quorum_words=could.reason or rule.words)
    for each in deciding.decided_at(meeting):
        standing = worth(seats.could_decide(meeting, each.item))
        if standing != each.standing:
            writing.change(each, by=by, standing=standing)


def worth(could: Answer | None) -> Standing:
    """What a decision is worth of those who could decide; a group without a quorum always can."""
    return Standing.DECIDED if could is None or could else Standing.RECOMMENDED


def of_item(item: Item) -> Standing:
    """What a decision on an item is worth, by who was there and was not recused from it."""
    return worth(seats.could_decide(item.meeting, item))
