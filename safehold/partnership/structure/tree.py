"""The structure as values: boxes, the lines between them, and the list that says the same in words."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cached_property


@dataclass(frozen=True)
class Box:
    """A group, or a body outside that a group answers to."""

    key: str
    name: str
    kind: str
    subgroup: bool = False
    outside: bool = False
    is_body: bool = False
    acts_for: tuple[str, ...] = ()


@dataclass(frozen=True)
class Branch:
    """One line of the list: a box, what else it answers to, and what answers to it.

    Where a box answers to several, it stands in full under the first of them; under the others ``shown_under`` names
    where that is.
    """

    box: Box
    also_answers_to: tuple[str, ...] = ()
    branches: tuple["Branch", ...] = ()
    shown_under: str = ""
    beside: bool = False

    @property
    def remarks(self) -> str:
        """What the drawing shows of the box beyond its name and its place, in brackets; empty where there is nothing."""
        said = ["a statutory body"] if self.box.is_body else []
        said += [f"as {in_a_row(self.box.acts_for)}"] if self.box.acts_for else []
        said += [f"also answers to {in_a_row(self.also_answers_to)}"] if self.also_answers_to else []
        said += [f"listed under {self.shown_under}"] if self.shown_under else []
        said += ["beside the structure"] if self.beside else []
        said += ["outside the partnership"] if self.box.outside and not self.box.is_body else []
        return f" ({'; '.join(said)})" if said else ""


def in_a_row(names: tuple[str, ...]) -> str:
    """Names as a sentence has them: “a, b and c”."""
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"


@dataclass(frozen=True)
class Structure:
    """Who answers to whom on one day. ``lines`` go from whoever answers to what it answers to, by key."""

    on: date
    partnership: str
    boxes: tuple[Box, ...]
    lines: tuple[tuple[str, str], ...]

    @cached_property
    def by_key(self) -> dict[str, Box]:
        return {box.key: box for box in self.boxes}

    def above(self, key: str) -> list[str]:
        return [to for below, to in self.lines if below == key]

    def below(self, key: str) -> list[str]:
        return [below for below, to in self.lines if to == key]

    @cached_property
    def joined(self) -> tuple[Box, ...]:
        """Those that a line joins to another; where no line is drawn at all, every group of the partnership."""
        ends = {key for line in self.lines for key in line}
        return (
            tuple(box for box in self.boxes if box.key in ends)
            if ends
            else tuple(b for b in self.boxes if not b.outside)
        )

    @cached_property
    def beside(self) -> tuple[Box, ...]:
        """Those that no line joins to another: they stand beside the structure."""
        joined = {box.key for box in self.joined}
        return tuple(box for box in self.boxes if box.key not in joined)

    @property
    def title(self) -> str:
        return f"How {self.partnership} was made up on {self.on.day} {self.on:%B %Y}"

    @property
    def description(self) -> str:
        """What the drawing shows, for those who do not see it."""
        several = [self.by_key[box.key].name for box in self.joined if len(self.above(box.key)) > 1]
        more = f" {len(several)} answer to more than one." if len(several) > 1 else ""
        more = f" {several[0]} answers to more than one." if len(several) == 1 else more
        beside = f" {len(self.beside)} stand beside them." if self.beside else ""
        count = sum(not box.is_body for box in self.joined)
        return f"{count} groups, each joined to what it answers to.{more}{beside} The list says the same in words."

    def nested(self) -> tuple[Branch, ...]:
        """The structure as a list within a list, and at its end those that stand beside it."""
        roots = [box.key for box in self.joined if not self.above(box.key)]
        return (*(self.branch(key) for key in roots), *(Branch(box, beside=True) for box in self.beside))

    def branch(self, key: str) -> Branch:
        below = []
        for each in self.below(key):
            first = self.above(each)[0]
            if first == key:
                below.append(self.branch(each))
            else:
                below.append(Branch(self.by_key[each], shown_under=self.by_key[first].name))
        others = tuple(self.by_key[to].name for to in self.above(key)[1:])
        return Branch(self.by_key[key], also_answers_to=others, branches=tuple(below))

    def to_svg(self) -> str:
        """The drawing as one SVG element, with title and description, and without a style of any kind."""
        from safehold.partnership.structure.drawing import draw  # it draws what is declared here

        return draw(self)

    def __iter__(self) -> Iterator[Box]:
        return iter(self.boxes)
