"""Who answers to whom, as a diagram for the report: the partnership's own drawing, and the same in words."""

from collections.abc import Iterable
from datetime import date

from safehold.partnership.structure import Branch, structure
from safehold.publications.document.blocks import Diagram, ListBlock, Paragraph, Text


def diagrams(*, on: date) -> dict[str, Diagram]:
    """The diagrams that a section can show by name, as they were on a day; none before there are groups."""
    drawn = structure(on)
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


def lists(on: date) -> dict[str, ListBlock]:
    """The lists of groups that a section can show by name, as they were on a day; none before there are groups."""
    boxes = [box for box in structure(on).boxes if not box.is_body and not box.outside]
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
        words = branch.box.name
        if branch.shown_under:
            words += f" (shown under {branch.shown_under})"
        elif branch.also_answers_to:
            words += f" (also answers to {' and '.join(branch.also_answers_to)})"
        item = (Paragraph((Text(words),)),)
        items.append((*item, outline(branch.branches)) if branch.branches else item)
    return ListBlock(tuple(items))
