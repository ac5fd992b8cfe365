"""Every address once with the record it is about in the world, and once with one that is not there; libraries' too."""

import uuid
from contextlib import suppress
from dataclasses import dataclass

from django.urls import NoReverseMatch, get_resolver, reverse

from tests.addresses import ADDRESSES, LIBRARY, address, facts, named
from tests.world import World

ABSENT = (uuid.UUID("00000000-0000-4000-8000-000000000000"), 987654, "no-such-thing")


@dataclass(frozen=True)
class Place:
    """One address: the name it has in the code, whether its record is there, and where it is."""

    name: str
    there: bool
    path: str

    def __str__(self) -> str:
        return self.name if self.there else f"{self.name}, absent"


def places(world: World) -> list[Place]:
    """Every address, in the order of their names."""
    found = [Place(name, True, address(name, world)) for name in sorted(ADDRESSES)]
    found += [Place(name, False, path) for name in sorted(ADDRESSES) if (path := absent(name, world))]
    for name, _ in sorted(named(get_resolver().url_patterns)):
        if name.startswith(LIBRARY):
            with suppress(NoReverseMatch):  # those about a key, which no test knows
                found.append(Place(name, True, reverse(name)))
    return found


def absent(name: str, world: World) -> str | None:
    """The address of a record that does not exist; none for an address that is about no record."""
    if "uid" not in ADDRESSES[name]:
        return None
    told = facts(world)
    known = told.get(name.split(":")[0], {}) | told.get(name, {})
    for uid in ABSENT:
        try:
            return reverse(name, kwargs={word: known[word] for word in ADDRESSES[name]} | {"uid": uid})
        except NoReverseMatch:
            continue
    raise AssertionError(f"No absent record fits {name}")
