"""The budget: what is given, spent, in hand and bid for; sums that add up; and a sum that is not agreed yet is for few."""

from datetime import date
from decimal import Decimal

import pytest
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from safehold.access.policy import Refused
from safehold.access.roles import Role
from safehold.access.tests.factories import AgencyFactory, actor
from safehold.plans import actions
from safehold.plans.lifecycle import Asked, Promised
from safehold.plans.models import Bid, Contribution, Spend
from safehold.plans.policy import budget as policy
from safehold.plans.presenters.budget import HIDDEN, money
from safehold.plans.queries import budget as queries
from safehold.plans.queries.budget import Budget
from safehold.plans.tests.factories import doer
from safehold.plans.tests.planning import DAY, in_hand, manager
from safehold.plans.tests.planning import bid as sent
from safehold.plans.tests.planning import contribution as proposed
from safehold.plans.tests.planning import spend as spent
from safehold.records.queries import corrections_of
from safehold.records.tests.promises import ask_and_answer, browser, queries_of, sees_as_its_entry_does

YEAR, BEFORE = date(2020, 4, 1), date(2019, 4, 1)


def received(by=None, came="12000.50", **facts) -> Contribution:
    by = by or manager()
    made = actions.agree(proposed(by, **facts), by=by, agreed_on=DAY)
    return actions.receive(made, by=by, received_on=DAY, received=Decimal(came))


# --- sums ---


@pytest.mark.django_db
def test_a_year_begins_with_what_was_in_hand_and_came_and_was_not_spent_before():
    by = manager()
    in_hand(by)
    received(by, from_on=BEFORE, came="500.25")
    spent(by, from_on=BEFORE, amount=Decimal("100.10"))
    received(by, came="12000")
    spent(by)
    won = actions.answer_bid(sent(by), by=by, result=Asked.PART, answered_on=DAY, awarded=Decimal(20000))

    found = queries.budget(YEAR, by)

    assert found.brought_forward == Decimal("1400.15")
    assert (found.agreed, found.received, found.spent) == (Decimal("12000.50"), Decimal(12000), Decimal(400))
    assert found.awarded == won.awarded
    assert found.carried_forward == Decimal("33000.15")
    assert queries.budget(date(2021, 4, 1), by).brought_forward == found.carried_forward


@pytest.mark.django_db
def test_what_was_recorded_in_error_declined_or_not_agreed_is_in_no_total():
    by = manager()
    proposed(by)
    actions.decline(proposed(by, agency=AgencyFactory(code="health")), by=by)
    actions.enter_sum_in_error(spent(by), by=by, why="Typed twice")

    found = queries.budget(YEAR, by)

    assert (found.agreed, found.received, found.spent, found.proposed) == (0, 0, 0, Decimal("12000.50"))


@given(st.lists(st.tuples(st.sampled_from(["staff", "reviews", "other"]), st.integers(1, 10**9)), max_size=30))
def test_what_is_spent_under_the_headings_is_what_is_spent(sums):
    """To the penny, whatever the sums."""
    spends = [Spend(heading=heading, amount=Decimal(pence) / 100) for heading, pence in sums]
    found = Budget(YEAR, spends=spends)

    assert sum(found.by_heading().values(), Decimal(0)) == found.spent


@pytest.mark.parametrize(
    ("of", "said"),
    [("12000", "£12,000"), ("12000.50", "£12,000.50"), ("-300", "−£300"), ("0", "£0"), ("0.05", "£0.05")],
)
def test_a_sum_is_said_as_people_write_it(of, said):
    assert money(Decimal(of)) == said


# --- steps, and what is refused ---


@pytest.mark.django_db
def test_a_contribution_goes_from_asked_for_to_received():
    by = manager()
    made = proposed(by)
    actions.agree(made, by=by, agreed_on=DAY)
    actions.invoice(made, by=by, invoiced_on=DAY)

    actions.receive(made, by=by, received_on=DAY, received=Decimal(12000))

    assert (made.status, made.received) == (Promised.RECEIVED, Decimal(12000))


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("act", "why"),
    [
        (lambda by: proposed(doer()), "Only the business manager or business support can keep the budget"),
        (lambda by: proposed(by, amount=Decimal(0)), "Enter a sum, or what is given in kind"),
        (lambda by: proposed(by, from_on=date(2020, 5, 1)), "Choose a financial year of the partnership"),
        (lambda by: actions.agree(proposed(by), by=by, agreed_on=date(2021, 5, 1)), "must be today or in the past"),
        (lambda by: actions.invoice(proposed(by), by=by, invoiced_on=DAY), "It must be marked ‘Agreed’ first"),
        (
            lambda by: actions.invoice(
                actions.agree(proposed(by, amount=Decimal(0), in_kind="A room"), by=by, agreed_on=DAY),
                by=by,
                invoiced_on=DAY,
            ),
            "What is given in kind is not invoiced",
        ),
        (lambda by: spent(by, heading="gold"), "Choose a heading that the partnership uses"),
        (lambda by: spent(by, amount=Decimal(0)), "Enter a sum of more than nothing"),
        (lambda by: spent(by, spent_on=date(2020, 3, 31)), "before the year that it counts in"),
        (
            lambda by: actions.answer_bid(sent(by), by=by, result=Asked.WON, answered_on=DAY),
            "what was awarded where it was won",
        ),
        (
            lambda by: actions.answer_bid(sent(by), by=by, result=Asked.LOST, answered_on=date(2020, 8, 1)),
            "cannot be answered before it was sent",
        ),
        (lambda by: actions.tell_outcome(sent(by), by=by, outcome="Much"), "Only of a bid that was won"),
    ],
)
def test_what_is_refused_is_refused_in_a_sentence(act, why):
    with pytest.raises(Refused, match=why):
        act(manager())


@pytest.mark.django_db
def test_what_was_told_of_an_outcome_before_is_kept():
    by = manager()
    won = actions.answer_bid(sent(by), by=by, result=Asked.WON, answered_on=DAY, awarded=Decimal(30000))
    actions.tell_outcome(won, by=by, outcome="A worker began")

    actions.tell_outcome(won, by=by, outcome="A worker began, and met 40 young people")

    assert [each.was for each in corrections_of(won.entry)] == ["A worker began"]
    assert won.outcome == "A worker began, and met 40 young people"


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("made", "visible_to"),
    [
        (proposed, queries.contributions_visible_to),
        (spent, queries.spends_visible_to),
        (in_hand, queries.in_hand_visible_to),
        (sent, queries.bids_visible_to),
    ],
)
def test_everybody_sees_of_the_budget_what_its_entries_say(made, visible_to):
    made()

    sees_as_its_entry_does(
        visible_to, [actor(role, agency=agency) for role in Role for agency in ("council", "health")]
    )


@pytest.mark.django_db
@pytest.mark.parametrize("role", Role)
def test_nobody_reads_totals_of_a_part_of_the_budget(role):
    """Whoever may open it sees all that is in it."""
    by, who = manager(), actor(role, agency="health")
    received(by)
    spent(by)

    if policy.see(who):
        mine, whole = queries.budget(YEAR, who), queries.budget(YEAR, by)
        assert (mine.received, mine.spent) == (whole.received, whole.spent)
    else:
        assert not queries.budget(YEAR, who).spent


# --- sums that are not agreed yet ---

SEES = {Role.BUSINESS_MANAGER, Role.BUSINESS_SUPPORT, Role.INDEPENDENT_CHAIR, Role.DELEGATED_PARTNER}


@pytest.mark.django_db
@pytest.mark.parametrize("role", Role)
@pytest.mark.parametrize("agency", ["police", "health"])
def test_who_sees_a_sum_before_it_is_agreed(role, agency):
    made, who = proposed(), actor(role, agency=agency)
    own = role == Role.AGENCY_LEAD and agency == "police"

    assert bool(policy.see_sum(who, made)) is (role in SEES or own)
    actions.agree(made, by=manager(), agreed_on=DAY)
    assert policy.see_sum(who, made)


@pytest.mark.slow
@pytest.mark.django_db
@pytest.mark.parametrize("where", ["budget", "contributions", "contribution", "csv"])
@pytest.mark.parametrize(("agency", "shown"), [("police", True), ("health", False)])
def test_a_sum_that_is_not_agreed_stands_on_no_page_of_those_who_may_not_know_it(where, agency, shown):
    made = proposed(amount=Decimal(77123), in_kind="Two rooms")
    actions.correct_sum(made, by=manager(), field="amount", value=Decimal(88123), why="A slip")
    web = browser(actor(Role.AGENCY_LEAD, agency=agency))
    at = {
        "budget": lambda: web.get(reverse("plans:budget"), {"year": "2020-21"}).text,
        "contributions": lambda: web.get(reverse("plans:contributions")).text,
        "contribution": lambda: web.get(made.get_absolute_url()).text,
        "csv": lambda: b"".join(web.get(reverse("plans:contributions"), {"format": "csv"}).streaming_content).decode(),
    }

    page = at[where]()

    assert ("88,123" in page) is shown
    assert ("Two rooms" in page) is shown
    assert (HIDDEN in page) or shown
    assert "77123" not in page.replace(",", "")


# --- pages ---


@pytest.mark.slow
@pytest.mark.django_db
def test_a_budget_is_kept_on_pages_from_asking_to_the_carry_forward():
    by = manager()
    web, police = browser(by), AgencyFactory(code="police")
    year = {"from_on": "2020-04-01"}

    ask_and_answer(web, reverse("plans:propose"), agency=police.pk, amount="12,000.50", in_kind="", **year)
    made = Contribution.objects.get()
    for name, answers in (
        ("agree", {"agreed_on": DAY}),
        ("invoice", {"invoiced_on": DAY}),
        ("receive", {"received_on": DAY, "received": "12000.50"}),
    ):
        ask_and_answer(web, reverse(f"plans:{name}", args=[made.uid]), **answers)
    ask_and_answer(
        web, reverse("plans:add_spend"), words="A trainer", under="training", amount="400", spent_on=DAY, **year
    )
    ask_and_answer(web, reverse("plans:begin_with"), words="A reserve", amount="1000", **year)
    ask_and_answer(
        web, reverse("plans:send_bid"), title="A worker", funder="The fund", amount="30000", sent_on=DAY, **year
    )
    asked = Bid.objects.get()
    answered = {"result": "won", "answered_on": DAY, "awarded": "25000"}
    ask_and_answer(web, reverse("plans:answer_bid", args=[asked.uid]), **answered)
    ask_and_answer(web, reverse("plans:bid_outcome", args=[asked.uid]), outcome="A worker began")

    shown = web.get(reverse("plans:budget"), {"year": "2020-21"}).text
    for words in ("£12,000.50", "£400", "£1,000", "£25,000", "£37,600.50", "A worker began", "Training"):
        assert words in shown, words


@pytest.mark.slow
@pytest.mark.django_db
@pytest.mark.parametrize(
    ("made", "name", "field", "value"),
    [
        (proposed, "contribution", "amount", "13000"),
        (spent, "spend", "amount", "500"),
        (in_hand, "in_hand", "words", "A reserve"),
        (sent, "bid", "funder", "Another fund"),
    ],
)
def test_what_the_budget_says_wrongly_is_corrected_marked_and_reinstated(made, name, field, value):
    kept = made()
    web = browser(manager())

    ask_and_answer(web, reverse(f"plans:{name}_correct_field", args=[kept.uid, field]), value=value, why="A slip")
    ask_and_answer(web, reverse(f"plans:{name}_in_error", args=[kept.uid]), why="Typed twice")
    ask_and_answer(web, reverse(f"plans:{name}_reinstate", args=[kept.uid]), why="It was not")

    kept.refresh_from_db()
    assert str(getattr(kept, field)).removesuffix(".00") == value
    shown = web.get(kept.get_absolute_url()).text
    assert "A slip" in shown
    assert "It was not" in shown


@pytest.mark.slow
@pytest.mark.django_db
def test_a_bid_that_was_won_says_how_much():
    answers = {"result": "won", "answered_on-day": 30, "answered_on-month": 4, "answered_on-year": 2021, "awarded": ""}

    answer = browser(manager()).post(reverse("plans:answer_bid", args=[sent().uid]), answers)

    assert answer.status_code == 422
    assert "Enter how much was awarded" in answer.text


@pytest.mark.slow
@pytest.mark.django_db
def test_the_budget_asks_as_often_however_much_is_in_it():
    by = manager()
    web = browser(by)
    for n in range(6):
        received(by, agency=AgencyFactory(code=f"agency-{n}"))
        spent(by)
        sent(by)
    where = reverse("plans:budget") + "?year=2020-21"
    web.get(where)

    assert queries_of(lambda: web.get(where)) <= 12
