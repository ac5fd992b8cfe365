"""Times of day are read as people write them, and nothing else is taken for one."""

from datetime import time

import pytest

from safehold.meetings.times import read_time, written


@pytest.mark.parametrize(
    ("words", "read", "shown"),
    [
        ("10:30", time(10, 30), "10:30am"),
        ("10.30", time(10, 30), "10:30am"),
        ("2pm", time(14), "2pm"),
        (" 2.15 PM ", time(14, 15), "2:15pm"),
        ("14:00", time(14), "2pm"),
        ("12pm", time(12), "midday"),
        ("12 noon", time(12), "midday"),
        ("12am", time(0), "midnight"),
        ("00:00", time(0), "midnight"),
        ("09:05", time(9, 5), "9:05am"),
    ],
)
def test_a_time_is_read_and_written(words, read, shown):
    assert read_time(words) == read
    assert written(read) == shown


@pytest.mark.parametrize("words", ["", "10", "25:00", "10:60", "13pm", "0am", "ten", "10:30:00", "1:2"])
def test_what_is_no_time_is_not_taken_for_one(words):
    with pytest.raises(ValueError, match=r".*"):
        read_time(words)
