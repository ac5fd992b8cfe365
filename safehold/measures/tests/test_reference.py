"""What the reference promises: every code is in it once, and every table that is counted, without a broken row."""

from safehold.measures.catalogue import DEFINITIONS
from safehold.measures.reference import measures_page
from safehold.measures.tables import EVENT_TABLES


def test_every_code_has_one_row_and_every_table_its_columns():
    page = measures_page()
    rows = [line for line in page.splitlines() if line.startswith("| `")]

    assert [row.split("`")[1] for row in rows] == sorted(
        (found.code for found in DEFINITIONS), key=[row.split("`")[1] for row in rows].index
    )
    assert len(rows) == len(DEFINITIONS)
    assert all(row.count("|") == 7 for row in rows)
    for kind in EVENT_TABLES:
        assert f"### `{kind}`" in page
