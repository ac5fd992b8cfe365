"""Attendance and quorum, by tables: whoever changes a sum reads here what it comes to."""

import pytest

from safehold.meetings.counting import Sat, Share, quorate, share, unmarked
from safehold.meetings.models import Mark
from safehold.partnership.quorum import QuorumRule

M, D, P, A, V = Mark.MEMBER, Mark.DEPUTY, Mark.APOLOGIES, Mark.ABSENT, Mark.VACANT
COUNCIL, POLICE, HEALTH, SCHOOL = 1, 2, 3, 4
RULE = QuorumRule(
    least=2, seats={COUNCIL: "the council", POLICE: "the police", HEALTH: "health"}, needed={COUNCIL: "the council"}
)


@pytest.mark.parametrize(
    ("marks", "filled", "of", "percent"),
    [
        ([], 0, 0, None),
        ([M], 1, 1, 100),
        ([D], 1, 1, 100),
        ([P], 0, 1, 0),
        ([A], 0, 1, 0),
        ([V], 0, 1, 0),
        # a member and a deputy at one meeting are one seat filled: there is one mark for each seat
        ([M, D, P, A], 2, 4, 50),
        ([M, M, V], 2, 3, 67),
        ([M, P, P], 1, 3, 33),
        # a half goes up: 1 of 8 is 12.5
        ([M, *[A] * 7], 1, 8, 13),
        # a seat that began at the third of four meetings has two marks, not four
        ([M, M], 2, 2, 100),
    ],
)
def test_the_share_of_a_seat(marks, filled, of, percent):
    found = share(marks)

    assert (found.filled, found.of, found.percent) == (filled, of, percent)


def test_shares_add_up_by_their_parts_and_not_by_their_per_cents():
    assert (share([M]) + share([A, A, A])).percent == 25
    assert (Share() + Share()).percent is None


@pytest.mark.parametrize(
    ("sat", "answer"),
    [
        ([], "without the council"),
        ([Sat(COUNCIL, M)], "1 is"),
        ([Sat(COUNCIL, M), Sat(POLICE, M)], ""),
        ([Sat(COUNCIL, D), Sat(POLICE, D)], ""),
        ([Sat(POLICE, M), Sat(HEALTH, M)], "without the council"),
        ([Sat(COUNCIL, P), Sat(POLICE, M), Sat(HEALTH, M)], "without the council"),
        ([Sat(COUNCIL, V), Sat(POLICE, M), Sat(HEALTH, M)], "without the council"),
        # ten people from one agency are one agency
        ([Sat(COUNCIL, M, person=n) for n in range(10)], "1 is"),
        # an adviser's seat and an observer's have no say
        ([Sat(COUNCIL, M), Sat(POLICE, M, has_say=False)], "1 is"),
        # an agency that has no seat with a say is not counted
        ([Sat(COUNCIL, M), Sat(SCHOOL, M)], "1 is"),
        # one person in the seats of two agencies is both agencies
        ([Sat(COUNCIL, M, person=7), Sat(POLICE, M, person=7)], ""),
    ],
)
def test_the_quorum_is_of_agencies(sat, answer):
    said = quorate(RULE, sat)

    assert bool(said) is (not answer)
    assert answer in said.reason


@pytest.mark.parametrize(
    ("recused", "answer"),
    [
        ({2}, "1 is"),
        ({1}, "without the council"),
        ({99}, ""),
    ],
)
def test_whoever_is_recused_from_an_item_does_not_count_for_it(recused, answer):
    sat = [Sat(COUNCIL, M, person=1), Sat(POLICE, M, person=2)]

    said = quorate(RULE, sat, but=recused)

    assert bool(said) is (not answer)
    assert answer in said.reason


def test_an_agency_is_there_while_somebody_else_of_it_is_not_recused():
    sat = [Sat(COUNCIL, M, person=1), Sat(COUNCIL, M, person=3), Sat(POLICE, M, person=2)]

    assert quorate(RULE, sat, but={1})


def test_a_seat_about_which_nothing_was_written_down_is_named():
    assert unmarked({1: "Council", 2: "Police"}, [1]) == ["Police"]
    assert unmarked({1: "Council"}, [1]) == []
