"""What replacing a submission promises: what would be lost is counted and said first, and only then is it done."""

from datetime import date

import pytest
from django.urls import reverse

from safehold.access.models import AuditLine
from safehold.access.roles import Role
from safehold.access.tests.factories import actor
from safehold.asks import actions as asks
from safehold.asks.lifecycle import Status
from safehold.asks.models import Submission
from safehold.govuk.tests.pages import faults
from safehold.imports.queries import Replacing, replacing
from safehold.imports.tests.factories import EARLIER, HEADINGS, ROW, sent
from safehold.measures import geography
from safehold.records.tests.promises import browser

pytestmark = pytest.mark.django_db
DAY = date(2021, 4, 30)
OLDER = EARLIER.replace("2019-20", "2018-19")
OLDEST = EARLIER.replace("2019-20", "2017-18")


def post(who, submission, name="accept", **told):
    return browser(who).post(reverse(f"imports:{name}", args=[submission.entry.uid]), told, follow=True)


def counted(earlier, later):
    return replacing(earlier, by=later, on=DAY, years=geography.years())


def test_what_would_be_lost_by_replacing_is_counted_and_said_before_anything_is_done():
    by = actor(Role.DATA_ANALYST)
    first = sent(HEADINGS + ROW + EARLIER + OLDER + OLDEST, by=by, accepted=True)
    later = sent(HEADINGS + ROW.replace("200", "201") + EARLIER, by=by)

    shown = post(by, later, how="instead", replacing=first.pk)

    page = shown.content.decode()
    later.refresh_from_db()
    assert later.status == Status.READY
    assert (
        "Of the 4 figures that count from it, 2 have no counterpart in the new file and would no longer be counted,"
        " 1 would change and 1 would stay the same." in page
    )
    assert "<h1" in page
    assert "Check what this would replace" in page
    assert faults(page) == []
    assert AuditLine.objects.filter(event="asks.replacing_shown", count=2).count() == 1

    post(by, later, how="instead", replacing=first.pk, _checked=first.pk)

    assert Submission.objects.get(pk=first.pk).status == Status.REPLACED


def test_what_was_said_of_one_submission_does_not_stand_for_another():
    by = actor(Role.DATA_ANALYST)
    first, second = sent(by=by, accepted=True), sent(HEADINGS + EARLIER, by=by, accepted=True)
    later = sent(HEADINGS + OLDER, by=by)

    page = post(by, later, how="instead", replacing=second.pk, _checked=first.pk).content.decode()

    later.refresh_from_db()
    assert later.status == Status.READY
    assert "Check what this would replace" in page


def test_a_figure_that_another_accepted_submission_gives_is_not_said_to_be_lost():
    by = actor(Role.DATA_ANALYST)
    sent(HEADINGS + EARLIER.replace("264", "260"), by=by, accepted=True)
    first = sent(HEADINGS + ROW + EARLIER, by=by, accepted=True)
    later = sent(HEADINGS + ROW.replace("printed,", "printed,Checked"), by=by)

    page = post(by, later, how="instead", replacing=first.pk).content.decode()

    assert counted(first, later) == Replacing(gone=0, elsewhere=1, change=0, same=1)
    assert "1 more is not in the new file, and would count as another accepted submission gives it." in page


def test_a_figure_that_a_later_submission_gives_anew_is_not_counted_as_lost_again():
    by = actor(Role.DATA_ANALYST)
    first = sent(HEADINGS + ROW, by=by, accepted=True)
    sent(HEADINGS + ROW.replace("200", "201"), by=by, accepted=True)
    later = sent(HEADINGS + EARLIER, by=by)

    assert counted(first, later) == Replacing(gone=0, elsewhere=0, change=0, same=0)
    page = post(by, later, how="instead", replacing=first.pk).content.decode()
    assert "None of its figures counts now, so none would be lost." in page


def test_of_rows_that_are_counted_the_figures_made_of_them_are_held_against_each_other():
    by = actor(Role.DATA_ANALYST)
    rows = "Kind,Date,Place,Outcome\n"
    one, other = "sar_referral,2020-05-04,B&NES,review\n", "sar_referral,2019-05-04,B&NES,review\n"
    facts = {"data_set": "counted_events", "by": by}
    first = sent(rows + one + other, accepted=True, **facts)
    later = sent(rows + one, **facts)

    found = counted(first, later)

    assert found.gone > 0
    assert found.same > 0
    # the control: with every row again nothing is lost
    asks.discard(later, by=by, why="The control")
    again = counted(first, sent(rows + other + one, **facts))
    assert (again.gone, again.change, again.same) == (0, 0, found.all)


def test_counting_what_would_be_lost_asks_no_more_questions_for_many_figures(django_assert_max_num_queries):
    by = actor(Role.DATA_ANALYST)
    few = sent(HEADINGS + ROW, by=by, accepted=True)
    months = "".join(ROW.replace("2020-21", f"20{year}-{month:02}") for year in (17, 18) for month in range(1, 13))
    many = sent(HEADINGS + months, by=by, accepted=True)
    later = sent(HEADINGS + EARLIER, by=by)
    years = geography.years()
    with django_assert_max_num_queries(4) as asked:
        replacing(few, by=later, on=DAY, years=years)
    with django_assert_max_num_queries(len(asked)):
        assert replacing(many, by=later, on=DAY, years=years).gone == 24


# --- a page that somebody else has overtaken ---


@pytest.mark.parametrize(
    ("name", "told", "now"),
    [
        ("accept", {"how": "beside"}, "Accepted"),
        ("accept", {}, "Accepted"),
        ("discard", {"why": "Typed with care"}, "Accepted"),
    ],
)
def test_a_decision_that_somebody_else_has_overtaken_shows_how_it_stands_and_no_form(name, told, now):
    by, other = actor(Role.DATA_ANALYST), actor(Role.BUSINESS_MANAGER)
    submission = sent(by=by)
    asks.accept(submission, by=other)

    response = post(by, submission, name, **told)

    page = response.content.decode()
    assert response.status_code == 409
    assert f"This is marked ‘{now}’. It must be marked" in page
    assert "This can no longer be done" in page
    assert str(other.user) in page
    assert submission.get_absolute_url() in page
    assert 'name="_once"' not in page
    assert faults(page) == []
    if "why" in told:
        assert told["why"] in page


def test_a_stale_page_of_a_submission_that_was_replaced_or_withdrawn_offers_no_form_either():
    by, other = actor(Role.DATA_ANALYST), actor(Role.BUSINESS_MANAGER)
    replaced, withdrawn = sent(by=by, accepted=True), sent(HEADINGS + EARLIER, by=by, accepted=True)
    asks.accept(sent(HEADINGS + OLDER, by=by), by=other, replacing=replaced)
    asks.withdraw(withdrawn, by=other, why="The wrong year")

    for submission, word in ((replaced, "Replaced"), (withdrawn, "Withdrawn")):
        page = post(by, submission, "withdraw", why="Typed with care").content.decode()
        assert f"This is marked ‘{word}’" in page
        assert 'name="_once"' not in page
        assert "Typed with care" in page


def test_a_decision_that_can_still_be_made_keeps_its_form():
    """The control."""
    by = actor(Role.DATA_ANALYST)

    page = post(by, sent(by=by), "discard", why="").content.decode()

    assert 'name="_once"' in page
