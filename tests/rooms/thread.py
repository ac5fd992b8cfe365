"""The golden thread: findings, recommendations, actions, and trackers from elsewhere."""

from dataclasses import replace
from datetime import date, timedelta
from typing import TYPE_CHECKING

from django.core.files.uploadedfile import SimpleUploadedFile

from safehold.access.actor import Actor
from safehold.access.roles import Role
from safehold.partnership.models import Chair, Group
from safehold.plans import actions as plans
from safehold.plans.actions import bringing
from safehold.plans.lifecycle import Response
from safehold.plans.models import Found, Method, Result, Scope
from safehold.plans.queries.bringing import brought_here, read_tracker
from safehold.records.files import examine
from tests.invented import actions as invented

if TYPE_CHECKING:
    from tests.world import World

DAY = date(2021, 4, 30)


def add(world: "World") -> None:
    """Something that was found, what is recommended about it, and an action in each state that a page asks about."""
    manager, lead, chair = (
        world.acting[role] for role in (Role.BUSINESS_MANAGER, Role.AGENCY_LEAD, Role.INDEPENDENT_CHAIR)
    )
    assert lead.agency is not None
    assert manager.agency is not None
    group = Chair.objects.filter(user=chair.user).select_related("group").order_by("pk")[0].group
    told = {"title": "Capacity is assessed in general", "words": "Nine of twelve files", "found_by": Found.AUDIT}
    world.thread["finding"] = found = plans.record_finding(by=manager, found_on=DAY, **told)
    asked = {"by": manager, "scope": Scope.MULTI_AGENCY, "group": group, "made_on": DAY}
    world.thread["proposed"] = plans.recommend(found, words="Publish the guidance", **asked)
    world.thread["accepted"] = accepted = plans.recommend(found, words="Assess each decision by itself", **asked)
    plans.answer(accepted, by=manager, response=Response.ACCEPTED, answered_on=DAY)
    for name in ("agreed", "evidenced", "assured"):
        world.thread[name] = action = plans.add_action(
            accepted,
            by=manager,
            words=f"Train the team ({name})",
            measure="An audit of ten files",
            agency=manager.agency if name == "agreed" else lead.agency,
            lead_role="Head of service",
            agreed_on=DAY,
            due_on=DAY,
        )
        if name != "agreed":
            plans.give_evidence(action, by=lead, words="The register of the course")
    add_trackers(world, manager, group)
    officer = world.acting[Role.REVIEW_OFFICER]
    review = invented.open_one(by=officer, title="An invented review", opened_on=DAY)
    told |= {"title": "Nobody told the school", "words": "Five weeks went by", "source": review.entry}
    world.thread["held"] = held = plans.record_finding(by=officer, found_on=DAY, **told)
    world.thread["held_recommendation"] = out = plans.recommend(held, words="Say who tells whom", **asked)
    plans.answer(out, by=manager, response=Response.PARTLY, answered_on=DAY, why="In plans alone")
    world.thread["held_action"] = plans.add_action(
        out, by=officer, words="Change the form", measure="Twelve plans name somebody", agency=lead.agency,
        lead_role="Head of service", agreed_on=DAY, due_on=DAY,
    )  # fmt: skip
    test_on = date(2021, 9, 1)
    plans.assure(world.thread["assured"], by=chair, why="It names them", method=Method.AUDIT, test_on=test_on)


def add_trackers(world: "World", manager: Actor, group: Group) -> None:
    """A tracker from elsewhere with one row that is whole and one to be put right, and one that was brought in."""
    assert manager.agency is not None
    columns = {"words": "Action", "agency": "Agency", "agreed_on": "Agreed", "due_on": "Due"}
    for name in ("tracker", "brought"):
        rows = "Action,Agency,Agreed,Due\n"
        rows += f"Tell each ward ({name}),{manager.agency.code},01/02/2021,12/04/2021\n"
        rows += "Tell each school,Nobody knows,01/02/2021,12/04/2021\n"
        file = examine(SimpleUploadedFile(f"{name}.csv", rows.encode(), content_type="text/csv"))
        world.thread[name] = tracker = bringing.receive_tracker(by=manager, file=file, group=group)
        bringing.say_columns(tracker, by=manager, columns=columns, agreed_on=None)
    bringing.bring_in(tracker, by=manager, found=read_tracker(tracker, manager))
    world.thread["migrated"] = brought_here(tracker, manager)[0].action


def add_marked(world: "World") -> None:
    """A date that was moved, an action that was withdrawn, an impact that was tested, and a tie."""
    manager, chair = world.acting[Role.BUSINESS_MANAGER], world.acting[Role.INDEPENDENT_CHAIR]
    told = {
        "words": "Write to each family",
        "measure": "Each has a letter",
        "lead_role": "Head",
        "agency": manager.agency,
    }
    more = plans.add_action(world.thread["accepted"], by=manager, agreed_on=DAY, due_on=DAY, **told)
    plans.move_due_date(more, by=chair, due_on=DAY + timedelta(days=30), why="Printing takes longer")
    plans.withdraw(more, by=chair, why="They were telephoned")
    plans.assign(world.thread["agreed"], by=manager, lead_role="Director")
    later = date(2021, 9, 1)
    tested = {"method": Method.DATA, "result": Result.SHOWN, "tested_on": later}
    plans.record_impact(world.thread["assured"], by=replace(manager, on=later), why="Fewer complaints", **tested)
    bringing.undo_tracker(world.thread["brought"], by=manager, why="It was an old one")
    report = world.reports["2020-21"]
    plans.tie(world.thread["finding"].entry, by=manager, other=report.entry, why="The report tells of it")
