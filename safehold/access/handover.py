"""Handing over what somebody holds, in one act, when they leave.

A module that keeps a caseload says so in an object named by the setting ``CASELOADS`` (dotted paths, written out where
everything is known: in the settings). Nothing registers itself.
"""

from datetime import date
from typing import Protocol

from django.conf import settings
from django.utils.module_loading import import_string

from safehold.access.actor import Actor
from safehold.access.models import User


class Caseload(Protocol):
    """What one module holds in a person's name.

    A case ``must_move``: it is never left with nobody. A seat in a group can fall vacant, where everybody sees that it
    has.
    """

    label: str  # in words, for the page: "Safeguarding adult reviews"
    must_move: bool

    def held_by(self, user: User, *, on: date) -> int:
        """How many pieces of open work ``user`` holds on ``on``."""
        ...

    def hand_over(self, *, leaver: User, successor: User | None, by: Actor, on: date) -> int:
        """Move all of it to ``successor``, inside the act that is under way; say how many pieces moved.

        ``successor`` is none only where nothing that must move is held.
        """
        ...


def caseloads() -> list[Caseload]:
    """Every module's caseload, in the order of the settings."""
    return [import_string(path) for path in getattr(settings, "CASELOADS", ())]


def held_by(user: User, *, on: date, that_must_move: bool = False) -> list[tuple[str, int]]:
    """What ``user`` holds, module by module, where they hold anything."""
    asked = [each for each in caseloads() if each.must_move or not that_must_move]
    counts = ((caseload.label, caseload.held_by(user, on=on)) for caseload in asked)
    return [(label, count) for label, count in counts if count]
