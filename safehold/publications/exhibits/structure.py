"""Who answers to whom, as a diagram for the report: the partnership's own drawing, and the same in words."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cached_property
from typing import TypeVar

from safehold.partnership.structure import Branch, Structure
from safehold.publications.document.blocks import Diagram, ListBlock, Paragraph, Text

V = TypeVar("V")


class Late(Mapping[str, V]):
    """Things by name that are looked up in the database only once one of them is asked for."""

    def __init__(self, find: Callable[[], Mapping[str, V]]) -> None:
        self._find = find

    @cached_property
    def _found(self) -> Mapping[str, V]:
        return self._find()

    def __getitem__(self, name: str) -> V:
        return self._found[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._found)

    def __len__(self) -> int:
        return len(self._found)


class Drawn:
    """What is drawn from the groups of a partnership, which are read at most once and only where a section shows them."""

    def __init__(self, read: Callable[[], Structure]) -> None:
        self._read = read
        self.diagrams: Mapping[str, Diagram] = Late(lambda: diagrams(self.structure))
        self.lists: Mapping[str, ListBlock] = Late(lambda: lists(self.structure))

    @cached_property
    def structure(self) -> Structure:
        return self._read()


def diagrams(drawn: Structure) -> dict[str, Diagram]:
    """The diagrams that a section can show by name, as they were on a day; none before there are groups."""
    if not drawn.boxes:
        return {}
    return {
        "structure": Diagram(
            name="structure",
            title=drawn.title,
            alternative=drawn.description,
            svg=drawn.to_svg(),
            outline=outline(drawn.nested()),
        )
    }


def lists(drawn: Structure) -> dict[str, ListBlock]:
    """The lists of groups that a section can show by name, as they were on a day; none before there are groups."""
    boxes = [box for box in drawn.boxes if not box.is_body and not box.outside]
    named = {"groups": boxes, "subgroups": [box for box in boxes if box.subgroup]}
    return {
        name: ListBlock(tuple((Paragraph((Text(box.name),)),) for box in found))
        for name, found in named.items()
        if found
    }


def outline(branches: Iterable[Branch]) -> ListBlock:
    """The structure as lists within lists; a group that answers to several stands in full under the first of them."""
    items = []
    for branch in branches:
        item = (Paragraph((Text(f"{branch.box.name}{branch.remarks}"),)),)
        items.append((*item, outline(branch.branches)) if branch.branches else item)
    return ListBlock(tuple(items))
