from datetime import date
from decimal import Decimal
from types import SimpleNamespace

import pytest
from django.http import QueryDict

from safehold.govuk import examples, forms, listing
from safehold.govuk.parts import Pages, Results, Tag


@pytest.mark.parametrize(
    ("value", "said"),
    [
        (None, ""),
        (True, "Yes"),
        (1040, "1,040"),
        (Decimal("54.5"), "54.5"),
        (date(2021, 3, 27), "27 March 2021"),
        ("as it is", "as it is"),
    ],
)
def test_values_stand_in_cells_as_people_read_them(value, said):
    assert listing.shown(value) == said


def test_a_tag_stands_in_a_cell_as_it_is():
    assert listing.shown(Tag("Closed")) == Tag("Closed")


def test_a_heading_leads_to_the_order_the_list_is_not_in():
    column = examples.Column("Raised", None, "raised")

    orders = {
        query: listing.headings([column], examples.Address(QueryDict(query)))[0]
        for query in ("", "sort=raised", "sort=-raised&page=3&q=a")
    }

    assert [(each.order, each.href) for each in orders.values()] == [
        ("descending", "?sort=raised"),
        ("ascending", "?sort=-raised"),
        ("descending", "?sort=raised&q=a"),
    ]


class Filters(forms.Form):
    q = forms.CharField(label="Words", required=False)
    status = forms.MultipleChoiceField(label="Status", choices=[("new", "New"), ("open", "Open")], required=False)
    agency = forms.ChoiceField(
        label="Agency", choices=[("", "Any"), ("c", "Council")], widget=forms.Select, required=False
    )
    since = forms.DateField(label="Since", required=False)
    mine = forms.BooleanField(label="Mine", required=False)


def test_each_filter_in_use_is_told_in_its_own_words_and_can_be_taken_away_by_itself():
    query = (
        "q=fall&status=new&status=open&agency=c&since-day=1&since-month=4&since-year=2021&mine=on&sort=raised&page=4"
    )

    chips = {chip.text: QueryDict(chip.href[1:]) for chip in listing.chips(Filters(QueryDict(query)))}

    assert list(chips) == [
        "Words: fall",
        "Status: New",
        "Status: Open",
        "Agency: Council",
        "Since: 1 April 2021",
        "Mine: yes",
    ]
    assert chips["Status: New"].getlist("status") == ["open"]
    assert not any(name.startswith("since") for name in chips["Since: 1 April 2021"])
    assert "mine" not in chips["Mine: yes"]
    assert all("page" not in left and left["sort"] == "raised" for left in chips.values())


@pytest.mark.parametrize("query", ["", "q=", "agency=", "agency=nobody", "since-day=31&since-month=2&since-year=2021"])
def test_a_filter_that_is_empty_or_not_understood_is_not_in_use(query):
    assert listing.chips(Filters(QueryDict(query))) == []


def test_a_list_that_was_never_filtered_has_none():
    assert listing.chips(None) == listing.chips(Filters()) == []


@pytest.mark.parametrize(
    ("count", "more", "number", "last", "shown", "said"),
    [
        (0, False, 1, 0, 0, "0 cases"),
        (1, False, 1, 1, 1, "1 case"),
        (12, False, 1, 1, 12, "12 cases"),
        (1040, False, 1, 42, 25, "1 to 25 of 1,040 cases"),
        (1040, False, 42, 42, 15, "1,026 to 1,040 of 1,040 cases"),
        (1000, True, 2, None, 25, "26 to 50 of 1,000+ cases"),
    ],
)
def test_a_list_says_how_many_there_are_and_which_are_shown(count, more, number, last, shown, said):
    assert str(listing.results(count, more, number, last, shown, "case")) == said


def test_a_capped_count_says_that_there_are_more():
    assert str(Results(1000, "enquiry", "enquiries", last=25, capped=True)) == "1 to 25 of 1,000+ enquiries"


def numbers(pages):
    return ["…" if "ellipsis" in item else item["number"] for item in pages.params()["items"]]


@pytest.mark.parametrize(
    ("number", "last", "shown"),
    [
        (1, 3, [1, 2, 3]),
        (1, 42, [1, 2, "…", 42]),
        (3, 42, [1, 2, 3, 4, "…", 42]),
        (4, 42, [1, 2, 3, 4, 5, "…", 42]),
        (6, 42, [1, "…", 5, 6, 7, "…", 42]),
        (42, 42, [1, "…", 41, 42]),
    ],
)
def test_pages_shows_the_nearest_the_first_and_the_last(number, last, shown):
    assert numbers(Pages(number, last, str)) == shown


def test_where_the_count_is_capped_there_is_only_a_next_and_a_previous():
    page = SimpleNamespace(link=lambda **changes: f"?{changes}")

    where = listing.pages(page, 2, None, has_next=True)

    assert where
    assert set(where.params()) == {"previous", "next"}
    assert not listing.pages(page, 1, None, has_next=False)


def test_one_page_has_no_pagination():
    assert not Pages(1, 1, str)
    assert not Pages(1, 0, str)
