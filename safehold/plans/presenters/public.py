"""How far commitments were, in the words that everybody reads."""

from collections import Counter
from collections.abc import Sequence

from safehold.plans.progress import OFFERED
from safehold.plans.queries.public import Progress, Promised

ORDER = [code for code, _ in OFFERED]


def stood(promised: Promised) -> Sequence[tuple[str, int]]:
    """The words of each status with how many actions stood at it."""
    return in_order(promised.stood)


def in_all(found: Progress) -> Sequence[tuple[str, int]]:
    """The same of the whole plan."""
    return in_order(sum((each.stood for each in found.promised), Counter()))


def in_order(counted: Counter[tuple[str, str]]) -> Sequence[tuple[str, int]]:
    def place(each: tuple[str, str]) -> tuple[int, str]:
        return (ORDER.index(each[0]) if each[0] in ORDER else len(ORDER), each[1])

    found: dict[str, int] = {}
    for each in sorted(counted, key=place):
        found[each[1]] = found.get(each[1], 0) + counted[each]
    return list(found.items())
