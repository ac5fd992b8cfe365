"""What a lifecycle promises: no state without a way to it, and one table for races, buttons and the diagram."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from safehold.records import reference
from safehold.records.lifecycle import Lifecycle
from tests.invented.models import Notebook, Status


def test_a_lifecycle_with_a_state_that_nothing_leads_to_is_a_mistake():
    with pytest.raises(ValueError, match="No move leads to"):
        Lifecycle(start=Status.OPEN, moves={"close": (Status.CHECKED, Status.CLOSED)})


def test_the_diagram_is_the_table():
    assert Notebook.LIFECYCLE.mermaid().splitlines() == [
        "stateDiagram-v2",
        "    [*] --> open",
        "    open --> checked: check",
        "    open --> closed: close",
        "    checked --> closed: close",
    ]


@given(st.sampled_from(list(Status)), st.sampled_from(sorted(Notebook.LIFECYCLE.moves)))
def test_a_move_may_be_made_exactly_from_the_states_it_starts_from(status, move):
    book = Notebook(status=status)

    answer = Notebook.LIFECYCLE.may(book, move)

    assert bool(answer) == (status in Notebook.LIFECYCLE.before(move))
    assert bool(answer) or answer.reason.startswith(f"This is marked ‘{status.label}’. It must be marked")


def test_the_reference_draws_every_lifecycle_of_the_house_and_none_of_the_tests():
    drawn = reference.states()

    assert drawn.count("```mermaid") == len(list(reference.lifecycles())) >= 1
    assert "## Submission" in drawn
    assert "otebook" not in drawn
