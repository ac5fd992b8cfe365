"""A meeting about a case, as people make it: an invented case of three agencies, and who is invited. All of it invented."""

from typing import Any

from django.utils import timezone

from safehold.access.actor import Actor
from safehold.access.models import Membership
from safehold.access.roles import Role
from safehold.access.tests.factories import DAY, join, membership
from safehold.meetings import actions
from safehold.meetings.models import Meeting, Part
from safehold.meetings.queries import cases
from safehold.meetings.queries.seats import Marked
from safehold.meetings.tests.factories import AT, HELD_ON, SINCE
from safehold.partnership.models import Rule
from tests.invented.factories import notebook

KIND = "invented.notebook"


def somebody(code: str, role: Role = Role.AGENCY_LEAD) -> Actor:
    return Actor.of(membership(role, agency=code, since=SINCE), on=DAY)


def of(who: Actor) -> Membership:
    return Membership.objects.get(pk=who.membership_id)


class Case:
    """A notebook in the circle of which its officer, the police, health and the school are."""

    def __init__(self, title: str = "The case of the green door") -> None:
        self.officer = somebody("council", Role.REVIEW_OFFICER)
        self.police, self.health, self.school = (somebody(code) for code in ("police", "health", "school"))
        self.outsider = somebody("fire")
        self.record = notebook(self.officer, title=title)
        for each in (self.police, self.health, self.school):
            join(self.record.entry.circle, each)

    @property
    def everybody(self) -> dict[str, Actor]:
        return {name: getattr(self, name) for name in ("officer", "police", "health", "school", "outsider")}

    def meeting(self, **facts: Any) -> Meeting:
        told = {"name": "Strategy meeting", "meets_on": HELD_ON, "starts_at": AT, "place": "Room 4"} | facts
        return actions.plan_about(self.record.entry, by=self.officer, **told)

    def peopled(self, **facts: Any) -> Meeting:
        """A meeting that the police chair, health takes part in, and the school observes."""
        made = self.meeting(**facts)
        for who, part in ((self.police, Part.CHAIR), (self.health, Part.MEMBER), (self.school, Part.OBSERVER)):
            actions.invite_to(made, by=self.officer, membership=of(who), part=part)
        return made

    def attended(self, made: Meeting, **said: str) -> Meeting:
        """What is written down of each place, by the name of who was invited: ``police="member"``."""
        by_user = {each.user_id: each.pk for each in cases.invitees_of(made)}
        marks = {}
        for name, mark in said.items():
            who = getattr(self, name)
            marks[by_user[who.user_id]] = Marked(mark, None, "Somebody Else" if mark == "deputy" else "")
        return actions.record_attendance(made, by=self.officer, marks=marks)

    def held(self, made: Meeting | None = None, **said: str) -> Meeting:
        made = made or self.peopled()
        self.attended(made, **{"officer": "member", "police": "member", "health": "member", "school": "member"} | said)
        return actions.hold(made, by=self.officer)


def a_quorum(least: int) -> None:
    """From before the year on, so many agencies must be there for a meeting about a case to decide."""
    Rule.objects.create(key="meetings.case_quorum", value=least, from_on=SINCE, source="Invented", **_made())


def _made() -> dict[str, Any]:
    return {"made_at": timezone.now(), "changed_at": timezone.now()}
