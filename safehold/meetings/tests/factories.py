"""A group and its meetings, as people make them: seats of three agencies, an agenda, who was there. All of it invented.

The board's quorum is two agencies of three, the council among them.
"""

from datetime import date, time
from typing import Any

from safehold.access.actor import Actor
from safehold.access.models import User
from safehold.access.roles import Role
from safehold.access.tests.factories import AgencyFactory, actor, membership
from safehold.meetings import actions
from safehold.meetings.models import Challenge, Decision, Item, ItemKind, Mark, Meeting, Nature
from safehold.meetings.queries import all_items
from safehold.meetings.queries import seats as read
from safehold.meetings.queries.seats import Marked
from safehold.partnership.actions import groups, seats
from safehold.partnership.models import Group, Seat, SeatKind
from safehold.partnership.tests.factories import DAY, SINCE, group, manager, seat

HELD_ON, NEXT_ON = date(2021, 4, 20), date(2021, 5, 18)
AT = time(10)


def board() -> Group:
    """The group that meets: seats of the council, the police and health, and an observer's seat of the school."""
    standing = Group.objects.filter(code="board").first()
    if standing:
        return standing
    by = manager()
    made = group("board", by=by)
    for code in ("council", "police", "health"):
        seat(made, AgencyFactory(code=code), by=by, needed_for_quorum=code == "council")
    seat(made, AgencyFactory(code="school"), by=by, kind=SeatKind.OBSERVER)
    groups.set_quorum(made, by=by, least_agencies=2, from_on=SINCE)
    return made


def seat_of(code: str) -> Seat:
    return Seat.objects.get(group=board(), agency__code=code)


def member(code: str, *roles: Role, name: str = "", **facts: Any) -> Actor:
    """Somebody who fills their agency's seat on the board."""
    joined = membership(*(roles or (Role.AGENCY_LEAD,)), agency=code, since=SINCE)
    if name:
        User.objects.filter(pk=joined.user_id).update(name=name)
        joined.user.name = name
    seats.fill_seat(seat_of(code), by=manager(), user=joined.user, from_on=SINCE, **facts)
    return Actor.of(joined, on=DAY)


def secretary() -> Actor:
    return actor(Role.BUSINESS_SUPPORT, agency="team")


def chair() -> Actor:
    """Whoever chairs the board, of the partnership's own agency."""
    who = Actor.of(membership(Role.INDEPENDENT_CHAIR, agency="team", since=SINCE), on=DAY)
    groups.appoint_chair(board(), by=manager(), user=who.user, agency=who.agency, from_on=SINCE)
    return who


def meeting(by: Actor | None = None, **facts: Any) -> Meeting:
    """A meeting of the board, its agenda in draft."""
    told = {"meets_on": HELD_ON, "starts_at": AT, "place": "Town hall"} | facts
    return actions.plan(by=by or secretary(), **{"group": board()} | told)


def item(of: Meeting | None = None, title: str = "The audit of files", by: Actor | None = None, **facts: Any) -> Item:
    told = {"item_kind": ItemKind.DECISION} | facts
    return actions.add_item(of or meeting(), by=by or secretary(), title=title, **told)


def marks(of: Meeting, **said: str) -> dict[int, Marked]:
    """What is written down of seats, by the code of their agency: ``council="member"``."""
    found = {}
    for each in read.seats_of(of):
        mark = said.get(each.agency.code)
        if mark:
            who = read.holder_of(each) if mark == Mark.MEMBER else None
            found[each.pk] = Marked(mark, who, "Somebody Else" if mark == Mark.DEPUTY else "")
    return found


def attended(of: Meeting, by: Actor | None = None, **said: str) -> Meeting:
    return actions.record_attendance(of, by=by or secretary(), marks=marks(of, **said))


def held(by: Actor | None = None, *, on: date = HELD_ON, **said: str) -> Meeting:
    """A meeting that was held: quorate, with the council and the police there, unless something else is ``said``."""
    for code in ("council", "police", "health", "school"):
        if not seat_of(code).holders.exists():
            member(code)
    by = by or secretary()
    made = meeting(by, meets_on=on)
    item(made, by=by)
    everybody = {"council": "member", "police": "member", "health": "apologies", "school": "member"}
    attended(made, by, **everybody | said)
    return actions.hold(made, by=by)


def recused(of: Item, whose: Actor, by: Actor | None = None) -> Item:
    told = {"nature": Nature.PROFESSIONAL, "words": "Their own team", "recused": True, "user": whose.user}
    actions.declare(of, by=by or secretary(), **told)
    return of


def decision(by: Actor, on: date) -> Decision:
    """A decision of a meeting that was held on a day."""
    one = held(by, on=on).items.get()
    return actions.decide(one, by=by, words="Adopt it", reasons="It works")


def challenged(by: Actor, on: date) -> Challenge:
    """A challenge at a meeting that was held on a day, not answered yet."""
    one = held(by, on=on).items.get()
    police, health = AgencyFactory(code="police"), AgencyFactory(code="health")
    return actions.challenge(one, by=by, challenger=health, challenged=police, words="Why so late?")


def first(of: Meeting) -> Item:
    """The first item of a meeting, whoever sees it."""
    found = all_items(of).first()
    assert found is not None
    return found


def holder(code: str) -> Actor:
    """Whoever fills an agency's seat on the board."""
    return Actor.of(seat_of(code).holders.get().user.memberships.get(), on=DAY)


def minuted(by: Actor) -> Meeting:
    """A meeting that was held, with a decision, a challenge and an action, its minutes in draft."""
    made = held(by)
    one = first(made)
    actions.decide(one, by=by, words="Adopt the protocol", reasons="It works", dissent="Health voted against")
    police, health = AgencyFactory(code="police"), AgencyFactory(code="health")
    actions.challenge(one, by=by, challenger=health, challenged=police, words="Why so late?")
    told = {"words": "Write it", "measure": "Ten files", "agency": police, "lead_role": "Head", "due_on": NEXT_ON}
    actions.agree_action(one, by=by, **told)
    return actions.draft_minutes(made, by=by)


__all__ = ["AT", "DAY", "HELD_ON", "NEXT_ON", "SINCE"]
