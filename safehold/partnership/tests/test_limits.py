"""Time limits: the country’s, and in their place or beside them those that a partnership set itself."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from safehold.access.models import AuditLine
from safehold.access.policy import Refused
from safehold.clocks import NATIONAL, Basis, NoRuleInForce
from safehold.partnership import limits
from safehold.partnership.actions import rows, setup
from safehold.partnership.limits import without
from safehold.partnership.models import Amendment, TimeLimit
from safehold.partnership.spans import Span
from safehold.partnership.tests.factories import DAY, SINCE, manager
from safehold.records.tests import promises
from safehold.records.tests.promises import browser

JULY = date(2020, 7, 1)
OWN = {"title": "Acknowledge an application", "trigger": "the application", "source": "Executive, June 2020"}


def limit(by, key="asb.acknowledge", **facts):
    return setup.set_limit(by=by, key=key, **({"from_on": JULY, "length": 3, "unit": "working day"} | OWN | facts))


@pytest.mark.django_db
def test_without_any_of_our_own_the_countrys_limits_hold():
    assert list(limits.rule_book()) == list(NATIONAL)


@pytest.mark.django_db
def test_an_own_limit_holds_in_place_of_the_countrys_on_its_days_and_the_countrys_before_and_after():
    by = manager()
    limit(by, "RAPID_REVIEW", title="", trigger="", length=14, first_day_counts=True, to_on=DAY)

    book = limits.rule_book()

    before, during, after = (
        book.rule("RAPID_REVIEW", day) for day in (JULY - timedelta(days=1), JULY, date(2021, 5, 1))
    )
    assert (before.length, before.basis) == (15, Basis.GUIDANCE)
    assert (during.length, during.basis, during.source) == (14, Basis.LOCAL, "Executive, June 2020")
    assert (during.title, during.trigger) == (before.title, before.trigger)
    assert after.source == before.source
    assert during.limit == "within 14 working days beginning with the day of the notification"


@pytest.mark.django_db
def test_a_limit_that_only_this_partnership_has_is_in_the_book_from_its_day():
    limit(manager())

    assert limits.rule_book().rule("asb.acknowledge", DAY).limit == (
        "within 3 working days of the application, that day not counted"
    )
    with pytest.raises(NoRuleInForce):
        limits.rule_book().rule("asb.acknowledge", SINCE)


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("facts", "reason"),
    [
        ({"length": 0}, "A time limit is 1 to 400"),
        ({"length": 4000}, "A time limit is 1 to 400"),
        ({"length": -7, "first_day_counts": True}, "Only days or months counted forward"),
        ({"unit": "hour", "first_day_counts": True}, "Only days or months counted forward"),
        ({"title": ""}, "Say what must be done"),
        ({"source": ""}, "Say where the time limit was decided"),
        ({"to_on": SINCE}, "The last day must be the same as or after the first day"),
        ({"from_on": DAY}, "already a time limit of our own for this"),
    ],
)
def test_a_limit_that_cannot_be_is_refused(facts, reason):
    by = manager()
    limit(by)
    key = "asb.acknowledge" if "from_on" in facts else "other.limit"

    with pytest.raises(Refused, match=reason):
        limit(by, key, **facts)

    assert TimeLimit.objects.count() == 1


FIRST, LAST = date(2020, 1, 1), date(2020, 1, 30)
DAYS = st.dates(FIRST - timedelta(days=3), LAST + timedelta(days=3))


@given(st.lists(st.tuples(DAYS, st.integers(0, 5)), max_size=4), st.booleans())
def test_what_is_left_of_a_rule_is_every_day_that_no_own_limit_takes_and_no_other(taken, ends):
    spans, last = [], date.min
    for begins, length in sorted(taken):
        if begins > last:
            last = begins + timedelta(days=length)
            spans.append(Span(begins, last))
    rule = next(iter(NATIONAL))
    whole = limits.replace(rule, effective_from=FIRST, effective_to=LAST if ends else None)

    left = list(without(whole, spans))

    for n in range(-5, 45):
        day = FIRST + timedelta(days=n)
        wanted = whole.in_force(day) and not any(span.from_on <= day <= span.to_on for span in spans)
        assert sum(each.in_force(day) for each in left) == int(wanted), day


# --- the pages ---


@pytest.mark.django_db
def test_every_time_limit_is_shown_with_who_says_so_and_only_our_own_can_be_changed():
    limit(manager(), "LADO_TELL", title="", trigger="", length=24, unit="hour")

    shown = browser(manager()).get("/partnership/time-limits/").text

    assert "Statute: Care Act 2014, schedule 2, paragraph 4." in shown
    assert "This partnership: Executive, June 2020." in shown
    assert "Within 24 hours of the allegation coming to the employer’s notice" in shown
    assert shown.count("/partnership/rows/timelimit/") == 2
    assert "Statute: Care Act 2014" in b"".join(
        browser(manager()).get("/partnership/time-limits/?format=csv").streaming_content
    ).decode("utf-8-sig")


@pytest.mark.django_db
def test_a_time_limit_is_set_corrected_and_ended_from_its_pages():
    page = browser(manager())
    address = "/partnership/time-limits/add/"
    facts = {"length": "10", "unit": "working day", "from_on": JULY, "source": "Executive"}

    wrong = promises.ask_and_answer(page, address, instead="own", key="Big Code", **facts)
    assert wrong.status_code == 422
    for words in (
        "Enter what must be done",
        "Enter what it is counted from",
        "letters, digits, hyphens and full stops only",
    ):
        assert words in wrong.text
    made = promises.ask_and_answer(page, address, instead="RAPID_REVIEW", **facts)
    assert made.status_code == 302
    assert made.url == "/partnership/time-limits/"
    row = TimeLimit.objects.get()
    at = f"/partnership/rows/timelimit/{row.pk}"
    corrected = facts | {"length": "12", "title": row.title, "trigger": row.trigger, "why": "Misread"}
    assert promises.ask_and_answer(page, f"{at}/correct/", **corrected).status_code == 302
    assert promises.ask_and_answer(page, f"{at}/end/", to_on=DAY).status_code == 302

    row.refresh_from_db()
    assert (row.length, row.to_on) == (12, DAY)
    assert Amendment.objects.get().was == "How many: 10"
    assert AuditLine.objects.filter(event="partnership.time_limit_set").count() == 1


@pytest.mark.django_db
def test_a_correction_cannot_make_a_limit_that_no_clock_could_read():
    row = limit(manager())

    with pytest.raises(Refused, match="A time limit is 1 to 400"):
        rows.correct(row, by=manager(), length=0, why="x")
