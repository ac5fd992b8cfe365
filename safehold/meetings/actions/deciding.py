"""What was decided, who was challenged on what, and what was agreed to be done."""

from datetime import date

from django.db import transaction

from safehold.access import audit
from safehold.access.actor import Actor
from safehold.access.models import Agency
from safehold.access.policy import Refused, require
from safehold.access.reach import Tier
from safehold.meetings import confidence, policy, queries, recusals, standing
from safehold.meetings.lifecycle import OPEN_TO_WRITE
from safehold.meetings.models import AgreedAction, Challenge, Decision, Item, Standing
from safehold.meetings.queries import deciding, seats
from safehold.plans.models import PlannedAction, Tie
from safehold.records import references, writing


@transaction.atomic
def decide(
    item: Item,
    *,
    by: Actor,
    words: str,
    reasons: str,
    body: str = "",
    options: str = "",
    dissent: str = "",
    responsible: Agency | None = None,
    replaces: Decision | None = None,
    confirms: Decision | None = None,
) -> Decision:
    """Write down what was decided on an item. Without the quorum for it, it is only recommended.

    A decision that was written down stays: one that ``replaces`` it, or ``confirms`` what was only recommended, is a new
    entry. Whoever was recused from the earlier item is from this one, for it is the same matter.
    """
    queries.hold(item.meeting)
    require(policy.decide(by, item))
    meeting = item.meeting
    if body and body not in dict(deciding.bodies_of(meeting.group, meeting.meets_on)):
        raise Refused(f"{meeting.group} does not carry out the duties of that body on the day of the meeting")
    for earlier in (replaces, confirms):
        if earlier is not None:
            _follows(item, earlier, by=by)
    if confirms is not None and confirms.standing != Standing.RECOMMENDED:
        raise Refused(f"{confirms} was decided by a quorate meeting, so there is nothing to confirm")
    made = writing.create(
        Decision,
        by=by,
        item=item,
        reference=references.random("DEC"),
        words=words.strip(),
        body=body,
        options=options.strip(),
        reasons=reasons.strip(),
        dissent=dissent.strip(),
        decided_on=meeting.meets_on,
        standing=standing.of_item(item),
        replaces=replaces,
        confirms=confirms,
        responsible=responsible,
    )
    audit.record(by, "meetings.decided", item, code=made.reference, standing=made.standing, body=body)
    return made


def _follows(item: Item, earlier: Decision, *, by: Actor) -> None:
    """Refuse what cannot be replaced or confirmed at an item; keep from the item whoever was kept from the earlier one."""
    before = earlier.item.meeting
    if (before.group_id, before.about_id) != (item.meeting.group_id, item.meeting.about_id):
        raise Refused("Choose an earlier decision of the same group")
    if before.meets_on > item.meeting.meets_on:
        raise Refused("Choose an earlier decision of the same group")
    if not deciding.decisions_visible_to(by).filter(pk=earlier.pk).exists():
        raise Refused("Choose an earlier decision of the same group")
    if hasattr(earlier, "replacement"):
        raise Refused(f"{earlier} was replaced already")
    if earlier.item_id != item.pk:
        _keep_apart(earlier.item, item, by=by)


def _keep_apart(earlier: Item, item: Item, *, by: Actor) -> None:
    """Keep from an item, and from all that came out of it, whoever was kept from the earlier one that is the same matter; and
    keep it confidential where that was."""
    if earlier.confidential and not item.confidential:
        confidence.keep(item, by=by, confidential=True)
    following = queries.followed_from(item)
    for entry in (item.entry, *following.entries):
        recusals.carry(earlier.entry, entry, by=by)
    for meeting in (item.meeting, *following.meetings):
        if meeting.status in OPEN_TO_WRITE:
            standing.settle(meeting, by=by)


@transaction.atomic
def challenge(
    item: Item, *, by: Actor, challenger: Agency, challenged: Agency, words: str, challenger_role: str = ""
) -> Challenge:
    """Write down that one agency challenged another, and on what."""
    queries.hold(item.meeting)
    require(policy.decide(by, item))
    made = writing.create(
        Challenge,
        by=by,
        item=item,
        challenger=challenger,
        challenger_role=challenger_role.strip(),
        challenged=challenged,
        words=words.strip(),
        raised_on=item.meeting.meets_on,
    )
    audit.record(by, "meetings.challenged", item, agency=challenged.code)
    return made


@transaction.atomic
def answer_challenge(challenge: Challenge, *, by: Actor, answer: str, answered_on: date) -> Challenge:
    """Write down what an agency answered to a challenge. The answer stays."""
    require(policy.answer_challenge(by, challenge))
    if answered_on > by.on:
        raise Refused("The date it was answered must be today or in the past")
    writing.change(challenge, by=by, answer=answer.strip(), answered_on=answered_on, answered_by=by.user)
    audit.record(by, "meetings.challenge_answered", challenge.item, agency=challenge.challenged.code)
    return challenge


@transaction.atomic
def agree_action(
    item: Item, *, by: Actor, words: str, measure: str, agency: Agency, lead_role: str, due_on: date
) -> PlannedAction:
    """Write down what one agency undertook at an item. It is an action like any other, which this group receives, and is tied
    to the item. Out of a confidential item, or one that somebody is recused from, it is for its agency and the group alone.
    """
    queries.hold(item.meeting)
    require(policy.decide(by, item))
    meeting = item.meeting
    if meeting.group is None:
        raise Refused("What is agreed at a meeting about a case stays with the case. Agree it there")
    held = item.confidential or bool(seats.recused_from(item))
    action = writing.create(
        PlannedAction,
        by=by,
        owner=agency,
        tier=Tier.C3 if held else Tier.C2,
        circle=confidence.circle_of(meeting, confidential=item.confidential) if held else None,
        recommendation=None,
        words=words,
        measure=measure,
        agency=agency,
        lead_role=lead_role,
        group=meeting.group,
        agreed_on=meeting.meets_on,
        first_due_on=due_on,
        due_on=due_on,
    )
    writing.create(Tie, by=by, one=item.entry, other=action.entry, why=f"Agreed by {meeting.group}"[:160])
    writing.create(AgreedAction, by=by, item=item, action=action, words=words, agency=agency, due_on=due_on)
    recusals.carry(item.entry, action.entry, by=by)
    audit.record(by, "meetings.action_agreed", action, agency=agency.code, due_on=due_on.isoformat())
    return action
