"""What the world has of policies and of lived experience: one in each state that a page asks about."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from safehold.access.roles import Role
from safehold.partnership.models import Chair
from safehold.policies import actions as policies
from safehold.policies.models import Equality
from safehold.records import writing
from safehold.voice import actions as voices
from safehold.voice.models import ToldOf

THEN = date(2020, 3, 2)


def add_policies(world: Any, day: date) -> None:
    """Policies with a version in every state, one of them in force with another before it, and how a question is answered."""
    manager, chair, lead = (
        world.acting[role] for role in (Role.BUSINESS_MANAGER, Role.INDEPENDENT_CHAIR, Role.AGENCY_LEAD)
    )
    group = Chair.objects.filter(user=chair.user).select_related("group").order_by("pk")[0].group
    told = {
        "sort": "protocol",
        "scope": "local",
        "audience": "Everybody",
        "group": group,
        "bound": [lead.agency, manager.agency],
    }
    kept = world.policies

    def begun(title: str) -> Any:
        return policies.draft(
            policies.begin(by=manager, title=title, **told), by=manager, words="Tell the team", changes="All of it"
        )

    def ready(title: str) -> Any:
        made = begun(title)
        policies.pass_over(made, by=manager, why="It was urgent")
        return policies.assess(
            made, by=manager, equality=Equality.MITIGATED, words="Deaf people", mitigation="A text line", made_on=day
        )

    kept["draft"] = begun("Being written")
    kept["out"] = out = begun("Out for consultation")
    policies.ask_about(out, by=manager, agencies=[lead.agency], bodies=["A forum"], until_on=day)
    kept["asked"], kept["answered"] = out.consulted.order_by("pk")
    policies.answer(kept["answered"], by=manager, words="It is clear")
    kept["ready"] = ready("Ready to approve")
    kept["approved"] = policies.approve(ready("Approved"), by=chair)
    kept["dated"] = dated = policies.approve(ready("In force"), by=chair)
    kept["policy"] = dated.policy
    past = replace(manager, on=day)
    kept["brought_in"] = policies.bring_in(
        dated.policy,
        by=past,
        words="Telephone the team",
        approved_by_whom="The old board",
        approved_on=THEN,
        from_on=THEN,
    )
    policies.take_effect(dated, by=manager, from_on=day)
    kept["interpretation"] = said = policies.interpret(
        dated.policy,
        by=manager,
        question="When is it late?",
        answer="A day",
        from_on=day,
        group=group,
        decided_on=day,
    )
    policies.confirm(said, by=chair)
    kept["waiting"] = policies.interpret(
        dated.policy, by=manager, question="Who is told?", answer="The team", from_on=day, group=group, decided_on=day
    )
    kept["to_come"] = policies.take_effect(
        policies.approve(ready("To come"), by=chair), by=manager, from_on=day + timedelta(days=30)
    )
    finding = world.thread["finding"]
    policies.tie(said, by=manager, entry=finding.entry, decided_on=day, words="Told late")


def add_more_to_policies(world: Any, day: date) -> None:
    """What changed because of an answer, a review, an agency that took it up, and a version that was withdrawn."""
    manager, lead = world.acting[Role.BUSINESS_MANAGER], world.acting[Role.AGENCY_LEAD]
    kept = world.policies
    policies.settle(kept["answered"], by=manager, changed="Nothing: it is clear")
    kept["policy"].refresh_from_db()
    policies.review(kept["policy"], by=manager, outcome="extended", why="Wait for the law", due_on=date(2023, 9, 1))
    kept["dated"].refresh_from_db()
    for name in ("to_come", "waiting", "brought_in"):
        kept[name].refresh_from_db()
    policies.call_off(kept["to_come"], by=manager, why="The law was put off")
    policies.turn_down(kept["waiting"], by=world.acting[Role.INDEPENDENT_CHAIR], why="It depends")
    policies.set_right(kept["brought_in"], by=manager, why="It was a draft")
    policies.adopt(kept["dated"], by=lead, adopted_on=day)
    policies.discard(kept["draft"], by=manager, why="It was too long")
    policies.end(kept["interpretation"], by=manager, to_on=day, why="The guidance says it")


def add_voices(world: Any, day: date) -> None:
    """What somebody said: agreed to, used and quoted; and what somebody else took back, which was published before."""
    manager, chair = world.acting[Role.BUSINESS_MANAGER], world.acting[Role.INDEPENDENT_CHAIR]
    group = Chair.objects.filter(user=chair.user).select_related("group").order_by("pk")[0].group
    told = {
        "speaker": "parent",
        "method": "group",
        "gathered_at": "A forum of parents",
        "gathered_on": day,
        "group": group,
    }
    said = {"given_how": "said", "giver": "advocate", "capacity": "Their advocate read it to them", "from_on": day}
    kept = world.voices
    for name in ("voice", "withdrawn"):
        kept[name] = voices.gather(
            by=manager, title=f"Telling it again ({name})", words="I told it six times", background="Five services",
            pseudonym="Bird", **told,
        )  # fmt: skip
        voices.agree(kept[name], by=manager, uses=["group", "plan", "report"], shown_as="Bird", **said)
    kept["consent"] = kept["voice"].consents.order_by("pk")[0]
    entry = world.thread["finding"].entry
    kept["used"] = voices.use_in(kept["voice"], by=manager, use="plan", entry=entry, where="The second line")
    voices.use_in(kept["withdrawn"], by=manager, use="plan", entry=entry, where="The third line")
    voices.withdraw(kept["withdrawn"], by=manager, words="It is mine")


def add_more_to_voices(world: Any, day: date) -> None:
    """What changed because of it, that they were told, and who was told of what was published."""
    manager, kept = world.acting[Role.BUSINESS_MANAGER], world.voices
    voices.say_changed(kept["voice"], by=manager, words="There is one form", changed_on=day)
    voices.feed_back(kept["voice"], by=manager, words="There is one form", how="In the forum", fed_back_on=day)
    entry = world.reports["2020-21"].entry
    writing.create(
        ToldOf,
        by=manager,
        voice=kept["withdrawn"],
        entry=entry,
        whom="Their advocate",
        told_on=day,
        told_by=manager.user,
    )
