"""What a killed import promises: none of it counts or all of it does, and the same command again gets to the same end.
And what two at once promise: one of them does it, and the other is told.

The processes and the database are real, and the kill is one that no process can see coming. ``PROVE=1`` tries a hundred
moments; without, two.
"""

import random
import signal
import subprocess
import time
from pathlib import Path

import pytest

from safehold.imports.tests.factories import HEADINGS
from safehold.imports.tests.real import SENDER, Home, home
from safehold.measures.catalogue import DEFINITIONS
from tests.proofs import PROVING, count

pytestmark = [pytest.mark.slow, pytest.mark.own_database]
ROWS, TRIALS = 25_000 if PROVING else 15_000, count(2, 100)

# how many figures count, how many wait, and how many submissions stand in each state
STATE = """
from collections import Counter
from safehold.asks.models import Submission
from safehold.measures.models import ReportedFigure
counted = ReportedFigure.objects.filter(submission__status="accepted").count()
answer = [counted, dict(Counter(Submission.objects.values_list("status", flat=True)))]
"""
# the same rows as they would land without the protection: under a submission that counts already
UNPROTECTED = """
import sys
from datetime import date
from django.utils import timezone
from safehold.access.models import Agency, User
from safehold.asks.models import Submission
from safehold.imports.reading_in import Declared, receive, read_on
from safehold.imports.door import look
from safehold.imports.data_sets import DATA_SETS
from safehold.imports.management.commands.import_figures import sender
agency = Agency.objects.get(code="council")
by = sender({sender!r}, agency)
content = open({file!r}, "rb").read()
told = Declared("figures", agency, "T", (date(2016, 4, 1), date(2022, 3, 31)), "S", date(2021, 4, 1))
looked = look(content, name="f.csv", data_set="figures")
submission = receive(looked, declared=told, by=by)
Submission.objects.update(status="accepted", accepted_at=timezone.now(), accepted_on=by.on, accepted_by=by.user)
schema = DATA_SETS["figures"].schema(covers=told.covers)
for chunk in schema.read(looked.file).chunks(1000):
    DATA_SETS["figures"].land([schema.facts(n, row) for n, row in chunk], submission)
"""


# waits for the sign, then accepts what waits and says how it ended
ACCEPT = """
import time
from pathlib import Path
from safehold.access.models import Agency
from safehold.access.policy import Refused
from safehold.asks import actions
from safehold.asks.models import Submission
from safehold.imports.management.commands.import_figures import sender
by, submission = sender({sender!r}, Agency.objects.get(code="council")), Submission.objects.get()
Path({ready!r}).touch()
while not Path({sign!r}).exists():
    time.sleep(0.01)
try:
    actions.accept(submission, by=by)
    print("done")
except Refused as refused:
    print(refused)
"""


@pytest.fixture(scope="module")
def base(tmp_path_factory):
    with home(tmp_path_factory.mktemp("home")) as made:
        yield made


@pytest.fixture(scope="module")
def file(tmp_path_factory) -> Path:
    """Some ten thousands of figures, no two under one key."""
    codes = [each.code for each in DEFINITIONS if each.unit != "percent"]
    path = tmp_path_factory.mktemp("file") / "figures.csv"
    with open(path, "w", encoding="utf-8") as into:
        into.write(HEADINGS)
        for n in range(ROWS):
            into.write(f"1,{codes[n % len(codes)]},2020-21,Place {n // len(codes)},{n % 900},things,invented,\n")
    return path


def command(file: Path) -> list[str]:
    return [
        "manage.py", "import_figures", str(file), "--data-set=figures", "--agency=council", "--covers-from=2016-04-01",
        "--covers-to=2022-03-31", "--source=Invented", "--source-on=2021-04-01", f"--by={SENDER}", "--accept",
    ]  # fmt: skip


def kill_half_way(process: subprocess.Popen) -> None:
    """Kill the process as soon as it says that some rows are read."""
    assert "rows read" in process.stdout.readline()
    process.send_signal(signal.SIGKILL)
    process.communicate()


def kill_after(process: subprocess.Popen, seconds: float) -> None:
    """Kill the process, as a power cut would, when so long has passed or it has ended by itself."""
    try:
        process.wait(timeout=seconds)
    except subprocess.TimeoutExpired:
        process.send_signal(signal.SIGKILL)
    process.communicate()


def is_none_or_all(made: Home) -> bool:
    counted, _ = made.ask(STATE)
    return counted in (0, ROWS)


def until_rows_land(made: Home, process: subprocess.Popen) -> None:
    """Wait until some of the rows are there and not all."""
    table = "from safehold.measures.models import ReportedFigure as R; answer = R.objects.count()"
    while process.poll() is None and not made.ask(table):
        time.sleep(0.05)


def test_a_killed_import_counts_for_nothing_and_the_same_command_takes_it_up(base, file):
    with base.copy("whole") as made:
        started = time.monotonic()
        code, said = made.run(*command(file))
        whole = time.monotonic() - started
        assert (code, made.ask(STATE)) == (0, [ROWS, {"accepted": 1}]), said

    moments = random.Random(7)
    seen = set()
    for trial in range(TRIALS):
        with base.copy(f"trial{trial}") as made:
            if trial:
                kill_after(made.start(*command(file)), whole * moments.uniform(0.15, 1.0))
            else:
                kill_half_way(made.start(*command(file)))
            counted, states = made.ask(STATE)
            seen.update(states or {"nothing": 1})
            assert counted in (0, ROWS), states
            assert "faulty" not in states

            code, said = made.run(*command(file))

            counted_after, states_after = made.ask(STATE)
            assert (counted_after, states_after) == (ROWS, {"accepted": 1}), said
            assert code == (1 if counted == ROWS else 0), said
    # the trials are worth something only where one at least was killed half way
    assert "received" in seen


def test_the_control_without_the_protection_a_kill_leaves_half_a_file_counted(base, file):
    with base.copy("control") as made:
        script = "import django\ndjango.setup()\n" + UNPROTECTED.format(sender=SENDER, file=str(file))
        process = made.start("-c", script)
        until_rows_land(made, process)
        process.send_signal(signal.SIGKILL)
        process.communicate()

        assert not is_none_or_all(made)


def test_two_who_send_the_same_file_at_once_leave_one_submission(base, file, tmp_path):
    small = tmp_path / "small.csv"
    small.write_text("".join(file.read_text().splitlines(keepends=True)[:2001]))
    with base.copy("twice") as made:
        both = [made.start(*command(small)) for _ in range(2)]
        said = [process.communicate(timeout=120)[0] for process in both]

        counted, states = made.ask(STATE)

    assert counted == 2000, said
    assert states["accepted"] == 1
    assert "Traceback" not in "".join(said)


def test_of_two_people_who_accept_at_once_one_does_and_the_other_is_told(base, file, tmp_path):
    small = tmp_path / "small.csv"
    small.write_text("".join(file.read_text().splitlines(keepends=True)[:11]))
    sign, ready = tmp_path / "sign", [tmp_path / "one", tmp_path / "two"]
    with base.copy("accept") as made:
        made.run(*command(small)[:-1])
        scripts = [ACCEPT.format(sender=SENDER, sign=str(sign), ready=str(path)) for path in ready]
        both = [made.start("-c", f"import django\ndjango.setup()\n{script}") for script in scripts]
        while not all(path.exists() for path in ready):
            assert all(process.poll() is None for process in both)
            time.sleep(0.05)
        sign.touch()
        said = sorted(
            (process.communicate(timeout=60)[0].strip() for process in both), key=lambda words: words != "done"
        )
        counted, states = made.ask(STATE)

    assert said[0] == "done"
    assert "This is marked ‘Accepted’" in said[1] or "Someone else changed this" in said[1]
    assert (counted, states) == (10, {"accepted": 1})
