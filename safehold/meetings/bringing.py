"""What a pack shows under an item by itself, as plain blocks for one reader. Asked of queries that know what they see.

What is confidential is not among it: a pack lies about, and those who share a confidence open it where it is kept.
"""

from collections.abc import Callable
from typing import NamedTuple

from safehold.access.actor import Actor
from safehold.meetings import queries
from safehold.meetings.models import Brings, Item, Meeting
from safehold.meetings.paper import sheets
from safehold.meetings.paper.sheets import Block, paragraph, table
from safehold.meetings.queries import deciding, minutes
from safehold.partnership.queries import in_words


class Brought(NamedTuple):
    """The blocks, and the uids of the records that they tell of, for the trail."""

    blocks: list[Block]
    about: list[str]


def brought(item: Item, meeting: Meeting, reader: Actor) -> Brought:
    """What an item of a meeting brings for one reader; nothing where it brings nothing."""
    given = GIVERS.get(item.brings)
    return given(meeting, reader) if given else Brought([], [])


def waiting_minutes(meeting: Meeting, reader: Actor) -> Brought:
    blocks: list[Block] = []
    about: list[str] = []
    for earlier in queries.with_minutes_to_come(meeting, reader):
        there = [each for each in minutes.items_with_minutes(earlier, reader) if not each.confidential]
        head = minutes.head(earlier)
        blocks.append(sheets.heading(f"{head['group']}, {head['day']}", 2))
        blocks += sheets.head_blocks(head, earlier.get_status_display(), depth=2)
        for number, each in enumerate(there, 1):
            errata = [f"{one.words} ({in_words(one.found_on)})" for one in minutes.errata_of(each)]
            blocks += sheets.part_blocks(number, minutes.part(each), errata, depth=2)
        about += [str(each.uid) for each in there]
    return Brought(blocks or [paragraph("No minutes of an earlier meeting wait to be agreed.")], about)


def due_actions(meeting: Meeting, reader: Actor) -> Brought:
    if meeting.about_id is not None:
        agreed = [each for each in deciding.still_to_do(meeting, reader) if not each.item.confidential]
        rows = [(each.words, str(each.agency), in_words(each.due_on)) for each in agreed]
        about = [str(each.item.uid) for each in agreed]
    else:
        due = list(queries.actions_due(meeting, reader))
        rows = [(each.words, str(each.agency), in_words(each.due_on)) for each in due]
        about = [str(each.uid) for each in due]
    if not rows:
        return Brought([paragraph("No action is due by the day of this meeting.")], [])
    return Brought([table("Actions that are due", ("Action", "Agency", "Due"), rows)], about)


def referred_here(meeting: Meeting, reader: Actor) -> Brought:
    found = queries.referred_to(meeting.group, reader) if meeting.group else []
    found = [each for each in found if not each.came_from.confidential]
    if not found:
        return Brought([paragraph("No other group has referred anything that is on no agenda yet.")], [])
    rows = [(each.title, each.words, str(each.came_from.meeting.group), in_words(each.referred_on)) for each in found]
    return Brought([table("Referred by other groups", ("What about", "What is asked", "By", "On"), rows)], [])


def open_challenges(meeting: Meeting, reader: Actor) -> Brought:
    waiting = deciding.unanswered(reader).filter(queries.series(meeting, "item__meeting__"), item__confidential=False)
    found = list(waiting)
    if not found:
        return Brought([paragraph("Every challenge that was recorded has been answered.")], [])
    rows = [(each.words, str(each.challenger), str(each.challenged), in_words(each.raised_on)) for each in found]
    about = [str(each.item.uid) for each in found]
    return Brought([table("Challenges without an answer", ("Challenge", "By", "To", "Raised"), rows)], about)


def to_be_confirmed(meeting: Meeting, reader: Actor) -> Brought:
    found = [each for each in deciding.to_confirm(meeting, reader) if not each.item.confidential]
    if not found:
        return Brought([paragraph("Nothing waits to be confirmed.")], [])
    rows = [(each.words, each.reasons, each.reference, in_words(each.decided_on)) for each in found]
    about = [str(each.item.uid) for each in found]
    return Brought([table("Recommended, and not confirmed", ("What", "Why", "Reference", "On"), rows)], about)


GIVERS: dict[str, Callable[[Meeting, Actor], Brought]] = {
    Brings.MINUTES: waiting_minutes,
    Brings.ACTIONS: due_actions,
    Brings.REFERRED: referred_here,
    Brings.CHALLENGES: open_challenges,
    Brings.RECOMMENDED: to_be_confirmed,
}
