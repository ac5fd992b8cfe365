"""Whatever is done in whatever order, an ask keeps its promises: the first day stays, no reply changes, nothing is owed twice."""

from datetime import timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as some

from safehold.access.policy import Refused
from safehold.asks import actions, queries
from safehold.asks.lifecycle import ASKS, OWED, Stage
from safehold.asks.tests.factories import DUE_ON, ask_of, asked, fill_in, lead, office
from safehold.records.lifecycle import Changed

pytestmark = pytest.mark.django_db

ACTS = {
    "acknowledge": lambda ask, by, asker: actions.acknowledge(ask, by=by),
    "give_back": lambda ask, by, asker: actions.give_back(ask, by=by, signatory="Ada Stone"),
    "nil": lambda ask, by, asker: actions.say_nil(ask, by=by, signatory="Ada Stone", words="None"),
    "refuse": lambda ask, by, asker: actions.refuse(ask, by=by, signatory="Ada Stone", words="No"),
    "query": lambda ask, by, asker: actions.query(ask, by=asker, words="Why?", due_on=asker.on),
    "accept": lambda ask, by, asker: actions.accept_reply(ask, by=asker),
    "withdraw": lambda ask, by, asker: actions.withdraw_ask(ask, by=asker, why="Enough"),
    "more_time": lambda ask, by, asker: actions.give_more_time(
        ask, by=asker, due_on=ask.due_on + timedelta(days=7), why="Ill"
    ),
    "draft": lambda ask, by, asker: fill_in(ask, by=by, words=("47",)),
}


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(order=some.lists(some.sampled_from(sorted(ACTS)), min_size=1, max_size=10))
def test_in_whatever_order_things_are_done_the_promises_hold(db, order):
    ask = asked()
    by, asker = lead(), office()
    fill_in(ask, by=by)
    kept: dict[int, dict] = {}
    for name in order:
        ask = ask_of(ask.call)
        before = ask.status
        try:
            ACTS[name](ask, by, asker)
        except (Refused, Changed):
            assert ask_of(ask.call).status == before, "a refusal changes nothing"
        ask = ask_of(ask.call)
        replies = {each.number: each.kept for each in queries.replies_of(ask)}
        assert {number: replies[number] for number in kept} == kept, "a reply never changes"
        kept = replies
        assert sorted(kept) == list(range(1, len(kept) + 1))
        assert ask.first_due_on == DUE_ON <= ask.due_on
        assert ask.settled is (ask.status not in OWED)
        assert (ask.answered_on is not None) is bool(kept)
        if before in (Stage.ACCEPTED, Stage.WITHDRAWN):
            assert ask.status == before, "what is over stays over"


def test_every_state_can_be_reached_and_every_move_is_made_by_an_act():
    reached = {ASKS.start} | {after for _, after in ASKS.moves.values()}
    assert reached == set(Stage)
