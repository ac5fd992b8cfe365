"""R5: the checks of every page are taken away one at a time, and the table of who may what no longer holds.

A check is what a page says in ``may_open``, ``may`` or ``visible_to``. One that refuses nobody in this world is not
counted. Small: a few of them. Full: all, and at least 95 in 100 are caught.
"""

import random
from collections.abc import Callable, Iterator
from dataclasses import dataclass, fields
from typing import Any

import pytest
from django.conf import settings
from django.db.models import Q
from django.urls import resolve

from safehold.access.actor import Actor
from safehold.access.policy import YES
from safehold.access.roles import Role
from safehold.records import visibility
from tests.addresses import GUARDED
from tests.proofs import PROVING, count, who_may
from tests.proofs.addresses import Place, places
from tests.world import World

CAUGHT = 0.95
# roles that see little, much and their own agency's alone
ASKED = (
    Role.DELEGATE, Role.TRAINER, Role.AGENCY_LEAD, Role.SYSTEM_ADMINISTRATOR, Role.BUSINESS_MANAGER, Role.SCHOOL_LEAD,
    Role.TRAIL_AUDITOR, Role.REVIEW_OFFICER, Role.DATA_ANALYST, Role.ADULTS_MANAGER,
)[: None if PROVING else 5]  # fmt: skip
pytestmark = [pytest.mark.slow, pytest.mark.django_db, pytest.mark.timeout(0)]


@dataclass
class Removed:
    """A check that lets everything through, and remembers whether the one in whose place it stands would have."""

    check: Callable[..., Any]
    mattered: bool = False

    def allows(self, *arguments: Any) -> Any:
        self.mattered = self.mattered or not self.check(*arguments)
        return YES

    def shows(self, actor: Actor) -> Any:
        shown, everything = self.check(actor), None
        sees, visibility.sees = visibility.sees, lambda actor, prefix="": Q()
        try:
            # whoever asks is only found out when asked for: a plain actor is made of what they are
            facts = {each.name: getattr(actor, each.name) for each in fields(Actor)}
            everything = self.check(Actor(**facts | {"roles": frozenset(Role), "kept": None}))
            str(everything.query)
        finally:
            visibility.sees = sees
        self.mattered = self.mattered or shown.count() != everything.count()
        return everything


def checks(world: World) -> Iterator[tuple[list[Place], type, str]]:
    """Each page with a check that it makes, and its places."""
    by_view: dict[type, list[Place]] = {}
    for place in places(world):
        if place.name in GUARDED and (view := getattr(resolve(place.path).func, "view_class", None)):
            by_view.setdefault(view, []).append(place)
    for view, where in by_view.items():
        for name in ("may_open", "may", "visible_to"):
            if getattr(view, name, None) is not None:
                yield where, view, name


def is_caught(world: World, where: list[Place], table: dict[str, who_may.Row]) -> bool:
    clients = who_may.clients(world, ASKED)
    return any(
        who_may.letter(clients[role], place, verb) != table[who_may.key(place, verb)][who_may.column(role)]
        for place in where
        for verb in who_may.VERBS
        for role in ASKED
    )


def test_nearly_every_check_is_missed_when_it_is_gone(world: World, monkeypatch):
    table, counted, unnoticed, broken = who_may.read(), 0, [], []
    every = list(checks(world))
    chosen = random.Random(5).sample(every, count(5, len(every))) if PROVING else random.Random(5).sample(every, 5)
    for where, view, name in chosen:
        removed = Removed(getattr(view, name))
        with monkeypatch.context() as patch:
            patch.setattr(view, name, staticmethod(removed.shows if name == "visible_to" else removed.allows))
            try:
                caught = is_caught(world, where, table)
            except who_may.Fault:  # the page cannot do without: what would then be seen is not known
                broken.append(f"{view.__module__}.{view.__name__}.{name}")
                continue
        if caught or removed.mattered:
            counted += 1
            if not caught:
                unnoticed.append(f"{view.__module__}.{view.__name__}.{name}")

    (settings.ROOT / ".cache" / "checks.txt").write_text(
        f"of {counted} checks that refuse somebody, {counted - len(unnoticed)} were missed when they were gone\n"
    )
    assert len(every) > 100
    assert counted >= len(chosen) // 4
    assert len(broken) <= max(1, len(chosen) // 20), broken
    assert 1 - len(unnoticed) / counted >= (CAUGHT if PROVING else 0.8), unnoticed


def test_with_every_check_in_its_place_nothing_is_caught(world: World):
    """The control: it is the missing check that is noticed."""
    table = who_may.read()
    for where, view, _ in random.Random(5).sample(list(checks(world)), count(1, 20)):
        assert not is_caught(world, where, table), view
