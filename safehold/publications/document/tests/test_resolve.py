from dataclasses import replace

import pytest

from safehold.charts import Absent, Bars, Lines, Series
from safehold.charts.words import MONTHS
from safehold.publications.document.blocks import (
    ChartBlock,
    Column,
    Diagram,
    Figure,
    FigureRef,
    Glossary,
    Paragraph,
    Row,
    Table,
    Text,
    plain_text,
)
from safehold.publications.document.charting import chart_block
from safehold.publications.document.parse import Words, parse_document
from safehold.publications.document.resolve import resolve
from safehold.publications.document.tests.sample import META
from safehold.publications.document.tests.sample_data import shelf


def filled(*markdown, on=None):
    document, problems = parse_document(META, [Words(f"Section {n}", words) for n, words in enumerate(markdown, 1)])
    assert problems == ()
    return resolve(document, on or shelf())


def sentences(*markdown, on=None):
    return [str(problem) for problem in filled(*markdown, on=on).problems]


def test_a_figure_prints_and_leads_to_how_it_was_made():
    resolved = filled("{{ figure lado.contacts }} contacts")

    (paragraph,) = resolved.document.sections[0].blocks
    (made,) = resolved.document.figures
    assert paragraph == Paragraph((Figure("174", made.anchor, "lado.contacts|2020-21|Harrowmere"), Text(" contacts")))
    assert (made.figure.code, made.figure.period, made.figure.source) == (
        "lado.contacts",
        "2020-21",
        "LADO annual return",
    )


def test_an_unknown_figure_is_named_with_what_was_meant():
    assert sentences("One.\n\nTwo {{ figure lado.contact }}") == [
        "Section 1, line 3, column 5: There is no figure called lado.contact. Did you mean lado.contacts?"
    ]


def test_a_known_figure_of_another_year_says_which_is_missing():
    assert sentences("{{ figure lado.contacts period=2031-32 }}") == [
        "Section 1, line 1, column 1: There is no figure lado.contacts for 2031-32, Harrowmere."
    ]


def test_everything_unknown_comes_at_once():
    said = sentences(
        "{{ figure nothing.like.it }}\n\n{{ chart referal }}", "{{ table kpis }}\n\n{{ diagram x }}\n\n{{ list y }}"
    )

    assert [sentence.split(": ", 1)[1] for sentence in said] == [
        "There is no figure called nothing.like.it.",
        "There is no chart called referal. Did you mean referrals?",
        "There is no table called kpis. Did you mean kpi?",
        "There is no diagram called x.",
        "There is no list called y.",
    ]


def test_a_chart_without_data_is_a_sentence_where_it_stands():
    def empty() -> ChartBlock:
        chart = Lines(title="Contacts rose", unit="c", categories_are="Month", categories=(), series=(), source="s")
        return chart_block(chart, name="empty")

    assert sentences("Words.\n\n{{ chart empty }}", on=replace(shelf(), charts={"empty": empty})) == [
        "Section 1, line 3, column 1: The chart ‘Contacts rose’ has no data. Choose a period for which figures were accepted."
    ]


def test_a_table_without_rows_is_a_sentence_too():
    table = Table(name="empty", caption="Nothing yet", columns=(Column("A"),), rows=())

    assert (
        "The table ‘Nothing yet’ has no rows."
        in sentences("{{ table empty }}", on=replace(shelf(), tables={"empty": table}))[0]
    )


def test_a_figure_that_cannot_be_written_out_is_a_sentence():
    assert "not a whole number" in sentences("{{ figure lado.contacts_change as=words }}")[0]


def test_pictures_and_tables_are_numbered_in_order_and_have_addresses():
    document = filled("{{ chart referrals }}\n\n{{ table kpi }}", "{{ diagram structure }}\n\n{{ table kpi }}").document

    numbered = [
        (type(block).__name__, block.number, block.anchor) for section in document.sections for block in section.blocks
    ]
    assert numbered == [
        ("ChartBlock", 1, "chart-referrals"),
        ("Table", 1, "table-kpi"),
        ("Diagram", 2, "diagram-structure"),
        ("Table", 2, "table-kpi-2"),
    ]


def test_figures_inside_tables_and_charts_are_figures_of_the_document():
    codes = {
        made.figure.code for made in filled("{{ table lado-five-years }}\n\n{{ chart referrals }}").document.figures
    }

    assert codes == {"lado.contacts", "children.referrals"}


def test_figures_made_alike_are_explained_together():
    document = filled("{{ table lado-five-years }}\n\n{{ figure lado.contacts_change }}").document

    assert len(document.figures) == 6
    assert len({made.anchor for made in document.figures}) == 2


def test_a_table_explains_its_marks():
    (table,) = filled("{{ table lado-outcomes }}").document.sections[0].blocks

    assert "[c]" in {plain_text(cell) for row in table.rows for cell in row.cells}
    assert table.notes == ("[c] A figure exists and is held back so that nobody can be recognised.",)


def test_the_glossary_is_in_alphabetical_order():
    (glossary,) = filled("{{ glossary }}").document.sections[0].blocks

    assert isinstance(glossary, Glossary)
    words = [term.word for term in glossary.terms]
    assert words == sorted(words, key=str.casefold)


@pytest.mark.parametrize("kind", ["figure", "table", "chart", "diagram", "list"])
def test_there_are_names_for_a_picker(kind):
    assert shelf().names(kind)


def test_the_sample_has_nothing_to_mend(resolved):
    assert [str(problem) for problem in resolved.problems] == []


def test_years_of_months_become_a_table_of_years():
    months = tuple(f"{month} {year}" for year in (2019, 2020) for month in MONTHS)[:22]
    series = (Series("ASB", (*range(20), Absent.MISSING, 21)),)
    chart = Lines(title="t", unit="incidents", categories_are="Month", categories=months, source="s", series=series)

    table = chart_block(chart, name="asb").table

    assert [column.heading for column in table.columns] == ["Month", "2019", "2020"]
    assert table.rows[8] == Row(((Text("September"),), (Text("8"),), (Text("[x]"),)))
    assert table.rows[11] == Row(((Text("December"),), (Text("11"),), (Text(""),)))


def test_a_diagram_comes_with_the_same_in_words(document):
    (diagram,) = [block for section in document.sections for block in section.blocks if isinstance(block, Diagram)]

    assert "Practice Review Group (also answers to the Executive)" in repr(diagram.outline)


def test_a_link_to_nowhere_is_a_sentence_and_one_to_the_appendix_is_not():
    assert sentences("## Courses\n\n[there](#course), [made](#how-each-figure-was-made)") == [
        "Section 1, line 3, column 1: Nothing in this document has the address ‘#course’. Did you mean courses?"
    ]


YEARS = ("2019-20", "2020-21")


def with_both(*, tabled=YEARS):
    """A shelf with a chart of two years, and a table of some of them."""
    references = {year: FigureRef("lado.contacts", period=year) for year in YEARS}
    drawn = Bars(
        title="Contacts by year",
        unit="contacts",
        categories_are="Year",
        categories=YEARS,
        series=(Series("Contacts", (217, 174)),),
        source="S",
    )
    chart = chart_block(drawn, name="years", figures={(year, "Contacts"): references[year] for year in YEARS})
    rows = tuple(Row(((Text(year),), (references[year],))) for year in tabled)
    table = Table("years", "Contacts", (Column("Year"), Column("Contacts", "right")), rows)
    return replace(shelf(), tables={"years": table}, charts={"years": lambda: chart})


def test_a_chart_whose_figures_are_all_in_a_table_of_its_section_leads_there_instead():
    chart, table = filled("{{ chart years }}\n\n{{ table years }}", on=with_both()).document.sections[0].blocks

    assert chart.see == ("Table 1", table.anchor)
    assert chart.alternative.endswith("Table 1 gives the figures.")


def test_a_chart_keeps_its_table_where_another_has_only_some_of_its_figures_or_stands_elsewhere():
    chart, _ = (
        filled("{{ chart years }}\n\n{{ table years }}", on=with_both(tabled=YEARS[:1])).document.sections[0].blocks
    )
    alone, _ = (
        section.blocks[0]
        for section in filled("{{ chart years }}", "{{ table years }}", on=with_both()).document.sections
    )

    assert chart.see == alone.see == ()
    assert alone.alternative.endswith("A table follows.")
