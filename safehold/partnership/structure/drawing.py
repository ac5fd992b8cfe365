"""The drawing: one SVG element that needs no style sheet, so that a strict page, a PDF and Word all show the same."""

from xml.sax.saxutils import escape, quoteattr

from safehold.partnership.structure.layout import Spot, columns_of, lay_out
from safehold.partnership.structure.tree import Box, Structure

WIDTH = 960.0  # of the whole, in the units of the drawing: a page’s width on a screen
BETWEEN = 44.0  # from one column to the next, where the lines run
LEAST_COLUMNS = 4
PADDING = 10.0
NAME, SMALL = 16.0, 13.0  # sizes of letters
LEADING = 1.25
INK, QUIET, LINE, PAPER, OWN = "#0b0c0c", "#484949", "#0b4144", "#ffffff", "#eef4f4"
FACE = "Atkinson Hyperlegible, Arial, sans-serif"


def draw(whole: Structure) -> str:
    """The structure as SVG. Boxes left to right, from what leads to what answers; those beside it in rows below."""
    columns_needed = max(LEAST_COLUMNS, 1 + max(columns_of(whole).values(), default=0))
    width = (WIDTH - BETWEEN * (columns_needed - 1)) / columns_needed
    heights = {box.key: height_of(box, width) for box in whole}
    columns = lay_out(whole, heights)
    parts: list[str] = []
    for column in columns:
        for spot in column:
            parts += [path(spot, to, width) for to in spot.right]
            if spot.box is None:
                left = x_of(spot.column, width)
                parts.append(f'<path d="M{left:.0f} {spot.middle:.1f}h{width:.0f}" {STROKE}/>')
    bottom = max((spot.y + spot.height for column in columns for spot in column), default=0.0)
    for column in columns:
        for spot in column:
            if spot.box is not None:
                parts += box_at(spot.box, x_of(spot.column, width), spot.y, width, spot.height)
    if whole.beside:
        top = bottom + 34.0
        parts.append(text_at("Beside the structure", 0.0, top, size=NAME, bold=True))
        bottom, rows = beside(whole.beside, heights, top + 14.0, width, columns_needed)
        parts += rows
    if any(box.outside for box in whole):
        bottom += 26.0
        parts.append(text_at("A broken line: outside the partnership", 0.0, bottom, size=SMALL))
        bottom += SMALL * (LEADING - 1)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="-2 -2 {WIDTH + 4:.0f} {bottom + 4:.0f}" '
        f'width="{WIDTH + 4:.0f}" height="{bottom + 4:.0f}" role="img" aria-labelledby="structure-title structure-desc" '
        f"font-family={quoteattr(FACE)}>"
        f'<title id="structure-title">{escape(whole.title)}</title>'
        f'<desc id="structure-desc">{escape(whole.description)}</desc>' + "".join(parts) + "</svg>"
    )


def x_of(column: int, width: float) -> float:
    return column * (width + BETWEEN)


STROKE = f'fill="none" stroke="{LINE}" stroke-width="1.5"'


def path(left: Spot, right: Spot, width: float) -> str:
    """The line between two neighbouring columns: out level, in level, and a smooth turn between."""
    x, to = x_of(left.column, width) + width, x_of(right.column, width)
    half = (to - x) / 2
    return (
        f'<path d="M{x:.0f} {left.middle:.1f}C{x + half:.0f} {left.middle:.1f} {to - half:.0f} {right.middle:.1f} '
        f'{to:.0f} {right.middle:.1f}" {STROKE}/>'
    )


def box_at(box: Box, x: float, y: float, width: float, height: float) -> list[str]:
    fill = PAPER if box.outside else OWN
    dashes = ' stroke-dasharray="5 4"' if box.outside else ""
    parts = [
        f'<rect x="{x:.0f}" y="{y:.1f}" width="{width:.0f}" height="{height:.1f}" fill="{fill}" stroke="{LINE}" '
        f'stroke-width="1.5"{dashes}/>'
    ]
    at = y + PADDING
    for words, size, bold in lines_of(box, width):
        at += size * LEADING
        parts.append(text_at(words, x + PADDING, at - size * 0.28, size=size, bold=bold))
    return parts


def text_at(words: str, x: float, y: float, *, size: float, bold: bool = False) -> str:
    weight = ' font-weight="700"' if bold else ""
    colour = INK if bold else QUIET
    return f'<text x="{x:.0f}" y="{y:.1f}" font-size="{size:.0f}"{weight} fill="{colour}">{escape(words)}</text>'


def beside(
    boxes: tuple[Box, ...], heights: dict[str, float], top: float, width: float, most: int
) -> tuple[float, list[str]]:
    """Those that nothing joins, in rows of ``most``; where they end, and how they are drawn."""
    parts: list[str] = []
    for start in range(0, len(boxes), most):
        row = boxes[start : start + most]
        tall = max(heights[box.key] for box in row)
        for n, box in enumerate(row):
            parts += box_at(box, x_of(n, width), top, width, tall)
        top += tall + 14.0
    return top - 14.0, parts


# --- words in boxes ---


def lines_of(box: Box, width: float) -> list[tuple[str, float, bool]]:
    """The lines of text in a box: what kind it is, its name, whose duties it carries out; with size and weight."""
    room = width - 2 * PADDING
    lines = [(words, SMALL, False) for words in wrapped(box.kind, room, SMALL)]
    lines += [(words, NAME, True) for words in wrapped(box.name, room, NAME, bold=True)]
    for body in box.acts_for:
        lines += [(words, SMALL, False) for words in wrapped(f"as {body}", room, SMALL)]
    return lines


def height_of(box: Box, width: float) -> float:
    return sum(size * LEADING for _, size, _ in lines_of(box, width)) + 2 * PADDING


def wrapped(words: str, room: float, size: float, *, bold: bool = False) -> list[str]:
    """``words`` in lines that fit in ``room``; a single word that does not fit stands alone."""
    lines: list[str] = []
    for word in words.split():
        if lines and width_of(f"{lines[-1]} {word}", size, bold=bold) <= room:
            lines[-1] = f"{lines[-1]} {word}"
        else:
            lines.append(word)
    return lines


def width_of(words: str, size: float, *, bold: bool = False) -> float:
    """About how wide ``words`` are, a little too wide rather than too narrow: the faces of readers differ."""
    return size * (1.06 if bold else 1.0) * sum(map(_letter, words))


def _letter(letter: str) -> float:
    if letter in "iljtfr.,’'|:;-() ":
        return 0.33
    if letter in "mwMW&@":
        return 0.88
    return 0.68 if letter.isupper() else 0.56
