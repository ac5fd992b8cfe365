"""The risks that somebody owns, for when they leave: the register says who owns each, or that nobody does."""

from datetime import date
from typing import Any

from django.db.models import QuerySet

from safehold.access.actor import Actor
from safehold.access.handover import Fate, Moved
from safehold.access.models import Membership, User
from safehold.assurance import actions
from safehold.assurance.queries import risks as queries
from safehold.govuk.filters import plural


class Owned:
    """A risk goes to the successor where they act for its agency; else it is its agency's, and nobody owns it."""

    label = "Risks they own"
    must_move = False
    if_nobody = "leave the risks without an owner"

    def held_by(self, user: User, *, on: date, through: Membership | None = None) -> int:
        return self.rows_held_by(user, on=on, through=through).count()

    def rows_held_by(self, user: User, *, on: date, through: Membership | None = None) -> QuerySet[Any]:
        return queries.owned_by(user, agency=through.agency if through else None)

    def could_take(self, *, leaver: User, by: Actor, on: date, through: Membership | None = None) -> set[int]:
        agencies = {each.agency_id for each in queries.owned_by(leaver, agency=through.agency if through else None)}
        there = queries.people(by.on).filter(agency__in=agencies).exclude(user=leaver)
        return set(there.values_list("user", flat=True))

    def foresee(
        self, *, leaver: User, successor: User | None, by: Actor, on: date, through: Membership | None = None
    ) -> Fate:
        owned = list(queries.owned_by(leaver, agency=through.agency if through else None))
        goes = sum(bool(successor and queries.able_to_own(successor, each, on=by.on)) for each in owned)
        left = len(owned) - goes
        return Fate(
            (plural(goes, "risk"),) if goes else (),
            (f"{plural(left, 'risk')}, which nobody then owns",) if left else (),
            f"leave {plural(left, 'risk')} without an owner" if left else "",
        )

    def hand_over(
        self, *, leaver: User, successor: User | None, by: Actor, on: date, through: Membership | None = None
    ) -> Moved:
        return Moved(actions.hand_over_risks(leaver, by=by, successor=successor, through=through))


OWNED = Owned()
