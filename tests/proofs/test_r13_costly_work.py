"""R13: one person who asks for costly work fifty times at once keeps nobody else waiting, on a real server and PostgreSQL.

Small: an export, and what was answered. Full: reading a report, an export and an import, and how long others waited: that
is measured only where it is asked for, since on a machine that does other things it says nothing. It is written to
``.cache/costly.txt``.
"""

import os
import time

import pytest
from django.conf import settings

from tests.proofs import PROVING
from tests.proofs.costly import (
    AT_ONCE,
    Others,
    fifty_times,
    log_of,
    prepared,
    reads_a_report,
    sends_a_file,
    site,
    takes_the_trail_away,
    two_running,
)

WORK = {
    "an export": lambda to: lambda number: takes_the_trail_away(to),
    "a report": lambda to: lambda number: reads_a_report(to),
    "an import": lambda to: lambda number: sends_a_file(to, number),
}
ASKED = list(WORK) if PROVING else ["an export"]
LINES = 6_000 if PROVING else 1_500
# on a machine that does other things as well, a few milliseconds doubled say nothing
GRACE = 50.0
pytestmark = [pytest.mark.postgres, pytest.mark.slow, pytest.mark.timeout(0)]


@pytest.fixture(scope="module")
def seeded():
    with prepared(os.environ["TEST_DATABASE_URL"], lines=LINES, reports=PROVING) as made:
        yield made


def measured(to, what: str) -> tuple[Others, Others, dict[int, int]]:
    """The others in quiet, the others during, and what the one who asked was answered."""
    quiet, during = Others(to), Others(to)
    work = WORK[what](to)
    work(AT_ONCE)  # once alone, so that nothing is done for the first time, by any process of the server
    for each in (Others(to), quiet) if PROVING else (quiet,):
        with each.at_work() as others:
            while len(others.waited) < (60 if PROVING else 6):
                time.sleep(0.05)
    with during.at_work() as others:
        answers = fifty_times(work)
        while len(others.waited) < 6:
            time.sleep(0.05)
    log_of(
        f"{what}: quiet p95 {quiet.p95:.0f} ms, during {during.p95:.0f} ms, {dict(answers)}",
        settings.ROOT / ".cache" / "costly.txt",
    )
    return quiet, during, answers


@pytest.mark.parametrize("what", ASKED)
def test_others_hardly_notice_and_whoever_asks_too_much_is_told(seeded, what):
    with site(*seeded, at_once=2) as to:
        quiet, during, answers = measured(to, what)

    done = answers[200] + answers[302]
    assert answers.keys() <= {200, 302, 429}, answers
    assert done >= 1
    assert answers[429] >= AT_ONCE // 5, answers
    assert set(quiet.statuses) == set(during.statuses) == {200}
    if PROVING:
        assert during.p95 <= 2 * quiet.p95 + GRACE, (quiet.p95, during.p95)


def test_while_two_run_everybody_who_asks_for_more_is_told(seeded):
    with site(*seeded, at_once=2) as to:
        with two_running(seeded[0]):
            answers = fifty_times(WORK["an export"](to))
        afterwards = takes_the_trail_away(to)

    assert answers == {429: AT_ONCE}
    assert afterwards == 200, "the control: with nothing running it is answered"


def test_the_control_without_the_limit_everybody_waits(seeded):
    with site(*seeded, at_once=AT_ONCE + 1) as to:
        quiet, during, answers = measured(to, "an export")

    assert answers == {200: AT_ONCE}
    assert set(quiet.statuses) == set(during.statuses) == {200}
    if PROVING:
        assert during.p95 > 2 * quiet.p95 + GRACE, (quiet.p95, during.p95)
