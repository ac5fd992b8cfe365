"""The sections of reports that somebody has to write, for when they leave."""

from datetime import date

from safehold.access.actor import Actor
from safehold.access.handover import Moved
from safehold.access.models import Membership, User
from safehold.publications import actions, queries


class Sections:
    """A section goes to the successor; without one its agency still answers for it."""

    label = "Sections of reports to write"
    must_move = False
    if_nobody = "leave the sections to the agencies that answer for them"

    def held_by(self, user: User, *, on: date, through: Membership | None = None) -> int:
        return len(queries.sections_to_write(user, agency=through.agency if through else None))

    def hand_over(
        self, *, leaver: User, successor: User | None, by: Actor, on: date, through: Membership | None = None
    ) -> Moved:
        return Moved(actions.hand_over_sections(leaver, by=by, successor=successor, through=through))


SECTIONS = Sections()
