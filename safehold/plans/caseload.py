"""The actions that somebody leads, for when they leave: the role goes on leading them."""

from datetime import date
from typing import Any

from django.db.models import QuerySet

from safehold.access.actor import Actor
from safehold.access.handover import Fate, Moved
from safehold.access.models import Membership, User
from safehold.govuk.filters import plural
from safehold.plans import actions, queries


class Led:
    """An action goes to the successor where they act for its agency; else its agency and the role still answer for it."""

    label = "Actions they lead"
    must_move = False
    if_nobody = "leave the actions to the roles that lead them"

    def held_by(self, user: User, *, on: date, through: Membership | None = None) -> int:
        return self.rows_held_by(user, on=on, through=through).count()

    def rows_held_by(self, user: User, *, on: date, through: Membership | None = None) -> QuerySet[Any]:
        return queries.led_by(user, agency=through.agency if through else None)

    def could_take(self, *, leaver: User, by: Actor, on: date, through: Membership | None = None) -> set[int]:
        agencies = {each.agency for each in queries.led_by(leaver, agency=through.agency if through else None)}
        return {
            number for each in agencies for number in queries.possible_leads(each, by.on).values_list("pk", flat=True)
        }

    def foresee(
        self, *, leaver: User, successor: User | None, by: Actor, on: date, through: Membership | None = None
    ) -> Fate:
        led = list(queries.led_by(leaver, agency=through.agency if through else None))
        able = {
            each
            for each in {action.agency for action in led}
            if successor and queries.acts_for(successor, each, on=by.on)
        }
        goes = sum(action.agency in able for action in led)
        left = len(led) - goes
        return Fate(
            (plural(goes, "action"),) if goes else (),
            (f"{plural(left, 'action')}, left to the {'roles that lead them' if left > 1 else 'role that leads it'}",)
            if left
            else (),
            f"leave {plural(left, 'action')} to the roles that lead them" if left else "",
        )

    def hand_over(
        self, *, leaver: User, successor: User | None, by: Actor, on: date, through: Membership | None = None
    ) -> Moved:
        return Moved(actions.hand_over_actions(leaver, by=by, successor=successor, through=through))


LED = Led()
