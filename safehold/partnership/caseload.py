"""What somebody holds in groups, for when they leave: the seats they fill and the chairs they have."""

from datetime import date

from safehold.access.actor import Actor
from safehold.access.handover import Moved
from safehold.access.models import Membership, User
from safehold.partnership import queries
from safehold.partnership.actions import seats


class Places:
    """A seat goes to the successor where they act for the agency whose seat it is; else it falls vacant, as a chair
    does, and stands among the vacancies."""

    label = "Seats and chairs of groups"
    must_move = False
    if_nobody = "leave the seats vacant"

    def held_by(self, user: User, *, on: date, through: Membership | None = None) -> int:
        agency = through.agency if through else None
        return len(queries.seats_filled_by(user, on=on, agency=agency)) + len(
            queries.chaired_by(user, on=on, agency=agency)
        )

    def hand_over(
        self, *, leaver: User, successor: User | None, by: Actor, on: date, through: Membership | None = None
    ) -> Moved:
        return seats.give_up(leaver, by=by, on=on, successor=successor, through=through)


PLACES = Places()
