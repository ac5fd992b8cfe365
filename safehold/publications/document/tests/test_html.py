"""The page as a browser's parser reads it."""

import re
from dataclasses import replace
from itertools import pairwise

import html5lib
import pytest

from safehold.publications.document import drawings, html, wording
from safehold.publications.document.blocks import (
    ChartBlock,
    Column,
    FigureRef,
    Paragraph,
    Row,
    Section,
    Table,
    Text,
)
from safehold.publications.document.tests.sample import META, sample


@pytest.fixture(scope="module")
def tree(page):
    parser = html5lib.HTMLParser(strict=True, namespaceHTMLElements=False)
    return parser.parse(page)


def all_of(tree, name):
    return list(tree.iter(name))


def text(element):
    return "".join(element.itertext())


def test_it_is_valid_and_in_english(tree):
    assert tree.get("lang") == "en-GB"
    assert text(tree.find("head/title")).startswith("Safeguarding annual report, April 2020 to March 2021")


def test_it_has_one_h1_and_no_heading_skips_a_level(tree):
    levels = [int(element.tag[1]) for element in tree.iter() if re.fullmatch("h[1-6]", str(element.tag))]

    assert levels.count(1) == 1
    assert levels[0] == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))


def test_every_id_is_used_once_and_every_link_inside_has_its_target(tree):
    ids = [element.get("id") for element in tree.iter() if element.get("id")]
    targets = [link.get("href")[1:] for link in all_of(tree, "a") if link.get("href").startswith("#")]

    assert len(ids) == len(set(ids))
    assert len(targets) > 100
    assert set(targets) <= set(ids)


def test_every_label_by_id_has_its_element(tree):
    ids = {element.get("id") for element in tree.iter()}
    pointed = [name for element in tree.iter() for name in (element.get("aria-labelledby") or "").split()]

    assert pointed
    assert set(pointed) <= ids


def test_every_figure_links_to_how_it_was_made(tree, document):
    links = [link for link in all_of(tree, "a") if link.get("class") == "figure"]
    entries = {item.get("id"): text(item) for item in all_of(tree, "li") if (item.get("id") or "").startswith("made-")}

    assert {link.get("href")[1:] for link in links} == {made.anchor for made in document.figures} == set(entries)
    assert (
        "Source: LADO annual return, 30 April 2021. Worked out from other published figures. Calculation:"
        in (entries["made-lado-contacts-change"])
    )


def test_every_table_has_a_caption_and_headers_with_scope(tree):
    tables = all_of(tree, "table")

    assert len(tables) > 10
    for table in tables:
        assert text(table.find("caption"))
        assert all(cell.get("scope") == "col" for cell in table.findall("thead/tr/th"))
        for row in table.findall("tbody/tr"):
            assert row[0].tag == "th"
            assert row[0].get("scope") == "row"


def test_every_drawing_has_a_name_and_a_description_and_its_figures_in_sight(tree):
    figures = [figure for figure in all_of(tree, "figure") if figure.get("class") == "chart"]

    assert len(figures) == 9
    for figure in figures:
        (drawing,) = [element for element in figure.iter() if str(element.tag).endswith("svg")]
        title, description = drawing[0], drawing[1]
        assert drawing.get("role") == "img"
        assert drawing.get("aria-labelledby").split() == [title.get("id"), description.get("id")]
        assert text(title) in text(figure.find("figcaption"))
        assert len(text(description)) > 60
        assert list(figure.iter("table")) or list(figure.iter("li"))
    assert not all_of(tree, "details")


def test_what_scrolls_can_be_reached_by_keyboard(tree):
    regions = [element for element in tree.iter() if element.get("class") == "scroll"]

    assert regions
    assert all((region.get("role"), region.get("tabindex")) == ("region", "0") for region in regions)


def test_it_needs_nothing_beside_it(page):
    assert "<script" not in page
    assert "<link" not in page
    assert not re.search(r'(?:src|href)="(?!#|data:text/csv;|https://harrowmere\.example|figures\.csv|report\.)', page)
    assert set(re.findall(r"url\((\w+):", page)) == {"data"}


def test_nothing_carries_a_style_of_its_own(document, svgs):
    fragment = html.fragment(document, svgs)

    assert " style=" not in fragment
    assert "<style" not in fragment
    assert "<h1" not in fragment
    assert 'id="contents"' in fragment


def test_it_says_in_every_section_that_it_is_invented(page, document):
    assert page.count(META.banner) == 1 + len(document.sections) + 1


def test_a_document_of_facts_says_nothing_of_the_kind(svgs):
    facts = sample(replace(META, banner="")).document

    assert 'class="banner"' not in html.page(facts, svgs)


def test_what_was_typed_is_escaped(document, svgs):
    typed = '<script>alert("x")</script> & more'
    section = Section(typed, "typed", (Paragraph((Text(typed),)),))
    hostile = replace(document, meta=replace(META, title=typed, partnership=typed, note=typed), sections=(section,))

    written = html.page(hostile, svgs)

    assert "<script" not in written
    assert "&lt;script&gt;" in written


def test_an_unresolved_document_is_not_written(document, svgs):
    section = Section("s", "s", (Paragraph((FigureRef("lado.contacts"),)),))

    with pytest.raises(TypeError, match="must be resolved"):
        html.page(replace(document, sections=(section,)), svgs)


def test_figures_made_alike_are_listed_in_order_of_time(tree):
    entries = {item.get("id"): text(item) for item in all_of(tree, "li")}

    assert "2016-17: 171; 2017-18: 149; 2018-19: 136; 2019-20: 217; 2020-21: 174" in entries["made-lado-contacts"]
    assert "April 2020-21: 121; May 2020-21: 138" in entries["made-children-referrals"]


@pytest.fixture(scope="module")
def on_a_telephone(document, svgs, studio):
    page = html.page(document, svgs, narrow=drawings.narrow(document, studio))
    return html5lib.HTMLParser(strict=True, namespaceHTMLElements=False).parse(page)


def test_every_chart_has_a_narrow_drawing_and_none_can_be_cut(on_a_telephone, document):
    charts = [
        block
        for section in document.sections
        for block in section.blocks
        if isinstance(block, ChartBlock) and block.narrow
    ]
    drawn = [element for element in on_a_telephone.iter() if element.get("class") == "drawing"]
    narrow = [element for each in drawn for element in each if element.get("class") == "narrow"]
    scrolling = [element for each in drawn for element in each if element.get("class") == "scroll"]

    assert len(narrow) == len(charts) > 5
    assert len(drawn) == len(narrow) + len(scrolling)
    for each in narrow:
        assert float(each[0].get("width")) <= 320
        assert each[0].get("role") == "img"
    ids = [element.get("id") for element in on_a_telephone.iter() if element.get("id")]
    assert len(ids) == len(set(ids))


def test_what_scrolls_says_so(tree):
    wide = [element for element in tree.iter() if element.get("class") == "sideways"]

    assert wide
    assert all(text(element) == "Scroll sideways to see all of it." for element in wide)


def test_a_table_of_a_year_of_months_is_wide_and_one_of_two_numbers_is_not():
    def table(columns, cell):
        row = Row(tuple((Text(cell),) for _ in range(columns)))
        return Table("t", "t", tuple(Column("Apr", "right") for _ in range(columns)), (row,))

    assert wording.is_wide(table(13, "1,040"))
    assert not wording.is_wide(table(3, "1,040"))
