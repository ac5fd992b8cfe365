"""Who may prepare a meeting, write down what happened at it, and agree its minutes.

The office keeps the meetings of every group; a group's chair keeps their own group's. Whoever sits in a group reads them.
A meeting about a case is planned by whoever works on the case, and kept by those who were asked to keep it or to chair it:
the office has no part in it.
"""

from datetime import date
from typing import Any

from django.conf import settings

from safehold.access.actor import Actor
from safehold.access.policy import YES, Answer, no, not_now
from safehold.access.roles import Role
from safehold.meetings.lifecycle import OPEN_TO_WRITE, TO_COME, Status
from safehold.meetings.models import KEEPERS, AgreedAction, Challenge, Invitee, Item, Meeting, Part, Passage, Referral
from safehold.partnership import policy as partnership
from safehold.partnership.models import Chair, Group
from safehold.records import policy as records
from safehold.records.models import Entry
from safehold.records.visibility import own_of

OFFICE = (Role.BUSINESS_MANAGER, Role.BUSINESS_SUPPORT)
CHAIRS = (Role.INDEPENDENT_CHAIR, Role.SUBGROUP_CHAIR, Role.DELEGATED_PARTNER, Role.AGENCY_LEAD)
MOST_YEARS = 10
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


def was_found_to_chair(actor: Actor, found: Any, group: Group | None) -> None:
    """Say what a query found out with a meeting or an item (``chaired``, and ``part_here`` in one about a case), so that its
    policies need not ask again."""
    if actor.kept is not None and group is None and hasattr(found, "part_here"):
        actor.kept.setdefault("parts", {})[found.pk] = found.part_here or ""
    if actor.kept is not None and group is not None:
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


def part_in(actor: Actor, meeting: Meeting) -> str:
    """What the actor does at a meeting about a case; empty where they have no place at it. Asked once for a page that is only
    read."""
    if actor.user_id is None:
        return ""
    known = {} if actor.kept is None else actor.kept.setdefault("parts", {})
    if meeting.pk not in known:
        places = Invitee.objects.filter(meeting=meeting, user=actor.user_id, agency=actor.agency_id, off_on=None)
        known[meeting.pk] = places.values_list("part", flat=True).first() or ""
    return str(known[meeting.pk])


def keeps(actor: Actor, meeting: Meeting) -> Answer:
    """The office or the chair of the group; of a meeting about a case, those who chair it or keep its record."""
    if meeting.group is not None:
        return keep_group(actor, meeting.group)
    if part_in(actor, meeting) in KEEPERS:
        return YES
    return no("Only whoever chairs this meeting or keeps its record can do this")


def leads(actor: Actor, meeting: Meeting) -> bool:
    """Whether the actor chairs a meeting, or its group."""
    return chairs(actor, meeting.group) if meeting.group else part_in(actor, meeting) == Part.CHAIR


def belongs(actor: Actor, meeting: Meeting) -> bool:
    """Whether the actor sits in the group that meets, or has a place at a meeting about a case."""
    return sits_in(actor, meeting.group) if meeting.group else bool(part_in(actor, meeting))


def plan_about(actor: Actor, entry: Entry) -> Answer:
    """Plan a meeting about a case: whoever works on it, where it is a case."""
    if not is_case(entry):
        return not_now("Meetings are held about cases. Put this on the agenda of a group instead")
    return records.change(actor, entry)


def day_meant(actor: Actor, meets_on: date) -> Answer:
    """Whether anybody can mean that day: a slip of the finger in the year puts a meeting where nobody looks for it."""
    if abs(meets_on.year - actor.on.year) > MOST_YEARS:
        return not_now(f"The date it is held must be within {MOST_YEARS} years of today. Check the year")
    return YES


def is_case(entry: Entry) -> bool:
    """Whether meetings are held about records of this kind. What came out of a case is met about as that case."""
    return entry.kind in settings.CASE_KINDS and entry.source_id is None


def invite_to(actor: Actor, meeting: Meeting) -> Answer:
    """Say who is invited to a meeting about a case, until the chair has agreed its minutes."""
    if meeting.group is not None:
        return not_now("Those who sit in the group are at its meetings. Its seats say who they are")
    return attend(actor, meeting)


def standing(meeting: Meeting) -> Answer:
    return not_now(records.MADE_IN_ERROR) if meeting.entry.in_error_on else YES


def keep(actor: Actor, meeting: Meeting) -> Answer:
    """Prepare a meeting and write down what happened at it."""
    return keeps(actor, meeting) and standing(meeting)


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
    if item.meeting.group is None:
        return not_now("What comes up at a meeting about a case stays with the case")
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
    if isinstance(meeting, Meeting) and meeting.group is None:
        return (
            not_now("This is already marked as recorded in error")
            if recorded.entry.in_error_on
            else keeps(actor, meeting)
        )
    return records.enter_in_error(actor, recorded.entry)


def reinstate(actor: Actor, recorded: Any) -> Answer:
    """Say that it stands after all."""
    meeting = recorded.meeting if isinstance(recorded, Item) else recorded
    if isinstance(meeting, Meeting) and meeting.group is None and recorded.entry.in_error_on:
        return keeps(actor, meeting)
    return records.reinstate(actor, recorded.entry)


# --- interests ---------------------------------------------------------------------------------------------------------


def declare(actor: Actor, item: Item) -> Answer:
    """Declare an interest in an item: one's own, for whoever sees it; anybody's, for whoever keeps the meeting."""
    if not (stands := standing(item.meeting) and on_the_agenda(item)):
        return stands
    if belongs(actor, item.meeting) or keeps(actor, item.meeting):
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
    if keeps(actor, challenge.item.meeting):
        return YES
    return no("Only the agency that was challenged, or those who keep the meeting, can answer")


def say_done(actor: Actor, agreed: AgreedAction) -> Answer:
    """Say that what was agreed at a meeting about a case is done: its agency, by whoever sees the item, or whoever keeps the
    meeting."""
    if agreed.action_id is not None:
        return not_now("Say on the page of the action that it is done")
    if agreed.done_on:
        return not_now("This was done already")
    if not (stands := standing(agreed.item.meeting)):
        return stands
    if (actor.acts_for(agreed.agency_id) and not actor.roles <= records.ONLY_READ) or keeps(actor, agreed.item.meeting):
        return YES
    return no("Only the agency that does it, or those who keep the meeting, can say that it is done")


# --- minutes -----------------------------------------------------------------------------------------------------------


def draft(actor: Actor, meeting: Meeting) -> Answer:
    """Begin the minutes, and write them."""
    return write(actor, meeting)


def write_passage(actor: Actor, passage: Passage) -> Answer:
    """Write what the minutes say under an item, until the chair has agreed them."""
    return write(actor, passage.item.meeting) and on_the_agenda(passage.item)


def agree_as_chair(actor: Actor, meeting: Meeting) -> Answer:
    """The chair agrees the minutes; the business manager where nobody chairs the group."""
    if not (stands := standing(meeting)):
        return stands
    if leads(actor, meeting):
        return YES
    if meeting.group is None:
        return no("Only whoever chairs this meeting can agree these minutes")
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
