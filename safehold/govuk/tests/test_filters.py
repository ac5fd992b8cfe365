from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from markupsafe import Markup

from safehold.govuk import filters


def test_a_day_is_written_in_words():
    assert filters.day(date(2021, 3, 27)) == "27 March 2021"


def test_a_moment_is_told_by_the_clocks_here():
    just_before_midnight_in_greenwich = datetime(2021, 6, 30, 23, 30, tzinfo=UTC)

    assert filters.day(just_before_midnight_in_greenwich) == "1 July 2021"
    assert filters.day_and_time(just_before_midnight_in_greenwich) == "1 July 2021 at 12:30am"


@pytest.mark.parametrize(
    ("hour", "minute", "said"),
    [(0, 0, "midnight"), (0, 5, "12:05am"), (9, 0, "9am"), (12, 0, "midday"), (12, 1, "12:01pm"), (14, 5, "2:05pm")],
)
def test_times_are_said_as_people_say_them(hour, minute, said):
    assert filters.day_and_time(datetime(2021, 1, 4, hour, minute, tzinfo=UTC)) == f"4 January 2021 at {said}"


def test_a_day_without_a_time_is_never_given_one():
    assert filters.day_and_time(date(2021, 3, 27)) == "27 March 2021"


@pytest.mark.parametrize("tell", [filters.day, filters.day_and_time, filters.number, filters.provided])
def test_what_is_not_known_is_not_provided(tell):
    assert tell(None) == "Not provided"


def test_nought_is_an_answer():
    assert filters.provided(0) == 0
    assert filters.provided("") == "Not provided"


@pytest.mark.parametrize(
    ("value", "said"), [(1040, "1,040"), (-33, "−33"), (0, "0"), (Decimal("1234.50"), "1,234.50"), (-1000, "−1,000")]
)
def test_numbers_mark_their_thousands(value, said):
    assert filters.number(value) == said


def test_counted_things_agree_with_their_number():
    assert [filters.plural(n, "case") for n in (0, 1, 1040)] == ["0 cases", "1 case", "1,040 cases"]
    assert filters.plural(2, "enquiry", "enquiries") == "2 enquiries"


def test_text_of_several_lines_keeps_them_and_nothing_in_it_becomes_markup():
    assert filters.in_lines("To see:\n- <b>all</b>\r\n- each\n") == "To see:<br>- &lt;b&gt;all&lt;/b&gt;<br>- each"


@pytest.mark.parametrize("value", ["One line\n", Markup("<ul>\n<li>made by us</li>\n</ul>"), 3, None])
def test_what_is_not_several_lines_of_text_is_left_alone(value):
    assert filters.in_lines(value) is value


@pytest.mark.parametrize(
    ("value", "drawn"),
    [
        ("ada.lowe@police.example", "ada.<wbr>lowe@<wbr>police.<wbr>example"),
        ("<b>ada@x.org</b> & co.", "&lt;b&gt;ada@<wbr>x.<wbr>org&lt;/b&gt; &amp; co."),
        ("at 5 @ the office. Or not", "at 5 @ the office. Or not"),
    ],
)
def test_an_email_address_may_break_after_its_at_and_its_dots_and_nowhere_else(value, drawn):
    assert filters.breakable(value) == drawn
    assert filters.in_lines(f"{value}\nmore") == f"{drawn}<br>more"


@pytest.mark.parametrize("value", ["No address. At all.", Markup("<i>a@b.org</i>"), 7, None])
def test_what_holds_no_address_or_knows_its_own_html_is_not_touched(value):
    assert filters.breakable(value) is value
