"""The voices that somebody keeps, for when they leave: somebody can always be told that a person has changed their mind."""

from datetime import date
from typing import Any

from django.db.models import QuerySet

from safehold.access.actor import Actor
from safehold.access.handover import Fate, Moved
from safehold.access.models import Membership, User
from safehold.govuk.filters import plural
from safehold.voice import actions, queries


class Heard:
    """A voice goes to the successor where they could gather one for the same agency; else the partnership's office keeps it."""

    label = "People whose words they keep"
    must_move = False
    if_nobody = "leave what people said to the partnership’s office"

    def held_by(self, user: User, *, on: date, through: Membership | None = None) -> int:
        return self.rows_held_by(user, on=on, through=through).count()

    def rows_held_by(self, user: User, *, on: date, through: Membership | None = None) -> QuerySet[Any]:
        return queries.kept_by(user)

    def could_take(self, *, leaver: User, by: Actor, on: date, through: Membership | None = None) -> set[int]:
        owners = {each.entry.owner for each in queries.kept_by(leaver)}
        return {
            number for each in owners for number in queries.possible_keepers(each, by.on).values_list("pk", flat=True)
        }

    def foresee(
        self, *, leaver: User, successor: User | None, by: Actor, on: date, through: Membership | None = None
    ) -> Fate:
        kept = list(queries.kept_by(leaver))
        goes = sum(bool(successor and queries.could_keep(successor, each, by.on)) for each in kept)
        left = len(kept) - goes
        return Fate(
            (plural(goes, "voice"),) if goes else (),
            (f"{plural(left, 'voice')}, left to the partnership’s office",) if left else (),
            f"leave {plural(left, 'voice')} to the partnership’s office" if left else "",
        )

    def hand_over(
        self, *, leaver: User, successor: User | None, by: Actor, on: date, through: Membership | None = None
    ) -> Moved:
        return Moved(actions.hand_over_voices(leaver, by=by, successor=successor, through=through))


HEARD = Heard()
