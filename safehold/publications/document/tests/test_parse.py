import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from safehold.publications.document.blocks import (
    BlockRef,
    Emphasis,
    FigureRef,
    Heading,
    LineBreak,
    Link,
    ListBlock,
    Note,
    Paragraph,
    Quote,
    Strong,
    Text,
    plain_text,
)
from safehold.publications.document.parse import LONGEST, Words, parse, parse_document
from safehold.publications.document.tests.sample import META

pytestmark = pytest.mark.slow


def blocks(markdown):
    parsed = parse(markdown)
    assert parsed.problems == ()
    return parsed.blocks


def said(markdown):
    return [str(problem) for problem in parse(markdown).problems]


def test_words_become_blocks():
    assert blocks(
        "## Our *year*\n\n"
        "First **line**\nsecond line\\\nthird, see [the site](https://a.example).\n\n- one\n  1. two\n\n> Said so."
    ) == (
        Heading(2, "Our year", "our-year"),
        Paragraph(
            (
                Text("First "),
                Strong((Text("line"),)),
                Text(" second line"),
                LineBreak(),
                Text("third, see "),
                Link((Text("the site"),), "https://a.example"),
                Text("."),
            )
        ),
        ListBlock(((Paragraph((Text("one"),)), ListBlock(((Paragraph((Text("two"),)),),), numbered=True)),)),
        Quote((Paragraph((Text("Said so."),)),)),
    )


def test_a_quotation_that_begins_with_note_is_a_note():
    assert blocks("> Note: counted *anew*.") == (
        Note((Paragraph((Text("counted "), Emphasis((Text("anew"),)), Text("."))),)),
    )


def test_a_figure_stands_in_a_sentence_with_everything_asked_of_it():
    (paragraph,) = blocks(
        'Contacts {{ figure lado.contacts period=2019-20 geography="B&NES" places=1 direction=fell }}.'
    )

    assert paragraph.children[1] == FigureRef("lado.contacts", "2019-20", "B&NES", None, 1, "fell")


@pytest.mark.parametrize("kind", ["table", "chart", "diagram", "list"])
def test_blocks_come_by_name_on_lines_of_their_own(kind):
    assert blocks(f"Before.\n\n{{{{ {kind} kpi-2021 }}}}\n{{{{ glossary }}}}\n\nAfter.")[1:3] == (
        BlockRef(kind, "kpi-2021"),
        BlockRef("glossary"),
    )


def test_nothing_in_a_reference_is_ever_evaluated():
    assert said("{{ 7 * 7 }}")[0].startswith("Line 1, column 1: ‘7’ cannot be inserted")
    assert plain_text(blocks("{% if x %} {# y #} ${z}")[0].children) == "{% if x %} {# y #} ${z}"


@pytest.mark.parametrize(
    ("markdown", "sentence"),
    [
        ("{{ figrue lado.contacts }}", "Line 1, column 1: ‘figrue’ cannot be inserted. Use figure, table,"),
        ("{{ figrue lado.contacts }}", "Did you mean figure?"),
        ("{{ }}", "Write what to insert between the braces"),
        ("{{ figure }}", "Write the code of the figure"),
        ("One {{ figure lado.contacts", "Line 1, column 5: Close this reference with }}."),
        ("{{ figure lado.contacts perod=2020-21 }}", "A figure has no option ‘perod’."),
        ("{{ figure lado.contacts perod=2020-21 }}", "Did you mean period?"),
        ("{{ figure lado.contacts as=percentage }}", "A figure cannot print as ‘percentage’."),
        ("{{ figure lado.contacts direction=sideways }}", "‘sideways’ is not a direction."),
        ("{{ figure lado.contacts direction=fell as=words }}", "cannot print with a direction and as words"),
        ("{{ figure lado.contacts places=two }}", "‘places’ must be a whole number from 0 to 6, not ‘two’"),
        ("{{ figure lado.contacts places=7 }}", "from 0 to 6, not ‘7’"),
        ("{{ figure lado.contacts geography=Bath and }}", "Take out ‘and’, or put quotation marks"),
        ('{{ figure lado.contacts geography="Bath }}', "Close the quotation mark."),
        ("{{ figure lado.contacts period=2020-21 period=2019-20 }}", "‘period’ is given twice"),
        ('{{ figure lado.contacts period="" }}', "Write something after ‘period=’"),
        ("{{ figure Contacts! }}", "‘Contacts!’ cannot be the code of a figure"),
        ("{{ table }}", "Write the name of the table"),
        ("{{ table a b }}", "Take out ‘b’: one table at a time"),
        ("{{ chart a width=3 }}", "A chart has no options"),
        ("{{ glossary words }}", "There is one glossary"),
        ("As {{ table kpi }} shows", "Line 1, column 4: A table cannot stand inside a sentence"),
        ("**{{ chart kpi }}**", "A chart cannot stand inside a sentence"),
        ("## {{ figure lado.contacts }} contacts", "A heading cannot hold a reference"),
        ("[{{ figure lado.contacts }}](https://a.example)", "A figure cannot stand inside a link"),
        ("See [here](javascript:alert)", "Line 1, column 5: This link cannot be used"),
        ("[here](report.pdf)", "The link to ‘report.pdf’ must begin with https://"),
        ("# Title", "Begin headings with ##"),
        ("## A\n\n#### B", "Line 3, column 6: This heading goes too deep at once. Begin it with ###"),
        ("##", "Write the words of this heading"),
        ("| a | b |\n|---|---|\n| 1 | 2 |", "Tables are not typed"),
        ("```\ncode\n```", "A block of code has no place"),
        ("Words\n\n---\n", "Line 3, column 1: Ruled lines are not used"),
        ("![a face](face.png)", "Pictures are not typed"),
        ("Words <b>loud</b>", "Line 1, column 7: ‘<b>’ would be printed as it is"),
    ],
)
def test_a_slip_is_named_where_it_stands(markdown, sentence):
    assert any(sentence in problem for problem in said(markdown))


def test_every_problem_comes_at_once_with_its_line_and_column():
    markdown = (
        "Good words.\n\n"
        "- A list with {{ figure x as=z }}\n"
        "  and more {{ figure }} and {{ tabel kpi }}\n\n"
        "> quoted {{ figure a b }}\n"
    )

    assert [(problem.line, problem.column) for problem in parse(markdown).problems] == [
        (3, 15),
        (4, 12),
        (4, 29),
        (6, 10),
    ]


def test_addresses_are_never_used_twice():
    document, problems = parse_document(
        META, (Words("Training", "## Courses\n\nx\n\n## Courses\n\ny"), Words("Courses", "z"))
    )

    headings = [block.anchor for block in document.sections[0].blocks if isinstance(block, Heading)]
    assert problems == ()
    assert [section.anchor for section in document.sections] == ["training", "courses"]
    assert headings == ["courses-2", "courses-3"]


def test_a_problem_names_its_section():
    _, problems = parse_document(META, (Words("Training", "Good."), Words("Children", "{{ figrue }}")))

    assert str(problems[0]).startswith("Children, line 1, column 1: ")


def test_raw_html_is_text():
    assert plain_text(parse("<script>alert(1)</script>").blocks[0].children) == "<script>alert(1)</script>"


@given(st.text(alphabet=st.sampled_from(list('ab{}[]()*_#>-|`"=\n\\ 1<&!')), max_size=60))
def test_no_words_whatever_break_the_reading(markdown):
    parsed = parse(markdown)

    for problem in parsed.problems:
        assert problem.line >= 1
        assert problem.column >= 1
        assert problem.message.endswith((".", "?", "}}"))


def test_typed_numbers_are_warned_of_and_do_not_stop_publication():
    (problem,) = parse("We held\n57 sessions in 2020-21.").problems

    assert (problem.severity, problem.line, problem.column) == ("warning", 2, 1)
    assert problem.message == "‘57’ is typed. If it is a figure, insert it with {{ figure … }}."


@pytest.mark.parametrize(
    "piece", ["{{", "{{ figure ", "[", "![", "](", "<a ", "*", "**_", "`", "> ", "- ", "1 ", "section 1 and "]
)
def test_hostile_words_take_no_more_than_their_length_in_steps(piece):
    few, many = (_steps_to_read(piece * (LONGEST // parts // len(piece))) for parts in (40, 10))

    assert many < 6 * few, "four times the words may take about four times the steps, never sixteen"


def test_steps_are_counted_so_that_a_slow_reading_would_be_noticed():
    """The control: what goes over everything for every letter takes sixteen times the steps."""

    def slow(words: str) -> None:
        for number in range(len(words)):
            [len(letter) for letter in words[:number]]

    assert _steps_to_read("a" * 400, slow) > 6 * _steps_to_read("a" * 100, slow)


def _steps_to_read(words: str, read=parse) -> int:
    """How many calls reading takes: a count, so that no busy machine changes it."""
    steps = 0

    def step(*_: object) -> None:
        nonlocal steps
        steps += 1

    before = sys.getprofile()
    sys.setprofile(step)
    try:
        read(words)
    finally:
        sys.setprofile(before)
    return steps


def test_a_section_that_is_too_long_is_refused_with_a_sentence():
    (problem,) = parse("a" * (LONGEST + 1)).problems

    assert (
        problem.message
        == "This section has 200,001 characters. Divide it: 200,000 is the most that can be read at once."
    )
