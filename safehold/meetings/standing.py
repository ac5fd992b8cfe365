"""Working out what could be decided, whenever who was there, or who was recused, is written down anew. Like ``writing``, it
is called by actions, which write the trail."""

from safehold.access.actor import Actor
from safehold.access.policy import Answer
from safehold.meetings.models import Item, Meeting, Standing
from safehold.meetings.queries import deciding, seats
from safehold.records import writing

ANEW = "Worked out anew, from who was there and who was recused"


def settle(meeting: Meeting, *, by: Actor) -> None:
    """Say of a meeting whether it had its quorum, and of each of its decisions whether it is one or only recommended.

    What confirmed another and turns out to have had no quorum confirms nothing any more: the other waits again. Each change
    is kept with the item, and nobody is kept from being recused by it.
    """
    could = seats.could_decide(meeting)
    if could is None:
        none = "No quorum was set for this group" if meeting.group else "A meeting about a case needs no quorum"
        say(meeting, by=by, quorate=None, words=none)
        return
    rule = seats.rule_of(meeting)
    assert rule is not None
    say(meeting, by=by, quorate=bool(could), words=could.reason or rule.words)
    for each in deciding.decided_at(meeting):
        now = worth(seats.could_decide(meeting, each.item))
        if now == each.standing:
            continue
        was, confirmed = each.get_standing_display(), each.confirms
        writing.change(each, by=by, standing=now, confirms=confirmed if now == Standing.DECIDED else None)
        if confirmed is not None and now != Standing.DECIDED:
            writing.noted(each.item, "confirms", was=f"{each} confirmed {confirmed}", now="", by=by, why=ANEW)
        said = each.get_standing_display()
        writing.noted(each.item, "standing", was=f"{each}: {was}", now=f"{each}: {said}", by=by, why=ANEW)


def say(meeting: Meeting, *, by: Actor, quorate: bool | None, words: str) -> None:
    """Write down whether a meeting had its quorum, where that is another answer than before."""
    if (meeting.quorate, meeting.quorum_words) != (quorate, words):
        writing.change(meeting, by=by, quorate=quorate, quorum_words=words)


def worth(could: Answer | None) -> Standing:
    """What a decision is worth of those who could decide; a group without a quorum always can."""
    return Standing.DECIDED if could is None or could else Standing.RECOMMENDED


def of_item(item: Item) -> Standing:
    """What a decision on an item is worth, by who was there and was not recused from it."""
    return worth(seats.could_decide(item.meeting, item))
