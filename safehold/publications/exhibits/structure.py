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


def outline(branches: Iterable[Branch]) -> ListBlock:
    """The structure as lists within lists; a group that answers to several stands in full under the first of them."""
    items = []
    for branch in branches:
        item = (Paragraph((Text(f"{branch.box.name}{branch.remarks}"),)),)
        items.append((*item, outline(branch.branches)) if branch.branches else item)
    return ListBlock(tuple(items))
