"""The report that every contender sets: twelve chapters of five parts, thirty charts, twenty-four tables, sixty figures."""

import random
from collections.abc import Iterator
from dataclasses import dataclass

WORDS = [
    "the",
    "board",
    "heard",
    "that",
    "enquiries",
    "about",
    "neglect",
    "rose",
    "while",
    "people",
    "said",
    "what",
    "they",
    "wanted",
    "and",
    "most",
    "felt",
    "safer",
    "after",
    "agencies",
    "worked",
    "with",
    "them",
    "and",
    "their",
    "families",
    "in",
    "care",
    "homes",
    "and",
    "hospitals",
    "and",
    "at",
    "home",
]
YEARS = ("2016-17", "2017-18", "2018-19", "2019-20", "2020-21")
TYPES = ("Neglect", "Physical", "Financial", "Self-neglect", "Psychological")
ROWS = (*TYPES, "Domestic abuse", "Total")
CHAPTERS, PARTS, CHARTS, TABLES = 12, 5, 30, 24


@dataclass(frozen=True)
class Picture:
    """A chart: ``look`` is stacked, bars or lines; ``values`` by type, a number for each year."""

    number: int
    look: str
    title: str
    values: dict[str, tuple[int, ...]]


@dataclass(frozen=True)
class Grid:
    """A table: a header row and rows of cells."""

    number: int
    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True)
class Part:
    """One part of a chapter: two paragraphs, a number in a sentence, and what stands below."""

    title: str
    paragraphs: tuple[str, str]
    figure: int
    picture: Picture | None


@dataclass(frozen=True)
class Chapter:
    title: str
    parts: tuple[Part, ...]
    grids: tuple[Grid, ...]


def paragraph(chance: random.Random, words: int = 80) -> str:
    return " ".join(chance.choice(WORDS) for _ in range(words)).capitalize() + "."


def picture(chance: random.Random, number: int) -> Picture:
    values = {name: tuple(chance.randrange(50, 900) for _ in YEARS) for name in TYPES}
    look = ("stacked", "bars", "lines")[number % 3]
    return Picture(number, look, f"Enquiries by type, picture {number + 1}", values)


def grid(chance: random.Random, number: int) -> Grid:
    rows = tuple(
        (name, *(str(chance.randrange(5, 400) * 5) for _ in range(3)), f"{chance.randrange(-20, 20)}%") for name in ROWS
    )
    return Grid(number, ("Type", "2018-19", "2019-20", "2020-21", "Change"), rows)


def chapters(seed: int = 3) -> Iterator[Chapter]:
    """The report. Equal seeds give equal reports; another seed changes every number and every chart."""
    chance = random.Random(seed)
    charts = tables = 0
    for chapter in range(CHAPTERS):
        parts = []
        for part in range(PARTS):
            drawn = None
            if (part % 2 == 0 or chapter == CHAPTERS - 1) and charts < CHARTS:
                drawn, charts = picture(chance, charts), charts + 1
            parts.append(
                Part(
                    f"Part {chapter + 1}.{part + 1}",
                    (paragraph(chance), paragraph(chance)),
                    chance.randrange(10, 900),
                    drawn,
                )
            )
        grids = tuple(grid(chance, tables + place) for place in range(2))
        tables += 2
        yield Chapter(f"Chapter {chapter + 1}: what we learned", tuple(parts), grids)
