import csv
import io
from dataclasses import replace

from safehold.publications.document.blocks import ChartBlock, Made
from safehold.publications.document.figures_csv import HEADINGS, chart_csv, figures_csv


def read(document):
    return list(csv.reader(io.StringIO(figures_csv(document).decode("utf-8-sig"))))


def test_every_figure_has_one_row(document):
    heading, *rows = read(document)

    assert tuple(heading) == HEADINGS
    assert len(rows) == len(document.figures) > 50
    assert len({tuple(row[:3]) for row in rows}) == len(rows)


def test_a_row_says_what_was_printed_and_where_it_comes_from(document):
    assert [
        "lado.contacts_change",
        "2020-21",
        "Harrowmere",
        "−19.8%",
        "percent",
        "Change on the year before, in percent of the year before.",
        "LADO annual return, 2021-04-30",
        "inferred",
    ] in read(document)


def test_nothing_in_it_runs_as_a_formula(document):
    made = document.figures[0]
    trap = replace(made.figure, definition='=HYPERLINK("http://x")', display="-12", source="@SUM(A1)", source_on=None)
    row = read(replace(document, figures=(Made(made.anchor, trap),)))[1]

    assert row[5] == '\'=HYPERLINK("http://x")'
    assert row[6] == "'@SUM(A1)"
    assert row[3] == "-12", "a plain negative number stays a number"


def test_a_chart_has_a_file_of_its_own(document):
    charts = {
        block.name: block for section in document.sections for block in section.blocks if isinstance(block, ChartBlock)
    }
    rows = list(csv.reader(io.StringIO(chart_csv(charts["anti-social"]).decode("utf-8-sig"))))

    assert rows[0] == ["Month", "Series", "Value", "Unit"]
    assert ["March 2020", "Anti-social behaviour", "[x]", "incidents"] in rows
    assert len(rows) == 37
