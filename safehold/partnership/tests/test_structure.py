"""The structure on a day: what is in it, and that the drawing and the list say the same."""

from datetime import date
from itertools import combinations
from xml.etree import ElementTree

import pytest
from django.conf import settings as django_settings
from hypothesis import given
from hypothesis import strategies as st

from safehold.access.actor import Actor
from safehold.partnership.pack.loading import load, understand
from safehold.partnership.structure import Box, Structure, structure
from safehold.partnership.structure.drawing import width_of, wrapped
from safehold.partnership.structure.layout import columns_of, crossings, lay_out

pytestmark = pytest.mark.slow

JUNE, OCTOBER, MARCH = date(2020, 6, 30), date(2020, 10, 31), date(2021, 3, 31)
SVG = "{http://www.w3.org/2000/svg}"


@pytest.fixture
def bnes(db):
    pack = understand((django_settings.ROOT / "packs" / "bnes.yaml").read_bytes())
    load(pack, by=Actor.system("tests", on=MARCH))


def names(of):
    return {box.name for box in of}


def words_of(svg):
    """The words of each box, joined as they are read."""
    return " ".join(text.text for text in ElementTree.fromstring(svg).iter(f"{SVG}text"))


def test_a_group_founded_in_september_was_not_there_in_june(bnes):
    mca = "Mental Capacity Act Quality Assurance"

    assert mca not in names(structure(JUNE))
    assert mca in names(structure(OCTOBER))
    assert sum(box.subgroup for box in structure(JUNE)) == 8
    assert sum(box.subgroup for box in structure(OCTOBER)) == 9
    assert mca not in words_of(structure(JUNE).to_svg())
    assert mca in words_of(structure(OCTOBER).to_svg())


def test_the_youth_offending_board_answers_to_two_and_the_serious_violence_group_to_three(bnes):
    whole = structure(MARCH)

    assert [whole.by_key[key].name for key in whole.above("yos-management-board")] == [
        "Executive Group",
        "Health and Wellbeing Board",
    ]
    assert {whole.by_key[key].name for key in whole.above("serious-violence-steering-group")} == {
        "Exploitation",
        "Domestic Abuse Partnership",
        "Youth Offending Service Management Board",
    }


def told(branches):
    for branch in branches:
        yield branch
        yield from told(branch.branches)


@pytest.mark.parametrize("day", [JUNE, OCTOBER, MARCH])
def test_the_list_says_what_the_drawing_shows(bnes, day):
    whole = structure(day)
    branches = list(told(whole.nested()))

    in_full = [branch.box.key for branch in branches if not branch.shown_under]
    assert sorted(in_full) == sorted(box.key for box in whole)  # each once, and none left out
    lines = {(below.box.key, branch.box.key) for branch in branches for below in branch.branches}
    assert lines == set(whole.lines)
    drawn = words_of(whole.to_svg())
    assert all(box.name in drawn for box in whole)
    for branch in branches:
        assert ("outside the partnership" in branch.remarks) == (branch.box.outside and not branch.box.is_body)
        assert ("beside the structure" in branch.remarks) == (branch.box in whole.beside)
        assert all(body in branch.remarks for body in branch.box.acts_for)
    assert ("A broken line: outside the partnership" in drawn) == any(box.outside for box in whole)


def test_the_drawing_has_a_title_a_description_and_no_style_that_a_strict_page_would_refuse(bnes):
    svg = structure(MARCH).to_svg()
    root = ElementTree.fromstring(svg)

    assert root.get("role") == "img"
    assert root.get("aria-labelledby") == "structure-title structure-desc"
    assert root.find(f"{SVG}title").text.endswith("was made up on 31 March 2021")
    assert "14 groups, each joined to what it answers to. 2 answer to more than one" in root.find(f"{SVG}desc").text
    assert not [element for element in root.iter() if element.get("style") or element.tag == f"{SVG}style"]


def test_a_partnership_of_nothing_is_drawn_too(db):
    whole = structure(MARCH)

    assert ElementTree.fromstring(whole.to_svg()).find(f"{SVG}title") is not None
    assert whole.nested() == ()


def test_names_are_escaped():
    nasty = Box(key="a", name='<script>alert("&")</script>', kind="Subgroup")
    svg = Structure(on=MARCH, partnership="A & <B>", boxes=(nasty,), lines=()).to_svg()

    assert "<script" not in svg
    assert words_of(svg).replace(" ", "").endswith('<script>alert("&")</script>')


NAMES = ["A", "Learning and Review Group", "Board"]


@st.composite
def structures(draw):
    count = draw(st.integers(1, 14))
    boxes = tuple(
        Box(
            key=f"g{n}",
            name=draw(st.sampled_from(["A", "Learning and Review Group", "Board"])),
            kind="Group",
            subgroup=n % 3 == 1,
        )
        for n in range(count)
    )
    pairs = [(f"g{below}", f"g{to}") for below in range(count) for to in range(below)]
    lines = draw(st.lists(st.sampled_from(pairs), unique=True, max_size=20)) if pairs else []
    return Structure(on=MARCH, partnership="P", boxes=boxes, lines=tuple(lines))


@given(structures())
def test_no_two_boxes_overlap_and_every_line_goes_to_the_left(whole):
    heights = {box.key: 50.0 for box in whole}
    columns = lay_out(whole, heights)
    column = columns_of(whole)

    assert sorted(spot.key for spots in columns for spot in spots if spot.box) == sorted(
        box.key for box in whole.joined
    )
    for spots in columns:
        assert all(
            one.y + one.height <= two.y + 0.001 or two.y + two.height <= one.y + 0.001
            for one, two in combinations(spots, 2)
        )
        assert all(spot.y >= -0.001 for spot in spots)
    assert all(column[to] < column[below] for below, to in whole.lines)
    assert all(abs(to.column - spot.column) == 1 for spots in columns for spot in spots for to in spot.right)
    ElementTree.fromstring(whole.to_svg())


def test_the_order_that_is_found_crosses_no_lines_where_none_need_cross():
    boxes = tuple(Box(key=key, name=key, kind="Group") for key in ("top", "a", "b", "c", "under-c", "under-a"))
    lines = (("a", "top"), ("b", "top"), ("c", "top"), ("under-c", "c"), ("under-a", "a"))

    columns = lay_out(
        Structure(on=MARCH, partnership="P", boxes=boxes, lines=lines), dict.fromkeys((b.key for b in boxes), 50.0)
    )

    assert crossings(columns) == 0
    assert [spot.key for spot in columns[2]] == ["under-a", "under-c"]


@given(st.text("abcdefghij MW&", max_size=60))
def test_lines_of_words_fit_unless_a_single_word_does_not(words):
    for line in wrapped(words, 150, 16):
        assert width_of(line, 16) <= 150 or " " not in line
    assert " ".join(wrapped(words, 150, 16)) == " ".join(words.split())
