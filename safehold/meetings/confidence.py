"""For whom what is said in confidence is: those with a seat that has a say, and never those who only observe. Like ``writing``,
it is called by actions, which write the trail."""

from safehold.access.actor import Actor
from safehold.access.models import Circle
from safehold.access.reach import Tier
from safehold.meetings.models import Item, Meeting
from safehold.records import writing


def circle_of(meeting: Meeting, *, confidential: bool) -> Circle:
    """Who is shown an item of a meeting: all who belong to it, or those alone who do more than observe."""
    if meeting.group is not None:
        return meeting.group.inner_circle if confidential else meeting.group.circle
    assert meeting.circle_within is not None
    assert meeting.entry.circle is not None
    return meeting.circle_within if confidential else meeting.entry.circle


def keep(item: Item, *, by: Actor, confidential: bool) -> None:
    """Make an item confidential, or open again. Its papers and minutes go with it; what was agreed at it, and was open to the
    partnership, is for its agency and those who shared the confidence."""
    if item.confidential != confidential:
        writing.change(item, by=by, confidential=confidential)
    circle = circle_of(item.meeting, confidential=confidential)
    writing.widen(item, tier=Tier(item.entry.tier), circle=circle)
    if confidential:
        for each in item.agreed_actions.filter(action__isnull=False).select_related("action__entry"):
            assert each.action is not None
            writing.widen(each.action, tier=Tier.C3, circle=circle)
