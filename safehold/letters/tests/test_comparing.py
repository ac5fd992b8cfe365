"""Two wordings side by side, word by word."""

import pytest

from safehold.letters.comparing import compared, counted


def shown(lines):
    marks = {"same": "{}", "added": "+{}+", "removed": "-{}-"}
    return ["".join(marks[part.kind].format(part.words) for part in line) for line in lines]


@pytest.mark.parametrize(
    ("before", "after", "said"),
    [
        (["One"], ["One"], ["One"]),
        (["It is due on Friday"], ["It is due on Monday"], ["It is due on -Friday-+Monday+"]),
        (["One", "Two"], ["One", "One and a half", "Two"], ["One", "+One and a half+", "Two"]),
        (["One", "Two"], ["Two"], ["-One-", "Two"]),
        (["Dear all"], ["Something else entirely"], ["-Dear all-", "+Something else entirely+"]),
        ([], ["New"], ["+New+"]),
        (
            ["Please return it this week if you can at all"],
            ["Please send it this month if you can at all"],
            ["Please -return it this week -+send it this month +if you can at all"],
        ),
    ],
)
def test_what_differs_is_shown_word_by_word_and_in_stretches_that_can_be_read(before, after, said):
    assert shown(compared(before, after)) == said


def test_nothing_of_either_wording_is_lost():
    before, after = ["One two  three, four.", "Five"], ["Zero two three four", "Five six", "Seven"]
    lines = compared(before, after)

    for kind, words in (("removed", before), ("added", after)):
        kept = ["".join(part.words for part in line if part.kind in ("same", kind)) for line in lines]
        assert [each for each in kept if each] == words


def test_the_words_that_differ_are_counted():
    assert counted(compared(["It is due on Friday"], ["It is due on Monday week"])) == (2, 1)
