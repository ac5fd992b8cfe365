"""The sections of reports that somebody has to write, for when they leave."""

from datetime import date
from typing import Any

from django.db.models import QuerySet

from safehold.access.actor import Actor
from safehold.access.handover import Fate, Moved
from safehold.access.models import Membership, User
from safehold.govuk.filters import plural
from safehold.publications import actions, queries


class Sections:
    """A section goes to the successor; without one its agency still answers for it."""

    label = "Sections of reports to write"
    must_move = False
    if_nobody = "leave the sections to the agencies that answer for them"

    def held_by(self, user: User, *, on: date, through: Membership | None = None) -> int:
        return self.rows_held_by(user, on=on, through=through).count()

    def rows_held_by(self, user: User, *, on: date, through: Membership | None = None) -> QuerySet[Any]:
        return queries.sections_to_write(user, agency=through.agency if through else None)

    def could_take(self, *, leaver: User, by: Actor, on: date, through: Membership | None = None) -> set[int]:
        sections = list(queries.sections_to_write(leaver, agency=through.agency if through else None))
        reports = {each.publication for each in sections}
        return {number for each in reports for number in queries.writers(each, on=by.on).values_list("pk", flat=True)}

    def foresee(
        self, *, leaver: User, successor: User | None, by: Actor, on: date, through: Membership | None = None
    ) -> Fate:
        sections = list(queries.sections_to_write(leaver, agency=through.agency if through else None))
        reports = {each.publication for each in sections}
        able = {each for each in reports if successor and queries.could_write(successor, each, on=by.on)}
        goes = sum(each.publication in able for each in sections)
        left = len(sections) - goes
        theirs = "left to the agencies that answer for them" if left > 1 else "left to the agency that answers for it"
        return Fate(
            (plural(goes, "section of a report", "sections of reports"),) if goes else (),
            (f"{plural(left, 'section of a report', 'sections of reports')}, {theirs}",) if left else (),
            f"leave {plural(left, 'section', 'sections')} to the agencies that answer for them" if left else "",
        )

    def hand_over(
        self, *, leaver: User, successor: User | None, by: Actor, on: date, through: Membership | None = None
    ) -> Moved:
        return Moved(actions.hand_over_sections(leaver, by=by, successor=successor, through=through))


SECTIONS = Sections()
