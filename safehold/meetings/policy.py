"""Who may prepare a meeting, write down what happened at it, and agree its minutes.

The office keeps the meetings of every group; a group's chair keeps their own group's. Whoever sits in a group reads them.
"""

from typing import Any

from safehold.access.actor import Actor
from safehold.access.policy import YES, Answer, no, not_now
from safehold.access.roles import Role
from safehold.meetings.lifecycle import OPEN_TO_WRITE, TO_COME, Status
from safehold.meetings.models import Challenge, Item, Meeting, Passage, Referral
from safehold.partnership import policy as partnership
from safehold.partnership.models import Chair, Group
from safehold.records import policy as records
from safehold.records.visibility import own_of

OFFICE = (Role.BUSINESS_MANAGER, Role.BUSINESS_SUPPORT)
CHAIRS = (Role.INDEPENDENT_CHAIR, Role.SUBGROUP_CHAIR, Role.DELEGATED_PARTNER, Role.AGENCY_LEAD)
FROZEN = "The chair has agreed these minutes, so what they say stays. Put it right beside them instead"


def see(actor: Actor) -> Answer:
    """Meetings are listed for whoever is in the partnership; each sees those of the groups they sit in."""
    return partnership.see(actor)


def sits_in(actor: Actor, group: Group) -> bool:
    """Whether the actor fills a seat of a group, or chairs it."""
    own = own_of(actor)
    return group.circle_id in own.circles or group.circle_id in own.covered


def chairs(actor: Actor, group: Group) -> bool:
    """Whether the actor chairs a group on their day. Asked once for a page that is only read."""
    if actor.user_id is None:
        return False
    if actor.kept is None:
        return _chairs(actor, group)
    known = actor.kept.setdefault("chairs", {})
    if group.pk not in known:
        known[group.pk] = _chairs(actor, group)
    return bool(known[group.pk])


def was_found_to_chair(actor: Actor, found: Any, group: Group) -> None:
    """Say what a query found out with a meeting or an item (``chaired``), so that its policies need not ask again."""
    if actor.kept is not None:
        actor.kept.setdefault("chairs", {})[group.pk] = found.chaired


def _chairs(actor: Actor, group: Group) -> bool:
    return Chair.objects.on(actor.on).filter(group=group, user=actor.user_id, agency=actor.agency_id).exists()


def plan(actor: Actor) -> Answer:
    """Those who keep meetings: the office, and those who may chair a group."""
    if actor.is_any(*OFFICE, *CHAIRS):
        return YES
    return no("Only the business manager, business support or a chair can plan a meeting")


def keep_group(actor: Actor, group: Group) -> Answer:
    """The office, or the chair of this group."""
    if actor.is_any(*OFFICE) or chairs(actor, group):
        return YES
    return no("Only the group’s chair, the business manager or business support can do this")


def standing(meeting: Meeting) -> Answer:
    return not_now(records.MADE_IN_ERROR) if meeting.entry.in_error_on else YES


def keep(actor: Actor, meeting: Meeting) -> Answer:
    """Prepare a meeting and write down what happened at it."""
    return keep_group(actor, meeting.group) and standing(meeting)


def prepare(actor: Actor, meeting: Meeting) -> Answer:
    """Change its day, its place and its agenda, for as long as it has not been held."""
    if not (may := keep(actor, meeting)):
        return may
    if meeting.status not in TO_COME:
        return not_now(f"This meeting is marked ‘{meeting.get_status_display()}’, so its agenda stays as it was")
    return YES


def add_item(actor: Actor, meeting: Meeting) -> Answer:
    """Put something on the agenda, any other business that is raised there too: until the chair agreed the minutes."""
    if not (may := keep(actor, meeting)):
        return may
    if meeting.status not in (*TO_COME, *OPEN_TO_WRITE):
        return not_now(f"This meeting is marked ‘{meeting.get_status_display()}’, so its agenda stays as it was")
    return YES


def order(actor: Actor, item: Item) -> Answer:
    """Change an item, move it or take it off, for as long as its meeting has not been held."""
    if not (may := prepare(actor, item.meeting)):
        return may
    return on_the_agenda(item)


def on_the_agenda(item: Item) -> Answer:
    if item.entry.in_error_on:
        return not_now(records.MADE_IN_ERROR)
    return not_now("This was taken off the agenda") if item.withdrawn_on else YES


def cancel(actor: Actor, meeting: Meeting) -> Answer:
    """Say that a meeting is not held after all."""
    return prepare(actor, meeting)


def write(actor: Actor, meeting: Meeting) -> Answer:
    """Write down what happened, from when it is held until the chair has agreed the minutes."""
    if not (may := keep(actor, meeting)):
        return may
    if meeting.status in TO_COME or meeting.status == Status.CANCELLED:
        return not_now("This meeting has not been held")
    return YES if meeting.status in OPEN_TO_WRITE else not_now(FROZEN)


def refer(actor: Actor, item: Item) -> Answer:
    """Ask another group to look at what an item is about."""
    if not (may := keep(actor, item.meeting)):
        return may
    if item.meeting.status == Status.CANCELLED:
        return not_now("This meeting was cancelled, so nothing was referred from it")
    return on_the_agenda(item)


def take_up(actor: Actor, referral: Referral) -> Answer:
    """Put what another group refers on one's own group's agenda."""
    if referral.item_id:
        return not_now("This is on an agenda already")
    return keep_group(actor, referral.to_group)


def correct(actor: Actor, meeting: Meeting) -> Answer:
    """Put right when a meeting was, once it was held."""
    return keep(actor, meeting)


def mark(actor: Actor, recorded: Any) -> Answer:
    """Say that it should never have been recorded. What the chair has agreed the minutes of stays, with its items."""
    meeting = recorded.meeting if isinstance(recorded, Item) else recorded
    if isinstance(meeting, Meeting) and meeting.status in (Status.MINUTES_CHAIR_OK, Status.AGREED):
        return not_now(FROZEN)
    return records.enter_in_error(actor, recorded.entry)


def reinstate(actor: Actor, recorded: Any) -> Answer:
    """Say that it stands after all."""
    return records.reinstate(actor, recorded.entry)


# --- interests ---------------------------------------------------------------------------------------------------------


def declare(actor: Actor, item: Item) -> Answer:
    """Declare an interest in an item: one's own, for whoever sees it; anybody's, for whoever keeps the meeting."""
    if not (stands := standing(item.meeting) and on_the_agenda(item)):
        return stands
    if sits_in(actor, item.meeting.group) or keep_group(actor, item.meeting.group):
        return YES
    return no("Only those who sit in the group, or keep its meetings, can declare an interest")


# --- who was there -----------------------------------------------------------------------------------------------------


def attend(actor: Actor, meeting: Meeting) -> Answer:
    """Write down who sends apologies and who is there, until the chair has agreed the minutes."""
    if not (may := keep(actor, meeting)):
        return may
    if meeting.status in (*TO_COME, *OPEN_TO_WRITE):
        return YES
    return not_now("This meeting was cancelled" if meeting.status == Status.CANCELLED else FROZEN)


def hold(actor: Actor, meeting: Meeting) -> Answer:
    """Say that a meeting was held."""
    if not (may := keep(actor, meeting)):
        return may
    if meeting.meets_on > actor.on:
        return not_now("This meeting is to come. Record that it was held on the day itself, or later")
    return YES


# --- what was decided --------------------------------------------------------------------------------------------------


def decide(actor: Actor, item: Item) -> Answer:
    """Write down what was decided, who was challenged and what was agreed at an item, until the chair agreed the minutes."""
    return write(actor, item.meeting) and on_the_agenda(item)


def answer_challenge(actor: Actor, challenge: Challenge) -> Answer:
    """The agency that was challenged answers, by whoever speaks for it and sees the item; those who keep the meeting write
    down what was answered."""
    if challenge.answered_on:
        return not_now("This challenge was answered already")
    if not (stands := standing(challenge.item.meeting)):
        return stands
    if actor.acts_for(challenge.challenged_id) and not actor.roles <= records.ONLY_READ:
        return YES
    if keep_group(actor, challenge.item.meeting.group):
        return YES
    return no("Only the agency that was challenged, or those who keep the meeting, can answer")


# --- minutes -----------------------------------------------------------------------------------------------------------


def draft(actor: Actor, meeting: Meeting) -> Answer:
    """Begin the minutes, and write them."""
    return write(actor, meeting)


def write_passage(actor: Actor, passage: Passage) -> Answer:
    """Write what the minutes say under an item, until the chair has agreed them."""
    return write(actor, passage.item.meeting) and on_the_agenda(passage.item)


def agree_as_chair(actor: Actor, meeting: Meeting) -> Answer:
    """The group's chair agrees the minutes; the business manager where nobody chairs the group."""
    if not (stands := standing(meeting)):
        return stands
    if chairs(actor, meeting.group):
        return YES
    if actor.is_any(Role.BUSINESS_MANAGER) and not Chair.objects.on(actor.on).filter(group=meeting.group).exists():
        return YES
    return no("Only the group’s chair can agree these minutes")


def agree(actor: Actor, meeting: Meeting) -> Answer:
    """Those who keep the meeting write down that a later one agreed the minutes, or asked for changes."""
    return keep(actor, meeting)


def put_right(actor: Actor, item: Item) -> Answer:
    """Put something right in minutes that the chair has agreed, by something new beside them."""
    if not (may := keep(actor, item.meeting) and on_the_agenda(item)):
        return may
    if item.meeting.status in (Status.MINUTES_CHAIR_OK, Status.AGREED):
        return YES
    return not_now("These minutes are still being written. Write them anew instead")
