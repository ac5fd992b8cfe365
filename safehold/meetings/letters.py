"""What may be filled into a letter about a meeting, or about one item of its agenda and what was decided there.

Who may not see an item reads nothing of it: items are no fields of a meeting, and a letter about an item is seen by those
alone who were not recused from it.
"""

from collections.abc import Callable
from dataclasses import dataclass

from safehold.access.actor import Actor
from safehold.letters.sources import Field, LetterKind
from safehold.meetings.models import Decision, Item, Standing
from safehold.meetings.queries.deciding import decisions_of

RECOMMENDED = "Recommended only, without a quorum: "


@dataclass(frozen=True)
class Decided:
    """An item, and the decisions there that stand: those that no later entry replaced."""

    item: Item
    decisions: tuple[Decision, ...]

    def lines(self, said: Callable[[Decision], object]) -> str:
        """What is said of each decision, each once, a line each."""
        return "\n".join(dict.fromkeys(str(words) for each in self.decisions if (words := said(each))))


def decided(item: Item, by: Actor) -> Decided:
    """An item and its decisions, as whoever writes the letter sees them."""
    there = decisions_of(item, by)
    return Decided(item, tuple(each for each in there if not each.replacement_seen))  # type: ignore[attr-defined]  # by the question


def words_of(decision: Decision) -> str:
    """What was decided. What a meeting could only recommend is never said as a decision."""
    return (RECOMMENDED if decision.standing == Standing.RECOMMENDED else "") + decision.words


def responsible(read: Decided) -> int | None:
    """The agency that sees to what was decided, where there is one alone."""
    agencies = {each.responsible_id for each in read.decisions if each.responsible_id}
    return agencies.pop() if len(agencies) == 1 else None


MEETING = LetterKind(
    kind="meetings.meeting",
    words="A meeting",
    fields=(
        Field("meeting.group", "The group that meets", "Quality and performance", lambda one: one.group),
        Field("meeting.day", "The day of the meeting", "12 May 2021", lambda one: one.meets_on),
        Field("meeting.begins", "When it begins", "10:00", lambda one: f"{one.starts_at:%H:%M}"),
        Field("meeting.ends", "When it ends", "12:00", lambda one: one.ends_at and f"{one.ends_at:%H:%M}"),
        Field("meeting.place", "Where it is held", "Committee room 2, Westmere", lambda one: one.place),
        Field("meeting.papers_due", "The day by which papers are sent", "5 May 2021", lambda one: one.papers_due_on),
    ),
)

ITEM = LetterKind(
    kind="meetings.item",
    words="An item of an agenda, and what was decided",
    fields=(
        Field("item.title", "What the item is called", "The audit of files", lambda read: read.item.title),
        Field("item.group", "The group that met", "Quality and performance", lambda read: read.item.meeting.group),
        Field("item.day", "The day of the meeting", "12 May 2021", lambda read: read.item.meeting.meets_on),
        Field(
            "decision.words", "What was decided", "The audit is done again in June", lambda read: read.lines(words_of)
        ),
        Field(
            "decision.reference",
            "The reference of each decision",
            "DEC-7H3K-9QXM",
            lambda read: read.lines(lambda each: each.reference),
        ),
        Field(
            "decision.reasons", "The reasons", "Half the files were late", lambda r: r.lines(lambda each: each.reasons)
        ),
        Field(
            "decision.body",
            "The statutory body whose decision it is",
            "Safeguarding adults board",
            lambda read: read.lines(lambda each: each.get_body_display()),
        ),
        Field(
            "decision.agency",
            "The agency that sees to it",
            "Westmere Constabulary",
            lambda read: read.lines(lambda each: each.responsible),
        ),
    ),
    to=responsible,
    read=decided,
)
