"""``docs/reference/measures.md``: every code, what it means, and how it comes to be. Written from the code."""

from collections.abc import Iterator

from safehold.measures.catalogue import DEFINITIONS
from safehold.measures.catalogue.counted import CATALOGUE
from safehold.measures.catalogue.sections import SECTIONS
from safehold.measures.definition import Better, Definition
from safehold.measures.presenters import how
from safehold.measures.tables import EVENT_TABLES, AgencyReturns
from safehold.tally import Table, Text, columns_of

HEAD = """# Measures

Written by `make reference` from `safehold/measures/catalogue` and `safehold/measures/tables.py`: change those, not this.

Every figure has a code, a period and a place. A code marked *claim* is what the source says of itself: it is checked, and
never printed as ours. Percentages are rounded half up.
"""
ROWS_HEAD = """## What is counted

The rows that agencies send to be counted here, one table for each kind, and the codes that each column may hold.
"""
BETTER = {Better.HIGHER: "higher", Better.LOWER: "lower", Better.NEITHER: ""}


def measures_page() -> str:
    """The whole page, in Markdown."""
    return "\n".join([HEAD, *sections(), ROWS_HEAD, *tables()])


def sections() -> Iterator[str]:
    """A table of measures for each part of the work, in the report's order."""
    for number, words in SECTIONS.items():
        found = [each for each in DEFINITIONS if each.section == number]
        yield f"## {words}\n"
        yield "| code | title | what it means | unit | better | how it comes to be |"
        yield "|---|---|---|---|---|---|"
        yield from (row(each) for each in found)
        yield ""


def row(found: Definition) -> str:
    unit = "per cent" if found.unit == "percent" else found.unit
    places = f", {found.places} dp" if found.places else ""
    title = f"{found.title} *(claim)*" if found.claim_only else found.title
    cells = (f"`{found.code}`", title, found.defines, f"{unit}{places}", BETTER[found.better], how(found))
    return f"| {' | '.join(cell.replace('|', '/') for cell in cells)} |"


def tables() -> Iterator[str]:
    """Each table that is counted, with its columns and the measures over it."""
    counted: dict[str, type[Table]] = {"kpi_returns": AgencyReturns, **EVENT_TABLES}
    for name, table in counted.items():
        yield f"### `{name}`\n"
        yield f"{(table.__doc__ or '').strip()}\n"
        yield "| column | what it says | codes |"
        yield "|---|---|---|"
        for column in columns_of(table).values():
            yield f"| {column.source} | {column.description} | {', '.join(f'`{code}`' for code in codes(column))} |"
        yield f"\nCounted into {', '.join(f'`{code}`' for code in counted_from(table))}.\n"


def codes(column: object) -> tuple[str, ...]:
    return column.values if isinstance(column, Text) else ()


def counted_from(table: type[Table]) -> list[str]:
    return [measure.code for measure in CATALOGUE if measure.table is table]
