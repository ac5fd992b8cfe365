"""A list is a reference to data too: the groups that there are, or a table of words told as a list."""

import pytest

from safehold.measures.queries import book
from safehold.publications import actions
from safehold.publications.document.blocks import ListBlock, Paragraph, Text, plain_text
from safehold.publications.exhibits.structure import Late
from safehold.publications.making import make
from safehold.publications.tests.factories import DAY, report, taken_in

pytestmark = pytest.mark.django_db
GROUPS = ListBlock(((Paragraph((Text("Practice Review Group"),)),),))


def items(publication, lists=None):
    made = make(publication, book(on=DAY), partnership="A partnership", on=DAY, lists=lists)
    assert made.errors == []
    (block,) = made.document.sections[0].blocks
    assert isinstance(block, ListBlock)
    return [plain_text(item[0].children) for item in block.items], made


def test_a_table_of_words_can_stand_as_a_list_with_its_figures(manager):
    taken_in(manager)
    publication = report(manager, "{{ list said }}")
    rows = [["Answer contacts", "There were {{ figure lado.contacts }}"], ["Meet", "It did"]]
    actions.add_table(publication, by=manager, name="said", caption="Said", columns=["Said", "Did"], rows=rows)

    said, made = items(publication)

    assert said == ["Answer contacts: There were 200", "Meet: It did"]
    assert [each.figure.code for each in made.document.figures] == ["lado.contacts"]


def test_the_groups_are_listed_from_data(manager):
    assert items(report(manager, "{{ list subgroups }}"), {"subgroups": GROUPS})[0] == ["Practice Review Group"]


def test_a_list_that_is_not_there_names_the_near_miss(manager):
    made = make(
        report(manager, "{{ list subgroup }}"),
        book(on=DAY),
        partnership="A partnership",
        on=DAY,
        lists={"subgroups": GROUPS},
    )

    assert "Did you mean subgroups?" in made.errors[0].message


def test_groups_are_read_only_where_a_section_shows_them():
    asked = []
    late = Late(lambda: asked.append(1) or {"structure": 1})

    assert asked == []
    assert (late["structure"], list(late), len(late)) == (1, ["structure"], 1)
    assert asked == [1]
