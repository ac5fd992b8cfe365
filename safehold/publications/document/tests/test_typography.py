"""What is printed has one kind of apostrophe, one kind of minus, and the singular of one."""

from dataclasses import replace
from decimal import Decimal

import pytest

from safehold.publications.document import html, wording
from safehold.publications.document.blocks import Diagram, ListBlock, Paragraph, Section, Text, figure_key
from safehold.publications.document.numbers import figure_text
from safehold.publications.document.typography import curly, typeset


@pytest.mark.parametrize(
    ("typed", "printed"),
    [
        ("the council's own", "the council’s own"),
        ("the agencies' answers", "the agencies’ answers"),
        ("he said 'no' twice", "he said ‘no’ twice"),
        ("'Met' (or 'not met')", "‘Met’ (or ‘not met’)"),
        ("in the '90s", "in the ’90s"),
        ("already ‘curly’", "already ‘curly’"),
    ],
)
def test_apostrophes_are_curly_and_quotations_open_and_close(typed, printed):
    assert curly(typed) == printed


def test_every_word_of_a_document_is_set_and_nothing_that_leads_somewhere(document):
    made = replace(document.figures[0].figure, definition="the council's", geography="King's End")
    drawn = Diagram("d", "t", "the board's", "<svg a='b'><text>Leads&#x27; Forum</text></svg>", ListBlock(()))
    section = Section("Children's care", "children's-care", (Paragraph((Text("it's"),)), drawn))
    figures = (replace(document.figures[0], figure=made),)
    given = replace(document, sections=(section,), figures=figures)

    printed = typeset(given)

    (one,) = printed.sections
    paragraph, diagram = one.blocks
    assert (one.title, one.anchor) == ("Children’s care", "children's-care")
    assert paragraph.children[0].text == "it’s"
    assert diagram.svg == "<svg a='b'><text>Leads’ Forum</text></svg>"
    assert printed.figures[0].figure.definition == "the council’s"
    assert figure_key(printed.figures[0].figure) == figure_key(made)
    assert typeset(printed) is printed


def test_a_fall_prints_with_a_real_minus_in_a_sentence_and_where_it_is_said_how_it_was_made(document):
    figure = next(made.figure for made in document.figures if made.figure.is_percent)
    fall = replace(figure, value=Decimal("-18.5"), display="-18.5%")
    shown = wording.definitions(replace(document, figures=(replace(document.figures[0], figure=fall),)))

    assert figure_text(fall) == "−18.5%"
    assert shown[0].entries[0].values.endswith(": −18.5%")


@pytest.mark.parametrize(
    ("unit", "one"),
    [
        ("conferences", "conference"),
        ("reviews", "review"),
        ("enquiries", "enquiry"),
        ("people", "person"),
        ("children", "child"),
        ("per 10,000 children", "per 10,000 children"),
        ("unstated", "unstated"),
    ],
)
def test_one_of_a_thing_is_called_so(document, unit, one):
    figure = replace(document.figures[0].figure, unit=unit, value=1)

    assert wording.unit_of(figure) == one
    assert wording.unit_of(replace(figure, value=2)) == unit


def test_what_is_for_the_partnership_alone_is_made_final_and_not_published(document, svgs):
    inside = replace(document, meta=replace(document.meta, dated="Made final", note=""))

    assert wording.cover_facts(inside)[1] == ("Made final", wording.day(document.meta.published_on))
    assert ">Published<" in html.page(document, svgs)
    assert "Published" not in html.page(replace(inside, sections=(), figures=()), svgs)
