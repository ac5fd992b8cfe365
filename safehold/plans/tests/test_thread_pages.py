"""The page of a golden thread: both ways in two clicks, and nothing of what its reader may not see."""

import re

import pytest
from django.urls import reverse

from safehold.access.models import AuditLine
from safehold.access.roles import Role
from safehold.access.tests.factories import AgencyFactory, actor
from safehold.plans import actions
from safehold.plans.tests.factories import (
    DAY,
    accepted,
    action,
    doer,
    finding,
    manager,
    member,
    recommendation,
)
from safehold.plans.tests.pages import at, page, text
from safehold.records.models import Conflict
from safehold.records.tests.promises import ask_and_answer, browser, queries_of, typed
from tests.invented import actions as notebooks

pytestmark = [pytest.mark.slow, pytest.mark.django_db, pytest.mark.one_database]


def test_from_a_finding_to_its_action_and_back_is_two_clicks():
    by = manager()
    agreed = action(accepted(by), by)
    made = agreed.recommendation
    found = made.finding

    first = page(by, "finding", found)
    thread = page(by, "thread", found)
    back = page(by, "thread", agreed)

    assert f'href="{at("thread", found)}"' in first
    for each in (made, agreed):
        assert f'href="{each.get_absolute_url()}"' in thread
    assert f'href="{found.get_absolute_url()}"' in back


def test_a_thread_that_is_not_there_and_one_that_is_hidden_answer_alike():
    officer = actor(Role.REVIEW_OFFICER)
    review = notebooks.open_one(by=officer, title="A review", opened_on=DAY)
    hidden = finding(officer, source=review.entry)
    web = browser(manager())

    of_hidden, of_none = (
        web.get(reverse("plans:thread", args=[uid])) for uid in (hidden.uid, "00000000-0000-4000-8000-000000000000")
    )

    assert of_hidden.status_code == of_none.status_code == 404
    assert scrubbed(text(of_hidden)) == scrubbed(text(of_none))
    assert browser(officer).get(at("thread", hidden)).status_code == 200


def scrubbed(answer: str) -> str:
    """A page without what is made anew for each: its nonce, its token and its own address."""
    return re.sub(r'(nonce|value|href|content)="[^"]*"', "", answer)


def test_a_thread_leaves_as_a_file_with_all_that_its_reader_sees_and_no_more():
    officer = actor(Role.REVIEW_OFFICER)
    review = notebooks.open_one(by=officer, title="A review", opened_on=DAY)
    agreed = action(accepted(manager()))
    actions.tie(agreed.entry, by=officer, other=finding(officer, source=review.entry).entry, why="The same again")

    of_officer, of_other = (
        b"".join(browser(who).get(at("thread", agreed), {"format": "csv"})).decode() for who in (officer, manager())
    )

    assert "1,Finding" in of_other
    assert "3,Action,Train every sergeant in assessing capacity for one decision" in of_other
    assert "The same again" in of_officer
    assert "The same again" not in of_other
    assert AuditLine.objects.filter(event="plans.thread_exported").count() == 2


def test_another_record_is_tied_by_the_address_of_its_page():
    by = manager()
    found, agreed = finding(by), action(accepted(by), by)
    hidden = notebooks.open_one(by=actor(Role.REVIEW_OFFICER), title="A review", opened_on=DAY)
    web = browser(by)

    for pasted, why in (
        ("the other one", "There is no such record that you can see"),
        (f"https://safehold.example/records/{hidden.uid}/", "There is no such record that you can see"),
        (found.get_absolute_url(), "This is the address of the same record"),
    ):
        answer = web.post(at("tie", found), typed({"other": pasted, "why": "It is the same"}))
        assert answer.status_code == 422
        assert why in text(answer)
    address = f"https://safehold.example{agreed.get_absolute_url()}?q=1"
    ask_and_answer(web, at("tie", found), other=address, why="What was done about it")

    assert "What was done about it" in page(by, "thread", found)
    assert "What was done about it" in page(by, "thread", agreed)


def test_everything_that_a_thread_shows_is_in_the_trail():
    by = manager()
    agreed = action(accepted(by), by)
    made = agreed.recommendation

    page(by, "thread", agreed)

    shown = AuditLine.objects.get(event="plans.thread_opened")
    assert shown.count == 3
    assert set(shown.facts["uids"]) == {str(each.uid) for each in (agreed, made, made.finding)}


def test_what_is_looked_for_and_shown_as_alike_is_in_the_trail():
    by = manager()
    earlier = accepted(by)
    found = finding(by, title="Something else")

    browser(by).post(at("recommend", found), typed({"words": "Mental capacity for each decision", "look": "yes"}))

    shown = AuditLine.objects.get(event="plans.alike_shown").facts
    assert shown["uids"] == [str(earlier.uid)]
    assert shown["searched"]
    assert "capacity" not in str(shown)


def test_whoever_may_not_see_a_finding_does_not_read_it_on_what_was_recommended():
    made, other = recommendation(), actor(Role.INDEPENDENT_CHAIR, agency="team")
    assert str(made.finding) in page(other, "recommendation", made)

    Conflict.objects.create(
        entry=made.finding.entry,
        user=other.user,
        why="Their own practice",
        from_on=other.on,
        declared_on=other.on,
        declared_by=other.user,
    )

    shown = page(other, "recommendation", made)
    assert str(made.finding) not in shown
    assert str(made.finding.uid) not in shown


def test_whoever_lets_others_see_a_finding_is_told_what_they_will_read_first():
    officer = actor(Role.REVIEW_OFFICER)
    review = notebooks.open_one(by=officer, title="A review", opened_on=DAY)
    found = finding(officer, source=review.entry)
    made = recommendation(found, officer)
    actions.correct(made, by=officer, field="words", value="Visit each family", why="It named one")

    asked = page(officer, "release", found)
    assert "1 recommendation" in asked
    assert "1 correction" in asked
    ask_and_answer(browser(officer), at("release", found), source_name="A review, published in May 2021")

    assert "A review, published in May 2021" in page(manager(), "finding", found)
    assert "Take back that others see it" in page(officer, "finding", found)
    ask_and_answer(browser(officer), at("hold", found), why="It was not published yet")
    assert browser(manager()).get(at("finding", found)).status_code == 404


@pytest.mark.parametrize("name", ["finding", "recommendation", "action", "thread"])
def test_a_page_asks_as_often_however_much_hangs_on_it(name):
    by = manager()
    made = accepted(by)
    agreed = action(made, by)
    of = {"finding": made.finding, "recommendation": made, "action": agreed, "thread": made}[name]
    web = browser(by)
    more(made, agreed, by, 0)
    web.get(at(name, of))
    few = queries_of(lambda: web.get(at(name, of)))
    for n in range(1, 6):
        more(made, agreed, by, n)

    assert queries_of(lambda: web.get(at(name, of))) <= few <= 12


def more(made, agreed, by, n) -> None:
    """One more of everything that hangs on a thread."""
    recommendation(made.finding, by, words=f"Assess mental capacity for each decision, number {n}")
    action(made, by, words=f"Train team {n}", agency=AgencyFactory(code=f"agency-{n}"))
    actions.assign(agreed, by=by, lead_role=f"Head {n}")
    actions.give_evidence(agreed, by=doer(), words=f"Evidence {n}")
    actions.return_evidence(agreed, by=member(), why="More")
