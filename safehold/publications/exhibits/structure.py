"""Who answers to whom, as a diagram for the report."""

from datetime import date

from safehold.partnership.structure import structure
from safehold.publications.document.blocks import Diagram, ListBlock, Paragraph, Text


def diagrams(*, on: date) -> dict[str, Diagram]:
    """The diagrams that a section can show by name, as they were on a day."""
    drawn = structure(on)
    if drawn is None:
        return {}
    return {
        "structure": Diagram(
            name="structure",
            title=drawn.title,
            alternative=drawn.alternative,
            svg=drawn.to_svg(),
            outline=_outline(drawn.outline),
        )
    }


def _outline(lines) -> ListBlock:
    """The same as nested lists: each line is a name and what answers to it."""
    items = []
    for name, below in lines:
        blocks = [Paragraph((Text(name),))]
        if below:
            blocks.append(_outline(below))
        items.append(tuple(blocks))
    return ListBlock(tuple(items))
