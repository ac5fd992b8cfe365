"""Word files: what is refused, how fields are filled, and that what is filled in is text and nothing else."""

import re
from datetime import date

import pytest

from safehold.access.policy import Refused
from safehold.letters import composing
from safehold.letters.tests.documents import (
    broken_into_runs,
    changed,
    part,
    text_of,
    whole,
    with_code,
    with_part,
    word,
)
from safehold.letters.word.blocks import blocks_of
from safehold.letters.word.checking import check, problems
from safehold.letters.word.filling import fill
from safehold.letters.word.parcel import Unfit, opened
from safehold.letters.word.passages import words_of
from safehold.letters.word.rewriting import rewrite
from safehold.letters.word.setting import gathered, set_pdf

DAY = date(2021, 4, 30)
KNOWN = {"letter.date", "to.name", "ask.title", "ask.due", "ask.first_due"}
RELS = "word/_rels/document.xml.rels"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def wrong(content: bytes) -> str:
    return "\n".join(problems(opened(content), KNOWN))


def filled(content: bytes, **values: str) -> bytes:
    parcel = opened(content)
    fill(parcel, {name.replace("__", "."): value for name, value in values.items()})
    return parcel.packed()


# --- checking ---


def test_a_template_whose_fields_all_exist_is_fit():
    content = word("Dear {{ to.name }}", "About {{ask.title}}, due {{ ask.due }}", head="{{ letter.date }}")

    assert check(opened(content), KNOWN) == ["to.name", "ask.title", "ask.due", "letter.date"]


@pytest.mark.parametrize(
    ("written", "meant"),
    [("to.nmae", "to.name"), ("ask.Title", "ask.title"), ("Ask Due", "ask.due"), ("title", "ask.title")],
)
def test_a_field_that_does_not_exist_is_named_with_where_it_is_and_the_nearest_that_does(written, meant):
    said = wrong(word("Good morning", f"Dear {{{{ {written} }}}}, we write"))

    assert f"There is no field ‘{written}’" in said
    assert "paragraph 2" in said
    assert f"Dear {{{{ {written} }}}}, we" in said
    assert f"Did you mean ‘{meant}’?" in said


def test_everything_that_is_wrong_is_said_at_once():
    said = wrong(word("{{ nobody.knows }}", head="{{ to.nme }}", table=[("{{ ask.dew }}", "")]))

    assert said.count("There is no field") == 3
    assert "the head of the page" in said


@pytest.mark.parametrize("code", ["{{ ask.due|upper }}", "{{ 7*7 }}", "{{ ask.__class__ }}", "{{ to.name.x }}"])
def test_a_field_is_a_name_and_no_formula(code):
    assert "There is no field" in wrong(word(code))


@pytest.mark.parametrize("code", ["{% if x %}", "{% for each in records %}", "{# a remark #}"])
def test_instructions_are_refused(code):
    assert "There is an instruction in paragraph 1" in wrong(word(f"Dear {code} all"))


@pytest.mark.parametrize("code", ["{{ ask.due", "ask.due }}", "{{ ask.\ndue }}", "{{{ ask.due }}"])
def test_a_field_that_is_not_whole_is_named(code):
    assert "A field is not whole in paragraph 1" in wrong(word(f"It is due {code}."))


@pytest.mark.parametrize(
    ("kind", "said"),
    [
        ("attachedTemplate", "takes its look from a template elsewhere"),
        ("image", "fetches something from elsewhere"),
        ("hyperlink", "links to ‘https://elsewhere.example/x"),
        ("oleObject", "fetches something from elsewhere"),
    ],
)
def test_what_reaches_outside_the_file_is_refused(kind, said):
    related = (
        f'<Relationship Id="rId99" Type="{OFFICE}/{kind}" Target="https://elsewhere.example/x" TargetMode="External"/>'
        "</Relationships>"
    )
    content = changed(word("Dear all"), RELS, "</Relationships>", related)

    assert said in wrong(content)


@pytest.mark.parametrize(
    "code", ["INCLUDEPICTURE https://x.example/a.png", "DDEAUTO c:\\x", "DATE", "includetext a.docx"]
)
def test_what_word_works_out_by_itself_is_refused(code):
    assert "Word works out" in wrong(with_code(code))


@pytest.mark.parametrize("code", ["PAGE", " NUMPAGES \\* MERGEFORMAT "])
def test_page_numbers_may_stay(code):
    assert wrong(with_code(code)) == ""


@pytest.mark.parametrize(
    ("was", "now", "said"),
    [
        ("<w:r>", '<w:ins w:id="1" w:author="Ida"><w:r/></w:ins><w:r>', "tracked changes"),
        ("<w:r>", "<w:r><w:rPr><w:vanish/></w:rPr><w:t>secret</w:t></w:r><w:r>", "hidden text"),
        ("<w:r>", '<w:altChunk r:id="rId9"/><w:r>', "another document inside it"),
        ("<w:r>", "<w:object/><w:r>", "an object inside it"),
    ],
)
def test_what_would_go_out_unseen_is_refused(was, now, said):
    assert said in wrong(changed(word("Dear all"), "word/document.xml", was, now))


def hiding(style_of: str) -> bytes:
    """Words that a style hides, or one that is built on it."""
    styles = (
        '<w:style w:type="character" w:styleId="Quiet"><w:name w:val="Quiet"/><w:rPr><w:vanish/></w:rPr></w:style>'
        '<w:style w:type="character" w:styleId="Quieter"><w:name w:val="Quieter"/><w:basedOn w:val="Quiet"/></w:style>'
        "</w:styles>"
    )
    content = changed(word("Dear all"), "word/styles.xml", "</w:styles>", styles)
    run = f'<w:r><w:rPr><w:rStyle w:val="{style_of}"/></w:rPr><w:t>secret</w:t></w:r><w:r>'
    return changed(content, "word/document.xml", "<w:r>", run)


@pytest.mark.parametrize(("style", "hidden"), [("Quiet", True), ("Quieter", True), ("Strong", False)])
def test_words_that_a_style_hides_are_refused_too(style, hidden):
    assert ("hidden text" in wrong(hiding(style))) is hidden


def test_words_that_a_style_hides_are_refused_in_whatever_letters_it_is_written():
    content = hiding("Quiet")
    styles = part(content, "word/styles.xml").decode().replace("UTF-8", "UTF-16").replace("utf-8", "UTF-16")

    assert "hidden text" in wrong(with_part(content, "word/styles.xml", styles.encode("utf-16")))


@pytest.mark.parametrize(
    ("rels", "kind", "target"),
    [
        ("_rels/.rels", "officeDocument", "word/other.xml"),
        (RELS, "header", "elsewhere/head.xml"),
        (RELS, "footer", "/word/kopf.xml"),
    ],
)
def test_a_file_whose_text_stands_where_nobody_looks_is_refused(rels, kind, target):
    """Word would show that text, and what was checked and filled would be another."""
    more = f'<Relationship Id="rId99" Type="{OFFICE}/{kind}" Target="{target}"/></Relationships>'

    with pytest.raises(Unfit, match="was not written by Word"):
        opened(changed(word("Dear all"), rels, "</Relationships>", more))
    assert opened(word("Dear all", head="A head", foot="A foot"))


def test_a_file_that_is_damaged_inside_is_refused_in_a_sentence():
    content = bytearray(word("Dear all " * 200))
    at = content.index(b"word/document.xml") + len("word/document.xml") + 20
    content[at : at + 40] = b"\xff" * 40

    with pytest.raises(Unfit, match="cannot be opened"):
        opened(bytes(content))


def test_a_file_inside_the_file_is_refused():
    assert "another file inside it" in wrong(with_part(word("Dear all"), "word/embeddings/one.xlsx", b"x"))


def test_a_document_type_is_refused_before_it_is_read():
    bomb = b'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY x "xxxx">]><w:document>&x;</w:document>'

    with pytest.raises(Unfit, match="was not written by Word"):
        opened(with_part(word("Dear all"), "word/document.xml", bomb))


@pytest.mark.parametrize("content", [b"no archive", b"PK\x03\x04 half"])
def test_what_is_no_word_file_is_refused_in_a_sentence(content):
    with pytest.raises(Unfit, match="cannot be opened"):
        opened(content)


# --- filling ---


def test_fields_are_filled_wherever_word_broke_them_into_runs():
    content = broken_into_runs("Dear ", "{", "{ to", ".na", "me }", "}", ", hello", bold={2})

    assert text_of(filled(content, to__name="Ada & <Co>")) == "Dear Ada & <Co>, hello"


def test_fields_in_heads_feet_and_tables_are_filled():
    content = word("{{ to.name }}", head="H {{ to.name }}", foot="F {{ to.name }}", table=[("{{ to.name }}", "T")])

    assert text_of(filled(content, to__name="Ada")).split("\n") == ["Ada", "Ada", "T", "H Ada", "F Ada"]


@pytest.mark.parametrize(
    "hostile",
    [
        "{{ ask.title }}",
        "{{ 7*7 }}",
        "{% for x in y %}",
        "</w:t></w:r><w:r><w:t>in",
        '"><!ENTITY',
        "]]>&amp;",
        "{ \\field HYPERLINK }",
    ],
)
def test_what_is_filled_in_is_text_and_never_syntax(hostile):
    content = word("{{ to.name }} and {{ ask.title }}", "then {{ to.name }}")

    made = filled(content, to__name=hostile, ask__title="the register")

    assert text_of(made) == f"{hostile} and the register\nthen {hostile}"
    assert len(re.findall(rb"<w:p[ >]", part(made, "word/document.xml"))) == 2


def test_a_value_of_another_field_does_not_fill_it_again():
    made = filled(word("{{ to.name }}{{ ask.title }}"), to__name="{{ ask.title }}", ask__title="{{ to.name }}")

    assert text_of(made) == "{{ ask.title }}{{ to.name }}"


def test_lines_of_a_value_stay_lines_and_what_xml_cannot_hold_is_left_out():
    made = filled(word("{{ to.name }}"), to__name="One\nTwo\x00\x0b\u202e\ud800 end")

    assert text_of(made) == "One\nTwo end"


def test_the_file_says_nothing_of_whoever_made_the_template_and_equal_letters_are_equal_bytes():
    content = word("Dear {{ to.name }}", author="Ida Templatewriter")
    told = {"words": None, "title": "A letter", "author": "The partnership", "dated": DAY}

    one = composing.files(content, {"to.name": "Ada"}, **told)
    other = composing.files(content, {"to.name": "Ada"}, **told)

    assert b"Ida Templatewriter" in whole(content)
    assert b"Ida Templatewriter" not in whole(one[1])
    assert one == other


def test_what_is_invented_says_so_on_the_word_file_and_on_the_pdf():
    told = {"words": None, "title": "A letter", "author": "The partnership", "dated": DAY}
    said = "Everything in this document is invented."

    made = composing.files(word("Dear {{ to.name }}"), {"to.name": "Ada"}, banner=said, **told)

    assert text_of(made[1]).split("\n") == [said, "Dear Ada"]
    assert made[0] != composing.files(word("Dear {{ to.name }}"), {"to.name": "Ada"}, **told)[0]


# --- changing words ---


def test_words_that_were_not_touched_keep_their_look():
    parcel = opened(broken_into_runs("Please ", "answer", " by Friday", bold={1}))

    rewrite(parcel, "Please answer by Monday, 3 May")

    assert [(run["words"], run["bold"]) for run in blocks_of(parcel)[0]["runs"]] == [
        ("Please ", False),
        ("answer", True),
        (" by Monday, 3 May", False),
    ]


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("One\n\nTwo\n\nThree", "One\n\nTwo and a half\n\nThree"),
        ("One\n\nTwo\n\nThree", "One\n\nThree"),
        ("One\n\nTwo", "Zero\n\nOne\n\nTwo\n\nThree\n\nFour"),
        ("One\n\nTwo", "Something else\n\nEntirely\n\nNew"),
        ("One", "One\nwith a second line"),
        ("One\n\nTwo\n\nThree", "Three"),
        ("One\n\nTwo", "{{ to.name }} is {% text %}"),
    ],
)
def test_a_letter_says_what_its_writer_wrote(before, after):
    parcel = opened(word(*before.split("\n\n"), table=[("stays", "as it is")]))

    rewrite(parcel, after)

    assert words_of(parcel) == after
    assert text_of(parcel.packed()).endswith("stays\nas it is")


def test_a_letter_may_begin_with_a_small_heading_and_leave_one_out():
    from docx import Document

    from safehold.letters.tests.documents import saved

    made = Document()
    for depth in (2, 1, 3):
        made.add_heading(f"Heading {depth}", depth)
    blocks = blocks_of(opened(saved(made)))

    assert [each["depth"] for each in gathered(blocks)] == [1, 1, 2]
    assert set_pdf(blocks, title="A letter", author="The partnership", dated=DAY).startswith(b"%PDF")


def test_a_pdf_that_cannot_be_set_is_refused_in_a_sentence():
    with pytest.raises(Refused, match="No PDF can be made of this"):
        set_pdf([], title="", author="The partnership", dated=DAY)


def test_headings_lists_and_tables_are_read_as_what_they_are():
    from docx import Document

    from safehold.letters.tests.documents import saved

    made = Document()
    made.add_heading("What we ask", 1)
    made.add_paragraph("first", style="List Bullet")
    made.add_table(rows=1, cols=2).rows[0].cells[0].text = "cell"

    assert [each["is"] for each in blocks_of(opened(saved(made)))] == ["heading", "item", "table"]
