"""Commands run as strangers would run them, and what they cost."""

import json
import os
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
SCRATCH = ROOT / ".bench"
PYTHON = sys.executable
ROUNDS = int(os.environ.get("BENCH_ROUNDS", "3"))
CORES = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


class Failed(RuntimeError):
    """A contender did not do its work. The message is the end of what it said."""


@dataclass(frozen=True)
class Cost:
    """One run of one command: seconds on the clock, seconds of processor time of it and its children, MiB at its peak."""

    seconds: float
    cpu: float
    peak: float
    said: str = ""

    @property
    def facts(self) -> dict:
        """What the command printed on its last line, as JSON; nothing where it printed none."""
        lines = self.said.strip().splitlines()
        return json.loads(lines[-1]) if lines and lines[-1].startswith("{") else {}


def run(command: Sequence[str], *, env: Mapping[str, str] | None = None) -> Cost:
    """Run ``command`` to its end as a fresh process. Raises ``Failed`` where it does not end well."""
    started = time.perf_counter()
    process = subprocess.Popen(
        [str(part) for part in command],
        cwd=ROOT,
        env={**os.environ, **(env or {})},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    assert process.stdout is not None
    said = process.stdout.read()
    _, status, used = os.wait4(process.pid, 0)
    seconds = time.perf_counter() - started
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise Failed(said.strip()[-600:])
    return Cost(seconds, used.ru_utime + used.ru_stime, used.ru_maxrss / 1024, said)


def interleaved(contenders: Mapping[str, Callable[[], Cost]], *, rounds: int = ROUNDS) -> dict[str, list[Cost]]:
    """Every contender once in each round, one after another, so that a slow minute is everybody's."""
    costs: dict[str, list[Cost]] = {name: [] for name in contenders}
    for number in range(rounds):
        for name, contender in contenders.items():
            costs[name].append(contender())
            last = costs[name][-1]
            print(f"  round {number + 1}: {name}: {last.seconds:.2f} s, {last.cpu:.2f} s of processor", flush=True)
    return costs


def median(costs: Sequence[Cost], what: str = "seconds") -> float:
    """The median of ``seconds``, ``cpu`` or ``peak`` over the runs."""
    return statistics.median(getattr(cost, what) for cost in costs)
