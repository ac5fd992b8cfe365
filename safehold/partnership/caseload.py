"""What somebody holds in groups, for when they leave: the seats they fill and the chairs they have."""

from datetime import date

from safehold.access.actor import Actor
from safehold.access.handover import Fate, Moved
from safehold.access.models import Membership, User
from safehold.govuk.filters import plural
from safehold.partnership import leaving, queries
from safehold.partnership.actions import seats


class Places:
    """A seat goes to the successor where they act for the agency whose seat it is; else it falls vacant, as a chair
    does, and stands among the vacancies."""

    label = "Seats and chairs of groups"
    must_move = False
    if_nobody = "leave the seats vacant"

    def held_by(self, user: User, *, on: date, through: Membership | None = None) -> int:
        agency = through.agency if through else None
        return queries.places_of(user, on=on, agency=agency)

    def could_take(self, *, leaver: User, by: Actor, on: date, through: Membership | None = None) -> set[int]:
        agency = through.agency if through else None
        freed = leaving.freed_by(leaver, on=on, today=by.on, agency=agency)
        return {number for each in freed for number in each.able}

    def foresee(
        self, *, leaver: User, successor: User | None, by: Actor, on: date, through: Membership | None = None
    ) -> Fate:
        agency = through.agency if through else None
        freed = leaving.freed_by(leaver, on=on, today=by.on, agency=agency)
        goes = [each.in_words() for each in freed if successor and successor.pk in each.able]
        left = [each.in_words() for each in freed if not (successor and successor.pk in each.able)]
        left += [f"{chair.group}: chair" for chair in queries.chaired_by(leaver, on=on, agency=agency)]
        nobody = f"leave {plural(len(left), 'seat or chair', 'seats and chairs')} vacant" if left else ""
        return Fate(tuple(goes), tuple(f"{each}, left vacant" for each in left), nobody)

    def hand_over(
        self, *, leaver: User, successor: User | None, by: Actor, on: date, through: Membership | None = None
    ) -> Moved:
        return seats.give_up(leaver, by=by, on=on, successor=successor, through=through)


PLACES = Places()
