"""A meeting about a case in the world: a professional disagreement, the meeting kept by whoever raised it."""

from datetime import date, time, timedelta
from typing import Any

from safehold.access.actor import Actor
from safehold.access.models import Membership
from safehold.access.roles import Role
from safehold.meetings import actions
from safehold.meetings.models import ItemKind, Mark, Part
from safehold.meetings.queries.cases import invitees_of
from safehold.meetings.queries.seats import Marked

DAY = date(2021, 4, 30)


def add(acting: dict[Role, Actor], case: Any, kept: dict[str, Any]) -> None:
    """One that is to come and one that was held, with an item, a deputy and something that was agreed."""
    by, chair, manager = acting[Role.ADULTS_MANAGER], acting[Role.CALDICOTT], acting[Role.BUSINESS_MANAGER]
    kept["case"] = case
    for name, day in (("about_to_come", DAY + timedelta(days=7)), ("about_held", DAY)):
        told = {"name": "Resolution meeting", "meets_on": day, "starts_at": time(9), "place": "Room 4"}
        made = actions.plan_about(case.entry, by=by, **told)
        for who, part in ((chair, Part.CHAIR), (manager, Part.MEMBER)):
            member = Membership.objects.get(pk=who.membership_id)
            kept[f"{name}_place"] = actions.invite_to(made, by=by, membership=member, part=part)
        item = actions.add_item(made, by=by, title=f"What was said ({name})", item_kind=ItemKind.DISCUSSION)
        kept |= {name: made, f"{name}_item": item}
    held = kept["about_held"]
    marks = {each.pk: Marked(Mark.MEMBER) for each in invitees_of(held)}
    marks[kept["about_held_place"].pk] = Marked(Mark.DEPUTY, None, "Dee Deputy")
    actions.record_attendance(held, by=by, marks=marks)
    actions.hold(held, by=by)
    agency = chair.agency
    assert agency is not None
    kept["agreed"] = actions.agree_with_case(
        kept["about_held_item"], by=by, words="Visit together", agency=agency, due_on=DAY + timedelta(days=3)
    )


def addresses(kept: dict[str, Any]) -> dict[str, dict[str, object]]:
    """What stands in the addresses of meetings about a case."""
    found: dict[str, dict[str, object]] = {
        f"meetings:{name}": {"uid": kept["case"].uid} for name in ("about", "plan_about")
    }
    found["meetings:invite_to"] = {"uid": kept["about_to_come"].uid}
    found["meetings:take_place_away"] = {"uid": kept["about_to_come"].uid, "number": kept["about_to_come_place"].pk}
    found["meetings:agree_with_case"] = {"uid": kept["about_held_item"].uid}
    found["meetings:say_done"] = {"uid": kept["agreed"].pk}
    return found
