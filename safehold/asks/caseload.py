"""What somebody has to answer, and what they asked for, for when they leave."""

from datetime import date
from typing import Any

from django.db.models import QuerySet

from safehold.access.actor import Actor
from safehold.access.handover import Fate, Moved
from safehold.access.models import Membership, User
from safehold.asks import actions, queries
from safehold.govuk.filters import plural


class Handled:
    """An ask goes to the successor where they prepare what its agency returns; else back to the agency's lead."""

    label = "Things to answer for their agency"
    must_move = False
    if_nobody = "leave what they had to answer to the agency’s lead"

    def held_by(self, user: User, *, on: date, through: Membership | None = None) -> int:
        return self.rows_held_by(user, on=on, through=through).count()

    def rows_held_by(self, user: User, *, on: date, through: Membership | None = None) -> QuerySet[Any]:
        return queries.handled_by(user, agency=through.agency if through else None)

    def could_take(self, *, leaver: User, by: Actor, on: date, through: Membership | None = None) -> set[int]:
        agencies = {each.agency for each in queries.handled_by(leaver, agency=through.agency if through else None)}
        return {
            number
            for each in agencies
            for number in queries.possible_handlers(each, by.on).values_list("pk", flat=True)
        }

    def foresee(
        self, *, leaver: User, successor: User | None, by: Actor, on: date, through: Membership | None = None
    ) -> Fate:
        held = list(queries.handled_by(leaver, agency=through.agency if through else None))
        able = {
            each
            for each in {ask.agency for ask in held}
            if successor and queries.could_take_over(successor, each, on=by.on)
        }
        goes = sum(ask.agency in able for ask in held)
        left = len(held) - goes
        return Fate(
            (plural(goes, "thing to answer", "things to answer"),) if goes else (),
            (f"{plural(left, 'thing to answer', 'things to answer')}, left to the agency’s lead",) if left else (),
            f"leave {plural(left, 'thing to answer', 'things to answer')} to the agency’s lead" if left else "",
        )

    def hand_over(
        self, *, leaver: User, successor: User | None, by: Actor, on: date, through: Membership | None = None
    ) -> Moved:
        return Moved(actions.hand_over_asks(leaver, by=by, successor=successor, through=through))


class Kept:
    """What somebody asked of agencies goes to a colleague who asks too; else the office sees to it."""

    label = "Things they asked agencies for"
    must_move = False
    if_nobody = "leave what they asked for to the business manager"

    def held_by(self, user: User, *, on: date, through: Membership | None = None) -> int:
        return self.rows_held_by(user, on=on, through=through).count()

    def rows_held_by(self, user: User, *, on: date, through: Membership | None = None) -> QuerySet[Any]:
        return queries.calls_kept_by(user, agency=through.agency if through else None)

    def could_take(self, *, leaver: User, by: Actor, on: date, through: Membership | None = None) -> set[int]:
        owners = {each.entry.owner for each in self.rows_held_by(leaver, on=on, through=through)}
        return {
            number for each in owners for number in queries.possible_keepers(each, by.on).values_list("pk", flat=True)
        }

    def foresee(
        self, *, leaver: User, successor: User | None, by: Actor, on: date, through: Membership | None = None
    ) -> Fate:
        kept = [each.entry.owner for each in self.rows_held_by(leaver, on=on, through=through)]
        able = {each for each in set(kept) if successor and queries.could_keep(successor, each, on=by.on)}
        goes = sum(owner in able for owner in kept)
        left = len(kept) - goes
        one, many = "thing asked of agencies", "things asked of agencies"
        return Fate(
            (plural(goes, one, many),) if goes else (),
            (f"{plural(left, one, many)}, left to the business manager",) if left else (),
            f"leave {plural(left, one, many)} to the business manager" if left else "",
        )

    def hand_over(
        self, *, leaver: User, successor: User | None, by: Actor, on: date, through: Membership | None = None
    ) -> Moved:
        return Moved(actions.hand_over_calls(leaver, by=by, successor=successor, through=through))


HANDLED = Handled()
KEPT = Kept()
