"""Who answers to whom: boxes in levels, drawn as SVG of our own, and the same in words.

Vega-Lite has no such chart. The drawing has the width and the face of the others, and like them holds no style that a
strict Content Security Policy refuses.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from html import escape
from textwrap import wrap

from safehold.charts.kinds import NoData
from safehold.charts.palette import INK, PAPER, QUIET, look
from safehold.charts.specs.common import FONT, WIDTH

_LETTER, _LINE, _GAP, _BETWEEN, _PAD = 6.6, 16, 14, 44, 12
_ABREAST = 4
"""More boxes than this on one level stand in a panel, three to a row."""


@dataclass(frozen=True)
class Body:
    """A group or body. ``answers_to`` holds the keys of the bodies above it, the first one first; the top has none."""

    key: str
    name: str
    answers_to: tuple[str, ...] = ()


@dataclass(frozen=True)
class _Box:
    body: Body
    lines: tuple[str, ...]
    small: tuple[str, ...]
    x: float
    y: float
    width: float
    height: float

    @property
    def middle(self) -> float:
        return self.x + self.width / 2


def structure(bodies: Sequence[Body], *, title: str) -> str:
    """The structure chart as SVG. Raises ``NoData`` without bodies, ``ValueError`` where one answers to itself or to
    a body that is not there.
    """
    levels = _levels(bodies, title)
    names = {body.key: body.name for body in bodies}
    placed: dict[str, _Box] = {}
    drawn: list[str] = []
    y = 1.0
    for level in levels:
        if len(level) <= _ABREAST:
            boxes = _row(level, names, y, in_panel=False)
            drawn += [_connector(placed[above], box) for box in boxes for above in box.body.answers_to]
            y = max(box.y + box.height for box in boxes) + _BETWEEN
        else:
            boxes, panels, y = _panels(level, names, placed, y)
            drawn += panels
        placed |= {box.body.key: box for box in boxes}
    drawn += [_box(box, first=not box.body.answers_to) for box in placed.values()]
    height = round(y - _BETWEEN + 1)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{WIDTH}" height="{height}" viewBox="0 0 {WIDTH} {height}">'
        f'<rect width="{WIDTH}" height="{height}" fill="{PAPER}"/>{"".join(drawn)}</svg>'
    )


def sentences(bodies: Sequence[Body]) -> str:
    """The text alternative: how many there are, and who stands at the top."""
    top = [body.name for body in bodies if not body.answers_to]
    below = len(bodies) - len(top)
    bodies_below = "one body answers" if below == 1 else f"{below} bodies answer"
    return f"Structure chart. At the top: {', '.join(top)}. Below, {bodies_below} to them, directly or not. A list follows."


def _levels(bodies: Sequence[Body], title: str) -> list[list[Body]]:
    """Bodies by how far they are from the top, each below everything it answers to."""
    if not bodies:
        raise NoData(f"The chart ‘{title}’ has no data. Add a group first.")
    waiting, depth = list(bodies), dict[str, int]()
    while waiting:
        ready = [body for body in waiting if all(above in depth for above in body.answers_to)]
        if not ready:
            names = ", ".join(body.name for body in waiting)
            raise ValueError(
                f"The chart ‘{title}’ cannot be drawn: {names} answer to each other, or to what is not there."
            )
        depth |= {body.key: max((depth[above] + 1 for above in body.answers_to), default=0) for body in ready}
        waiting = [body for body in waiting if body.key not in depth]
    return [[body for body in bodies if depth[body.key] == level] for level in range(max(depth.values()) + 1)]


def _row(bodies: Sequence[Body], names: dict[str, str], y: float, *, in_panel: bool, columns: int = 0) -> list[_Box]:
    """Boxes side by side, all as high as the highest, in the middle of the drawing."""
    inside = WIDTH - 2 * _PAD if in_panel else WIDTH - 2
    columns = columns or len(bodies)
    width = min(230.0, (inside - _GAP * (columns - 1)) / columns)
    left = (WIDTH - (width * columns + _GAP * (columns - 1))) / 2
    room = int((width - 16) / _LETTER)
    written = []
    for body in bodies:
        # In a panel only the panel has a line, so that other bodies above are named in the box.
        others = [names[above] for above in body.answers_to[1:]] if in_panel else []
        small = wrap(f"also answers to {' and '.join(others)}", int(room * 1.1)) if others else []
        written.append((body, tuple(wrap(body.name, room)), tuple(small)))
    height = max(len(lines) * _LINE + len(small) * (_LINE - 2) for _, lines, small in written) + 18
    return [
        _Box(body, lines, small, left + place * (width + _GAP), y, width, height)
        for place, (body, lines, small) in enumerate(written)
    ]


def _panels(
    level: Sequence[Body], names: dict[str, str], placed: dict[str, _Box], y: float
) -> tuple[list[_Box], list[str], float]:
    """A panel for the bodies below each body, three to a row, with the name of whom they answer to."""
    boxes, drawn = [], []
    above = list(dict.fromkeys(body.answers_to[0] if body.answers_to else "" for body in level))
    for place, key in enumerate(above):
        members = [body for body in level if (body.answers_to[0] if body.answers_to else "") == key]
        top = y
        y += 34 if key else _PAD
        for start in range(0, len(members), 3):
            row = _row(members[start : start + 3], names, y, in_panel=True, columns=3)
            boxes += row
            y = row[0].y + row[0].height + _GAP
        drawn.append(f'<rect x="1" y="{top}" width="{WIDTH - 2}" height="{y - top}" rx="4" fill="#f3f5f7"/>')
        if key:
            heading = f"Answering to: {names[key]}"
            drawn.append(_text([heading], WIDTH / 2, top + 22, INK, weight="normal"))
            if place == 0:
                parent = placed[key]
                drawn.append(_path([(parent.middle, parent.y + parent.height), (parent.middle, top)]))
        y += _GAP
    return boxes, drawn, y - _GAP + _BETWEEN


def _connector(above: _Box, below: _Box) -> str:
    """A line from the foot of one box to the head of another, turning half way between the levels."""
    turn = below.y - _BETWEEN / 2
    foot = above.y + above.height
    return _path([(above.middle, foot), (above.middle, turn), (below.middle, turn), (below.middle, below.y)])


def _path(points: Iterable[tuple[float, float]]) -> str:
    steps = "L".join(f"{x:.1f},{y:.1f}" for x, y in points)
    return f'<path d="M{steps}" fill="none" stroke="{QUIET}" stroke-width="1.5"/>'


def _box(box: _Box, *, first: bool) -> str:
    fill, ink = (look(0).colour, PAPER) if first else (PAPER, INK)
    words = len(box.lines) * _LINE + len(box.small) * (_LINE - 2)
    baseline = box.y + (box.height - words) / 2 + 12
    frame = (
        f'<rect x="{box.x:.1f}" y="{box.y:.1f}" width="{box.width:.1f}" height="{box.height:.1f}" rx="3" '
        f'fill="{fill}" stroke="{look(0).colour}" stroke-width="1.5"/>'
    )
    name = _text(box.lines, box.middle, baseline, ink, weight="bold")
    small = _text(box.small, box.middle, baseline + len(box.lines) * _LINE, QUIET, weight="normal", size=11)
    return frame + name + small


def _text(lines: Sequence[str], x: float, y: float, fill: str, *, weight: str, size: int = 12) -> str:
    step = _LINE if size == 12 else _LINE - 2
    return "".join(
        f'<text x="{x:.1f}" y="{y + place * step:.1f}" text-anchor="middle" font-family="{FONT}" font-size="{size}px" '
        f'font-weight="{weight}" fill="{fill}">{escape(line)}</text>'
        for place, line in enumerate(lines)
    )
