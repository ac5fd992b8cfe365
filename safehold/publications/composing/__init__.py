"""Parts of a report that are composed from records: which there are, and what of the law each speaks to.

A section says ``{{ records NAME }}`` where one stands, so that which stands where is the report's own and no code. Each is a
function of what it is told (``Asking``) and raises ``NoData`` where the records hold nothing for the year.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from safehold.publications.composing import (
    attendance,
    chairs,
    contributions,
    groups,
    plans,
    recommendations,
    structure,
    yearly_reports,
)
from safehold.publications.composing.base import Asking, Composed


@dataclass(frozen=True)
class Composition:
    """One part that can be composed: what it is called, how it is made, and the requirements of law that it answers."""

    title: str
    make: Callable[[Asking], Composed]
    answers: tuple[str, ...] = ()


COMPOSITIONS: dict[str, Composition] = {
    "structure": Composition("The groups: what each is for, who chairs it and whom it answers to", structure.compose),
    "groups": Composition(
        "The work of each group: what it achieved, what stood in its way and what it asked for, and what it does next",
        groups.compose,
        ("sab.objective", "children.done", "csp.steps"),
    ),
    "said-and-did": Composition(
        "What we said and what we did, row by row, with what is carried forward",
        plans.said_and_did,
        ("sab.strategy",),
    ),
    "commitments": Composition(
        "The commitments of the strategic plan, what will be done to keep each, and how far that is",
        plans.commitments,
        ("csp.priorities", "csp.strategy"),
    ),
    "recommendations": Composition(
        "What was recommended, what was answered, what was done, and what was decided not to be done",
        recommendations.compose,
    ),
    "attendance": Composition("How often each agency was there, group by group", attendance.compose),
    "chairs": Composition("Who chaired each group, and for how long nobody did", chairs.compose),
    "yearly-reports": Composition(
        "The yearly reports that agencies owe, and which groups ratified them", yearly_reports.compose
    ),
    "contributions": Composition(
        "What each member did, in its own words, as it was returned",
        contributions.compose,
        ("sab.members", "children.contributions", "children.partners"),
    ),
}


class Records(Mapping[str, Composed]):
    """Every composition by its name, each made from records only once it is asked for, and kept."""

    def __init__(self, asking: Callable[[], Asking]) -> None:
        self._asking = asking
        self._made: dict[str, Composed] = {}

    @cached_property
    def asking(self) -> Asking:
        return self._asking()

    def __getitem__(self, name: str) -> Composed:
        if name not in self._made:
            self._made[name] = COMPOSITIONS[name].make(self.asking)
        return self._made[name]

    def __contains__(self, name: object) -> bool:
        return name in COMPOSITIONS

    def __iter__(self) -> Iterator[str]:
        return iter(COMPOSITIONS)

    def __len__(self) -> int:
        return len(COMPOSITIONS)


__all__ = ["COMPOSITIONS", "Asking", "Composed", "Composition", "Records"]
