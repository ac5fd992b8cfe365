"""A question is answered, or it is said why it cannot be; nothing at all is no answer."""

import pytest

from safehold.access.policy import Refused
from safehold.asks import actions, presenters, queries
from safehold.asks.models import Wording
from safehold.asks.tests.factories import asked, fill_in, lead
from safehold.asks.tests.test_pages import at, send_back
from safehold.records.tests.promises import ask_and_answer, browser

pytestmark = [pytest.mark.slow, pytest.mark.django_db, pytest.mark.one_database]
WHY = "The register was lost in the flood"


def test_a_reason_takes_the_place_of_an_answer_and_whoever_asked_reads_it():
    ask = asked()
    fill_in(ask, by=lead(), words=("46",))
    client = browser(lead())
    ask_and_answer(client, at("answer", ask, 2), why_not=WHY)
    assert f"Not answered: {WHY}" in client.get(at("return", ask)).text
    assert send_back(client, at("return", ask), signatory="Ada Stone").status_code == 302

    reply = queries.reply_of(ask, 1)
    assert [each.answer for each in presenters.kept_answers(reply)] == ["46", f"Not answered: {WHY}"]
    assert [*presenters.in_csv(reply)][1][2] == f"Not answered: {WHY}"
    assert f"Not answered: {WHY}" in client.get(at("copy", ask, 1)).text


@pytest.mark.parametrize("number", [1, 2])
def test_nothing_at_all_is_refused_and_makes_no_revision(number):
    ask = asked()
    answer = ask_and_answer(browser(lead()), at("answer", ask, number), words="  ", why_not=" ")

    assert answer.status_code == 422
    assert "Nothing was entered" in answer.text
    with pytest.raises(Refused, match="Nothing was entered"):
        actions.save_answer(queries.answer_at(ask, number), by=lead(), words=" ")
    assert not Wording.objects.exists()


def test_an_answer_and_a_reason_for_none_are_not_both_given():
    ask = asked()
    answer = ask_and_answer(browser(lead()), at("answer", ask, 2), words="Train them", why_not=WHY)

    assert answer.status_code == 422
    assert "not both" in answer.text


def test_the_page_that_returns_leads_to_each_open_question():
    ask = asked()
    fill_in(ask, by=lead(), words=("46",))
    client = browser(lead())
    address = at("answer", ask, 2)
    assert f'<li><a class="govuk-link" href="{address}">' in client.get(at("return", ask)).text
    refused = send_back(client, at("return", ask), signatory="Ada Stone")

    assert refused.status_code == 409
    assert "1 question is still open. Answer, or say why you cannot, before you return it" in refused.text
    assert f'<li><a class="govuk-link" href="{address}">' in refused.text
    assert 'href="#open"' in refused.text
