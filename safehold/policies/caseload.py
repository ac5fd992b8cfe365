"""The policies that somebody looks after, for when they leave."""

from datetime import date
from typing import Any

from django.db.models import QuerySet

from safehold.access.actor import Actor
from safehold.access.handover import Fate, Moved
from safehold.access.models import Membership, User
from safehold.govuk.filters import plural
from safehold.policies import actions, queries


class Kept:
    """A policy goes to the successor where they could keep one; else its owner still answers for it."""

    label = "Policies they keep"
    must_move = False
    if_nobody = "leave the policies to the groups and agencies that own them"

    def held_by(self, user: User, *, on: date, through: Membership | None = None) -> int:
        return self.rows_held_by(user, on=on, through=through).count()

    def rows_held_by(self, user: User, *, on: date, through: Membership | None = None) -> QuerySet[Any]:
        return queries.kept_by(user)

    def could_take(self, *, leaver: User, by: Actor, on: date, through: Membership | None = None) -> set[int]:
        return set(queries.possible_keepers(by.on).values_list("pk", flat=True)) if queries.kept_by(leaver) else set()

    def foresee(
        self, *, leaver: User, successor: User | None, by: Actor, on: date, through: Membership | None = None
    ) -> Fate:
        kept = plural(len(queries.kept_by(leaver)), "policy", "policies")
        if not queries.kept_by(leaver):
            return Fate((), (), "")
        if successor and queries.could_keep(successor, by.on):
            return Fate((kept,), (), "")
        return Fate((), (f"{kept}, left to the owner",), f"leave {kept} to the owner")

    def hand_over(
        self, *, leaver: User, successor: User | None, by: Actor, on: date, through: Membership | None = None
    ) -> Moved:
        return Moved(actions.hand_over_policies(leaver, by=by, successor=successor))


KEPT = Kept()
