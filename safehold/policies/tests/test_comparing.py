"""Two texts beside each other."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from safehold.policies.comparing import Piece, compared, count

WORDS = st.lists(st.sampled_from(["tell", "the", "team", "at", "once", "later"]), min_size=1, max_size=8).map(" ".join)
TEXTS = st.lists(WORDS, max_size=5).map("\n\n".join)


def test_a_word_that_changed_stands_beside_the_one_it_was():
    assert compared("Tell the duty team today.", "Tell the duty team now.") == [
        [Piece("same", "Tell the duty team"), Piece("out", "today."), Piece("in", "now.")]
    ]


def test_a_paragraph_more_and_one_less():
    told = compared("One.\n\nTwo two two.", "Nought.\n\nOne.")

    assert told == [[Piece("in", "Nought.")], [Piece("same", "One.")], [Piece("out", "Two two two.")]]
    assert count(told) == (1, 3)


@pytest.mark.parametrize("text", ["", "One.", "One.\n\nTwo."])
def test_the_same_words_are_the_same(text):
    assert count(compared(text, text)) == (0, 0)


@given(TEXTS, TEXTS)
def test_both_texts_can_be_read_from_what_is_shown(before, after):
    told = compared(before, after)

    def read(kinds):
        return " ".join(piece.words for paragraph in told for piece in paragraph if piece.is_ in kinds).split()

    assert sorted(read({"same", "out"})) == sorted(before.split())
    assert read({"same", "in"}) == after.split()
