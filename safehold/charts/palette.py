"""Colours that people with any colour vision can tell apart, and what tells the series apart without colour.

The six colours are the categorical palette that the Government Analysis Function recommends for charts, in its order.
Each has a contrast of at least 3 to 1 against white (WCAG 2.2, 1.4.11). Beside its colour each series has a dash and
a shape on lines, and a pattern on bars, so that a copy in black and white still reads.
"""

import re
from dataclasses import dataclass

INK = "#0b0c0c"
QUIET = "#505a5f"
GRID = "#dfe3e6"
PAPER = "#ffffff"


@dataclass(frozen=True)
class Look:
    """How one series looks. ``dash`` is in units of the drawing; ``pattern`` is a name in ``patterns``."""

    colour: str
    dash: tuple[int, ...]
    shape: str
    pattern: str


LOOKS = (
    Look("#12436D", (1, 0), "circle", "solid"),
    Look("#28A197", (7, 3), "square", "rising"),
    Look("#801650", (2, 3), "triangle-up", "dots"),
    Look("#F46A25", (9, 3, 2, 3), "diamond", "level"),
    Look("#3D3D3D", (4, 4), "cross", "falling"),
    Look("#A285D1", (12, 4), "triangle-down", "upright"),
)

# White marks cut out of the colour: the eye sees the colour, a photocopier sees the pattern.
_MARKS = {
    "rising": '<path d="M-2,2l4,-4M0,8l8,-8M6,10l4,-4" stroke="#fff" stroke-width="1.6"/>',
    "falling": '<path d="M-2,6l4,4M0,0l8,8M6,-2l4,4" stroke="#fff" stroke-width="1.6"/>',
    "dots": '<circle cx="2" cy="2" r="1.1" fill="#fff"/><circle cx="6" cy="6" r="1.1" fill="#fff"/>',
    "level": '<path d="M0,2h8M0,6h8" stroke="#fff" stroke-width="1.2"/>',
    "upright": '<path d="M2,0v8M6,0v8" stroke="#fff" stroke-width="1.2"/>',
}


def look(index: int) -> Look:
    """The look of the series at this place. Raises ``ValueError`` past the sixth: a seventh cannot be told apart."""
    if index >= len(LOOKS):
        raise ValueError("A chart can show at most six series. Group the smaller ones, or use a table.")
    return LOOKS[index]


def patterned(svg: str, patterns: dict[str, str], *, prefix: str) -> str:
    """The same drawing with the marks of each pattern laid over the shapes filled in its colour.

    ``patterns`` is pattern name by colour. ``prefix`` keeps the ids apart where a page holds many drawings. The shape
    keeps its plain fill below: where a printer sets the tiles of a pattern beside each other no seam can show.
    """
    definitions = []
    for colour, name in patterns.items():
        fill, laid_over = f'fill="{colour}"', f'fill="url(#{prefix}-{name})"'
        if name not in _MARKS or fill not in svg:
            continue
        definitions.append(
            f'<pattern id="{prefix}-{name}" width="8" height="8" patternUnits="userSpaceOnUse">{_MARKS[name]}</pattern>'
        )
        svg = re.sub(rf"<path [^>]*{fill}[^>]*/>", lambda shape: shape[0] + shape[0].replace(fill, laid_over), svg)  # noqa: B023 called at once
    if not definitions:
        return svg
    end_of_root = svg.index(">") + 1
    return f"{svg[:end_of_root]}<defs>{''.join(definitions)}</defs>{svg[end_of_root:]}"
